"""Lines that were broken at a width become paragraphs again; lists, verse and short lines stay apart."""

from __future__ import annotations

from textwrap import wrap

import pytest

from site_gen.ingest.wrapped import joined

SAID = (
    "The regional water authority said on Wednesday that the spillway at Karsen would be opened for the first time in "
    "eleven years, after three days of rain, and that people downstream had been told of it by the mayor."
)


@pytest.mark.parametrize("width", [30, 34, 38, 42, 60, 72])
def test_a_text_broken_at_any_width_is_one_paragraph(width: int) -> None:
    assert joined("\n".join(wrap(SAID, width))) == SAID


def test_a_line_that_ends_with_a_preposition_goes_on_with_a_name() -> None:
    lines = ("The gates were opened by the authority at", "noon on a day of rain, and the council met on", "Wednesday.",
             "Schools stay closed until the end of May,", "Marta Olin said.")  # fmt: skip
    assert joined("\n".join(lines)) == " ".join(lines[:3]) + "\n\n" + " ".join(lines[3:])


@pytest.mark.parametrize(
    "lines",
    [
        (
            "North gate, 3.2 m",
            "South gate, 3.1 m",
            "Upper weir, 4.0 m",
            "Lower weir, 2.2 m",
            "Mill race, 1.4 m",
            "Old lock, 1.1 m",
        ),
        (
            "Marta Olin, Karsen",
            "Pieter van Hoek, Selden",
            "Ada Quill, Orlen",
            "Anna Berg, Karsen",
            "Mara Lind, Selden",
            "Tom Weir, Orlen",
        ),
        ("Orlen Post", "3 April 2031", "Dam gates to open"),
    ],
)
def test_a_list_of_short_lines_stays_one(lines: tuple[str, ...]) -> None:
    assert joined("\n".join(lines)) == "\n\n".join(lines)
