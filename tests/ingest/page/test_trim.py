"""What stands above an article's paragraphs and is none of them."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.trim import trim

TEXT = (
    "The bridge over the Orl was opened on Monday, the mayor said, after nine years of work and two floods in the "
    "valley; buses go over it from the next week on."
)


@pytest.mark.parametrize(
    "line",
    ["3 hours ago", "Updated 12 min ago", "an hour ago", "5 min read", "vor 3 Stunden", "Il y a 2 jours", "hace 1 hora",
     "2 часа назад", "2 April 2031", "By Anna Berg"],
)  # fmt: skip
def test_a_line_for_readers_of_that_day_above_the_text_goes(line: str) -> None:
    assert trim((line, TEXT), ()) == (TEXT,)


@pytest.mark.parametrize("line", ["3 hours ago it rained", "Two days ago", "Vor der Flut", "An hour", "Once."])
def test_words_that_only_begin_so_stay(line: str) -> None:
    assert trim((line, TEXT), ()) == (line, TEXT)


def test_the_line_stays_between_paragraphs() -> None:
    assert trim((TEXT, "3 hours ago", TEXT), ()) == (TEXT, "3 hours ago", TEXT)
