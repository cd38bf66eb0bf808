"""What an expression means: its TIMEX3 type and value, and the rule that told."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from site_gen.ingest.dates.stretch import Stretch

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


class Sense(Struct, frozen=True):
    """The meaning of a matched expression, or of a part of it."""

    value: str
    rule: str
    type: Kind = "DATE"
    stretch: Stretch | None = None
    """The stretch of the calendar spoken of, to be remembered as an anchor."""
    counted: bool = False
    """Whether it was counted from publication: in a history that is no anchor for what follows."""
    edtf: str | None = None
    """Where it does not follow from the value; "" when the value denotes no calendar time."""
    part: tuple[int, int] | None = None
    """The words meant, when not all of the match."""


def of_stretch(stretch: Stretch | None, rule: str, unknown: str = "", counted: bool = False) -> Sense | None:
    """The sense of a stretch; with `unknown`, that value when there is no stretch."""
    if stretch is None:
        return Sense(unknown, rule + "-unanchored", edtf="") if unknown else None
    return Sense(stretch.value, rule, stretch=stretch, counted=counted)


def part_value(part: str) -> str:
    """How a value tells the time of day: TMO, T14:30; "" for none."""
    return "T" + part if part else ""
