"""Amounts in messages: one item, two items. Pure."""

from __future__ import annotations

from collections.abc import Sized


def amount(number: int, noun: str) -> str:
    """A number and what there is of it; the plural takes an s.

    >>> amount(1, "item"), amount(1200, "item"), amount(0, "item")
    ('1 item', '1,200 items', '0 items')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def amounts(*counted: tuple[Sized, str]) -> str:
    """How many of each: "3 statements, 1 event"."""
    return ", ".join(amount(len(entries), noun) for entries, noun in counted)
