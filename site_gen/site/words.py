"""The interface's words in the site's language, from gettext catalogues. A rim: reads them.

English stands in code and templates, and is its own catalogue. `say` and `many` translate, `mark` notes a text that is
translated where it is used; in templates `_`, `ngettext` and `{% trans %}` do. Catalogues are `locale/<lang>.po` in the
package; a site may bring `templates/locale/<lang>.po`, which wins text by text. To add a language: one more file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from site_gen.errors import Problem, SiteError

_PLACE: Final = re.compile(r"%\((\w+)\)[sd]")
"""A place to fill in."""
_THOUSANDS: Final = {"en": ",", "de": ".", "es": ".", "it": ".", "pt": ".", "tr": ".", "nl": "."}
"""What parts thousands; a narrow no-break space (as ISO 31-0 has it) elsewhere."""


class Words:
    """Translates the interface. Without catalogue every text stands for itself."""

    def __init__(
        self,
        lang: str = "en",
        texts: Mapping[str | tuple[str, str], tuple[str, ...]] | None = None,
        form_of: Callable[[int], int] = lambda count: int(count != 1),
    ) -> None:
        self.lang = lang
        self._texts = texts or {}
        self._form_of = form_of
        told = repr((lang, sorted((repr(key), value) for key, value in self._texts.items())))
        self.key = blake2b(told.encode(), digest_size=16).digest() if self._texts else b""
        """Changes with every text, and so with every page that has them."""
        self._thousands = _THOUSANDS.get(lang.partition("-")[0].lower(), "\u202f")

    def say(self, text: str, **values: object) -> str:
        """A text with its `%(name)s` filled in."""
        told = self._texts.get(text, (text,))[0] or text
        return told % values if values else told

    def many(self, one: str, more: str, count: int, **values: object) -> str:
        """A text for a number of things; `%(count)s` is the number as readers write it."""
        return self.plural(one, more, count) % {"count": self.number(count), **values}

    def plural(self, one: str, more: str, count: int) -> str:
        """The form of a text for a number, not filled in: what gettext calls ngettext."""
        forms = self._texts.get((one, more), ())
        at = self._form_of(count)
        return forms[at] if forms and at < len(forms) and forms[at] else (one, more)[int(count != 1)]

    def number(self, value: int) -> str:
        """A whole number with its thousands parted: "12,345"."""
        return f"{value:,}".replace(",", self._thousands)


def mark(text: str) -> str:
    """The text itself, noted for the catalogues."""
    return text


def mark_many(one: str, more: str) -> tuple[str, str]:
    """A text for one and for more things, noted for the catalogues."""
    return one, more


ENGLISH: Final = Words()


@lru_cache(maxsize=8)
def load_words(lang: str, own: Path | None = None) -> Words:
    """The words of a language; English where there is no catalogue. `own` is the site's folder of templates.

    Raises SiteError when the site's catalogue cannot be read. Remembered for the run of the program: a preview that is
    to show a changed catalogue asks `forget_words` first.
    """
    base = lang.partition("-")[0].lower()
    texts: dict[str | tuple[str, str], tuple[str, ...]] = {}
    form_of: Callable[[int], int] = lambda count: int(count != 1)  # noqa: E731
    sources = [] if base == "en" else _packaged(base)
    site = own / "locale" / f"{base}.po" if own else None
    if site is not None and site.is_file():
        sources.append((f"templates/locale/{base}.po", site.read_bytes()))
    for path, data in sources:
        found, form_of = _read_catalogue(path, data)
        texts.update(found)
    return Words(lang, texts, form_of) if texts else Words(lang)


def _packaged(base: str) -> list[tuple[str, bytes]]:
    """The catalogue that comes with the package, if there is one: its name, and what it holds."""
    from importlib.resources import files

    told = files("site_gen").joinpath("locale", f"{base}.po")
    return [(f"locale/{base}.po", told.read_bytes())] if told.is_file() else []


def forget_words() -> None:
    """Read the catalogues anew the next time."""
    load_words.cache_clear()


def _read_catalogue(
    path: str, data: bytes
) -> tuple[dict[str | tuple[str, str], tuple[str, ...]], Callable[[int], int]]:
    """The translated texts of a catalogue, and which form each number takes."""
    from io import BytesIO

    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue = read_po(BytesIO(data), abort_invalid=True)
        form_of: Any = _plural_rule(catalogue.plural_expr)
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError) as error:
        hint = "compare it with another catalogue"
        raise SiteError(
            [
                Problem(
                    path, getattr(error, "lineno", 0) or 1, 0, "bad-catalogue", str(error) or "it cannot be read", hint
                )
            ]
        ) from None
    _check_places(path, catalogue)
    texts: dict[str | tuple[str, str], tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        key = (message.id[0], message.id[1]) if isinstance(message.id, list | tuple) else message.id
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if all(forms):
            texts[key] = tuple(str(form) for form in forms)
    return texts, form_of


def _check_places(path: str, catalogue: Iterable[Any]) -> None:
    """Refuse a translation that has other places to fill in than its text: it would fail where it is shown."""
    problems = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
        told = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if not message.id or message.fuzzy or not all(told):
            continue
        known = {name for one in ids for name in _PLACE.findall(one)}
        for one in told:
            rest = _PLACE.sub("", one).replace("%%", "") if known else ""
            if not set(_PLACE.findall(one)) <= known or "%" in rest:
                hint = f"write only {', '.join(f'%({name})s' for name in sorted(known)) or 'plain words'}"
                said = f'the translation of "{ids[0]}" has a place to fill in that its text has not'
                problems.append(Problem(path, message.lineno or 1, 0, "bad-catalogue", said, hint))
                break
    if problems:
        raise SiteError(problems)


def _plural_rule(expression: str) -> Callable[[int], int]:
    from gettext import c2py

    return c2py(expression)
