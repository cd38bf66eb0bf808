"""What a template asked for and its view does not have, told with what is there. Pure."""

from __future__ import annotations

import re
import sys
from typing import Final

from msgspec import Struct

from site_gen.errors import did_you_mean

_FIELD: Final = re.compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'")
"""How Jinja tells of a field: "'site_gen.site.views.StatementView object' has no attribute 'speker'"."""
_CLASS: Final = re.compile(r"'([\w.]+)\.\w+ object'")
"""The module in it."""
_NAME: Final = re.compile(r"'(\w+)' is undefined")
"""How Jinja tells of a name: "'titel' is undefined"."""


def field_message(message: str) -> str:
    """Jinja's message in the words of who writes templates.

    >>> field_message("'site_gen.site.views.StatementView object' has no attribute 'speker'")
    "StatementView has no field 'speker'"
    """
    return _FIELD.sub(lambda found: f"{found[1]} has no field '{found[2]}'", message)


def fields_hint(message: str, view: Struct) -> str:
    """What would be right, for Jinja's message about a page of `view`: the nearest name, and all that there are.

    A field of a part of the view is looked for among those of that part.
    """
    cls, asked = type(view), ""
    if found := _FIELD.search(message):
        cls, asked = _class_of(message, found[1]) or cls, found[2]
    elif named := _NAME.search(message):
        asked = named[1]
    near = did_you_mean(asked, cls.__struct_fields__) if asked else ""
    return f"{near} {cls.__name__} has: {', '.join(cls.__struct_fields__)}".strip()


def _class_of(message: str, name: str) -> type[Struct] | None:
    """The view's part of this name."""
    place = _CLASS.search(message)
    found = getattr(sys.modules.get(place[1]), name, None) if place else None
    return found if isinstance(found, type) and issubclass(found, Struct) else None
