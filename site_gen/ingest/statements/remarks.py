"""Where a reporter's own remark begins behind what was said: ", without naming anybody", ", a charge Oslo denies"."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.phrases import right_phrase
from site_gen.ingest.statements.reading import Reading

_MARKS: Final = ('"', "”", "’", "''")


def remark_after(reading: Reading, first: int, end: int) -> int:
    """Where a remark stands apart, from word `first` on: at its comma, or behind the mark of a quotation that ends with
    one; `end` where none does."""
    for at in range(first + 1, end - 2):
        if reading.low[at] != ",":
            continue
        if at not in reading.inside and is_remark(reading, at + 1, end):
            return at
        if (
            at in reading.inside
            and reading.words[at + 1] in _MARKS
            and at + 4 < end
            and is_remark(reading, at + 2, end)
        ):
            return at + 2
    return end


def behind_quotation(reading: Reading, first: int, at: int) -> int | None:
    """Where a clause that begins with word `first` ends with a quotation, right before the word `at` but for a comma;
    None where it does not."""
    end = at - (reading.low[at - 1] == ",")
    closed = reading.words[end - 1] in _MARKS and end - 1 in reading.inside
    return end if closed and any(finite(reading, one) for one in range(first, end)) else None


def is_remark(reading: Reading, at: int, end: int) -> bool:
    """Whether the words from `at` on are the reporter's: of how it was said, of who denies it."""
    word, after = reading.low[at], reading.low[at + 1]
    if word == "without":
        return after.endswith("ing")
    if reading.is_in(at, "contrasts"):
        phrase = right_phrase(reading, at + 1, end)
        return phrase is not None and any(reading.is_in(one, "opponents") for one in range(*phrase))
    length = at + (word in ("a", "an", "one"))
    if reading.is_in(length, "long_times", "lengths") and reading.low[length + 1] in ("after", "before"):
        return True  # ", hours after the talks ended"
    if word == "something":
        return _is_said_of(reading, at + 1, end)
    if word in ("a", "an") and reading.is_in(at + 1, "views") and reading.is_in(at + 2, "view_deeds"):
        return reading.low[at + 3] == "by"  # "a view shared by many in Oslo"
    if word in ("a", "an") and reading.is_in(at + 1, "charges"):
        return _is_said_of(reading, at + 2 + reading.is_in(at + 2, "that_words", "relatives"), end)
    return False


def _is_said_of(reading: Reading, at: int, end: int) -> bool:
    """Whether a named subject and its verb follow: "Oslo has denied"."""
    phrase = right_phrase(reading, at, end) if at < end else None
    if phrase is None or phrase[1] >= end or not finite(reading, phrase[1]):
        return False
    return any(reading.capital(one) for one in range(*phrase)) or reading.is_in(at, "determiners")
