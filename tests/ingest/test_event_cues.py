"""Words of happening: which one a clause is told by, of which kind, and whether it lies ahead."""

from __future__ import annotations

import pytest

from site_gen.ingest.event_cues import Cue, dates_other, find_cue, find_noun
from site_gen.ingest.event_words import EventWords, event_words
from site_gen.ingest.units import read_units


def _lex() -> EventWords:
    lex = event_words("en")
    assert lex is not None
    return lex


def _low(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in read_units(text).words)


def _cue(text: str, near: str = "", claimed: bool = False) -> tuple[str, str, bool] | None:
    """(word, type, ahead) of the cue."""
    low = _low(text)
    cue = find_cue(low, (0, len(low)), _lex(), low.index(near) if near else None, claimed)
    return (low[cue.first], cue.type, cue.ahead) if cue else None


@pytest.mark.parametrize(
    ("text", "near", "cue"),
    [
        ("Moscow on Thursday called for calm", "thursday", ("called", "request", False)),
        ("He voiced rare criticism of the ally", "", ("voiced", "accuse", False)),
        ("The president is hosting his colleague", "", ("hosting", "consult", False)),
        ("They will take part in the ceremony", "", ("take", "", True)),
        ("The talks are scheduled for Saturday", "saturday", ("are", "consult", True)),
        ("The two were arrested on Monday and freed on Friday", "monday", ("arrested", "coerce", False)),
        ("The two were arrested on Monday and freed on Friday", "friday", ("freed", "yield", False)),
        ("The troops were killed", "", ("killed", "assault", False)),
        ("The passengers were killed", "", ("killed", "", False)),
        ("The lamp was electrified in 1950", "1950", ("electrified", "", False)),
    ],
)
def test_the_clause_is_told_by_its_cue(text: str, near: str, cue: tuple[str, str, bool]) -> None:
    assert _cue(text, near) == cue


@pytest.mark.parametrize(
    "text",
    [
        "The attacks of May",
        "They could have prevented it",
        "They did not attack the town",
        "A report published on Tuesday",
        "I asked a judge",
        "The town is old",
    ],
)
def test_nouns_denials_and_the_writer_s_own_doings_are_no_cues(text: str) -> None:
    assert _cue(text) is None


def test_in_reported_words_would_lies_ahead() -> None:
    assert _cue("the line would reopen on Tuesday", claimed=True) == ("reopen", "", True)
    assert _cue("the line would reopen on Tuesday") is None


def test_a_time_may_date_a_gerund_a_document_or_the_saying() -> None:
    for text in ("accused him of hiding it in July", "ended, police said in July", "ended a report released in July"):
        low = _low(text)
        cue = find_cue(low, (0, len(low)), _lex(), low.index("july"))
        assert cue is not None
        assert dates_other(low, cue, low.index("july"), _lex())


def test_a_happening_may_be_a_noun_behind_the_time() -> None:
    low = _low("today's brief meeting between them")
    assert find_noun(low, (1, len(low)), _lex()) == Cue(3, 4, "consult", "noun")
    assert find_noun(_low("today we met"), (1, 3), _lex()) is None


def test_a_language_without_a_file_has_no_event_words() -> None:
    assert event_words("xx") is None
