"""What a converter takes, told beside it: from this come the schemas for editors and the reference.

A converter in `schema` has its form at its head, and one that is made by a function gives it what it was made with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct

Described = TypeVar("Described", bound=Callable[..., Any])


class Form(Struct, frozen=True, eq=False):
    """The form of a value."""

    kind: str
    """text, date, id, url, language, number, quantity, choice, list, pairs, record, colour, faces, asset, mapping."""
    null: bool = False
    """Whether nothing is a value too, where the field must be there."""
    empty: bool = False
    """Whether an empty text is."""
    words: tuple[str, ...] = ()
    """Of a choice."""
    low: int = 0
    high: int = 0
    of: Callable[..., Any] | None = None
    """How the parts of a list or the values of pairs are read."""
    cls: Any = None
    """What a record becomes."""
    fields: Mapping[str, Any] = {}
    """Of a record: its table of fields."""
    key: str = ""
    """The field that a record written as a bare text fills."""


def takes(form: Form) -> Callable[[Described], Described]:
    """Sets the form beside a converter, for `form_of`."""

    def told(convert: Described) -> Described:
        vars(convert)["form"] = form
        return convert

    return told


def form_of(convert: Callable[..., Any]) -> Form:
    """What a converter takes. Raises KeyError for one that does not say."""
    form = vars(convert)["form"]
    assert isinstance(form, Form)
    return form
