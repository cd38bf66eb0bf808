"""Time expressions: the examples of the grammar, the two seeds, and what must hold for any text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_gen.dates import parse_edtf
from site_gen.ingest.article import bare_article
from site_gen.ingest.dates import find_times
from site_gen.ingest.dates.grammar import Pattern, grammar_of
from site_gen.ingest.dates.resolve import MAKERS
from site_gen.ingest.findings import TimeFound

_ROOT = Path(__file__).parents[3]
_THURSDAY = "2022-08-04"
_LANGUAGES = ("en", "ru")
_SEEDS = tomllib.loads((_ROOT / "tests/data/dates/seeds.toml").read_text("utf-8"))["seed"]


def _patterns() -> list[tuple[str, Pattern]]:
    grammars = [(lang, grammar) for lang in _LANGUAGES if (grammar := grammar_of(lang))]
    return [(lang, pattern) for lang, grammar in grammars for pattern in grammar.patterns]


def _times(text: str, published: str | None = _THURSDAY, lang: str = "en") -> tuple[TimeFound, ...]:
    return find_times(bare_article(text, published, lang=lang))


@pytest.mark.parametrize(("lang", "pattern"), _patterns(), ids=lambda value: getattr(value, "name", value))
def test_every_pattern_finds_its_right_examples_and_no_wrong_one(lang: str, pattern: Pattern) -> None:
    assert pattern.makes in MAKERS
    for example in pattern.right:
        text, _, values = example.rpartition(" = ")
        plain = text.replace("[", "").replace("]", "")
        start, end = (text.index("["), text.index("]") - 1) if "[" in text else (0, len(plain))
        inside = [found for found in _times(plain, lang=lang) if start <= found.start and found.end <= end]
        assert " ".join(found.value for found in inside) == values, example
        assert (inside[0].start, inside[-1].end) == (start, end), example
    for text in pattern.wrong:
        assert not _times(text, lang=lang), text


@pytest.mark.parametrize("seed", _SEEDS, ids=lambda seed: f"{seed['file'][:3]} {seed['published']}")
def test_the_seeds_are_read_right_with_and_without_a_publication_day(seed: dict[str, Any]) -> None:
    text = (_ROOT / "seeds" / seed["file"]).read_text("utf-8").partition("A Message from")[0]
    found = [[text[t.start : t.end], t.value, t.edtf or "", t.rule] for t in _times(text, seed["published"] or None)]
    assert found == seed["times"]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The talks are set to resume Monday in Geneva.", "Monday", "2022-08-08"),
        ("The talks resumed Monday in Geneva.", "Monday", "2022-08-01"),
        ("They will meet on Tuesday, officials said.", "Tuesday", "2022-08-09"),
        ("He resigned in December.", "December", "2021-12"),
        ("He resigned in September.", "September", "2021-09"),
        ("The mayor, who resigned in September, spoke.", "September", "2021-09"),
        ("The vote was scheduled in September.", "September", "2022-09"),
        ("The talks were moved to September.", "September", "2022-09"),
        ("The bridge is to open in December.", "December", "2022-12"),
        ("Elections will be held in November.", "November", "2022-11"),
        ("He is to appear on Monday.", "Monday", "2022-08-08"),
        ("The minister arrives on Monday.", "Monday", "2022-08-08"),
        ("He said Friday's talks would help.", "Friday", "2022-08-05"),
        ("He will use Monday's debate to win, they said.", "Monday", "2022-08-08"),
        ("The vote is due Jan. 2.", "Jan. 2", "2023-01-02"),
        ("The deal had been due to expire on Friday.", "Friday", "2022-07-29"),
        ("The queen will visit the wounded on Friday.", "Friday", "2022-08-05"),
        ("A panel would look into the claims on Wednesday.", "Wednesday", "2022-08-10"),
        ("The crossing would reopen on Tuesday, the guards said.", "Tuesday", "2022-08-09"),
        ("Flour would reach the rest by Tuesday.", "Tuesday", "2022-08-09"),
        ("Snow is forecast for Wednesday.", "Wednesday", "2022-08-10"),
        ("Both sides agreed to meet on Monday.", "Monday", "2022-08-08"),
        ("The mayor plans to address the crowd on Saturday.", "Saturday", "2022-08-06"),
        ("The court put off the case and adjourned it to Monday.", "Monday", "2022-08-08"),
        ("The deal may be signed on Monday.", "Monday", "2022-08-08"),
        ("The ferry stays closed until at least July.", "July", "2023-07"),
        ("The envoy has proposed 20 November for the vote.", "20 November", "2022-11-20"),
        ("The shops reopen on Monday.", "Monday", "2022-08-08"),
        ("A mass will be held for the victims of Tuesday's attack.", "Tuesday", "2022-08-02"),
        ("She would not comment on Monday.", "Monday", "2022-08-01"),
        ("They would have paid on Monday.", "Monday", "2022-08-01"),
        ("He offered his resignation on Monday.", "Monday", "2022-08-01"),
        ("She vowed on Tuesday to return.", "Tuesday", "2022-08-02"),
        ("He said on Monday he would not run again.", "Monday", "2022-08-01"),
        ("In a letter to the mayor in October, Lind said floods were near.", "October", "2021-10"),
        ("The flood that would change the town came on Tuesday.", "Tuesday", "2022-08-02"),
    ],
)
def test_the_tense_of_the_clause_tells_which_of_two_days_is_meant(text: str, words: str, edtf: str) -> None:
    assert [(text[found.start : found.end], found.edtf) for found in _times(text)] == [(words, edtf)]


def test_a_history_is_dated_by_what_it_told_before() -> None:
    text = (
        "On 1 March 1921 the rising began. By April it had spread. On 7 May the town fell; three days later "
        "the army withdrew. In November 1921 talks opened. In January a truce was signed. "
        "The following year the last prisoners returned. In June 1925 a second rising failed."
    )
    assert [found.edtf for found in _times(text)] == [
        "1921-03-01", "1921-04", "1921-05-07", "1921-05-10", "1921-11", "1922-01", "1923", "1925-06",
    ]  # fmt: skip


def test_without_publication_a_told_day_carries_its_year_within_its_paragraph() -> None:
    text = "On 3 March 2020 he left; on 5 April he came back.\nOn 7 May he left again."
    assert [found.edtf for found in _times(text, None)] == ["2020-03-03", "2020-04-05", "XXXX-05-07"]


def test_a_past_year_in_the_sentence_is_the_year_of_a_bare_day() -> None:
    text = "The war of 2020 ended with a November 9 statement. It opens next spring or by the end of the year."
    assert [found.edtf for found in _times(text)] == ["2020", "2020-11-09", "2023-21", "2022"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ('"We will meet tomorrow," he said on Monday.', ["2022-08-02", "2022-08-01"]),
        ("On July 30 he said: “I was here yesterday.”", ["2022-07-30", "2022-07-29"]),
        ("“Today we mourn,” she said on Tuesday. “Tomorrow we work.”", ["2022-08-02", "2022-08-02", "2022-08-03"]),
        ("The king died on Tuesday. “Tomorrow we work,” she said.", ["2022-08-02", "2022-08-05"]),
        ('"We met on Thursday," he said on Monday.', ["2022-08-04", "2022-08-01"]),
        ('"We will meet tomorrow," he said on Thursday.', ["2022-08-05", "2022-08-04"]),
        ("He said on Monday that talks resume tomorrow.", ["2022-08-01", "2022-08-05"]),
    ],
)
def test_a_speakers_tomorrow_is_counted_from_the_day_of_speaking(text: str, days: list[str]) -> None:
    assert [found.edtf for found in _times(text)] == days


def test_a_month_of_publication_still_gives_the_year_but_no_weekday() -> None:
    assert [found.edtf for found in _times("On Monday, September 5, he left; this year, last month", "2022-10")] == [
        "2022-09-05", "2022", "2022-09",
    ]  # fmt: skip
    assert [found.edtf for found in _times("On Monday they met.", "2022-10")] == [None]


def test_a_language_without_a_grammar_gives_full_dates_only() -> None:
    german = "Am Donnerstag, dem 4. August 2022, und am 03.05.2021 trafen sich 4 Menschen 2022 in Wien."
    assert [found.edtf for found in _times(german, lang="de")] == ["2022-08-04", "2021-05-03"]
    armenian = "Հանդիպումը տեղի ունեցավ 4 օգոստոսի 2022 թվականին։"
    assert [found.edtf for found in _times(armenian, lang="hy")] == ["2022-08-04"]
    assert _times("4. August 2022", lang="xx-none") == ()
    assert _times("am Donnerstag", lang="de") == ()
    assert _times("on Thursday", lang="../en") == ()


_NUMBERS = (
    "4 25 31 1999 2022 20 0 00 99 – , . ' ’s 1990s 9:30 9.30 9pm 20th 31st mid-June year-ago 10-year "
    "4/8/2022 5/0/2020 0/5/2020 99/99/9999 11/11/0000 BC \n"
)


def _pieces(lang: str) -> st.SearchStrategy[str]:
    grammar = grammar_of(lang)
    assert grammar is not None
    return st.one_of(st.sampled_from(grammar.lexicon.known()), st.sampled_from(_NUMBERS.split(" ")))


@settings(max_examples=250, deadline=None)
@given(st.data(), st.sampled_from([None, "2022-08-04", "0001-01-01", "9999-12-31", "2022", "2022-08"]))
def test_any_text_gives_ordered_times_inside_it_with_valid_edtf(data: st.DataObject, published: str | None) -> None:
    lang = data.draw(st.sampled_from(_LANGUAGES))
    pieces = data.draw(st.lists(_pieces(lang), max_size=30))
    text = " ".join(pieces)
    last = 0
    for found in _times(text, published, lang):
        assert last <= found.start < found.end <= len(text)
        assert found.value
        assert found.rule
        if found.edtf is not None:
            parse_edtf(found.edtf)
        last = found.end


@pytest.mark.parametrize(
    "piece", ["the ", "a few ", "twenty ", "last ", "1 ", "August ", "more than ", "- ", "'", "year of the "]
)
def test_long_runs_of_one_word_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        article = bare_article(piece * count, _THURSDAY)
        begun = time.process_time()
        find_times(article)
        return time.process_time() - begun

    seconds(200)
    small, large = (min(seconds(count) for _ in range(3)) for count in (2_000, 16_000))  # others slow a machine down
    assert large < 40 * max(small, 0.002)
