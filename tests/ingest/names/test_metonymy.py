"""Place or government, on sentences of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.names import is_metonymic
from site_gen.ingest.names.metonymy import article_cues, load_cues

ROWS = Path(__file__).parents[2] / "data/names/metonymy.tsv"
FLOOR = 0.96


def _cases() -> Iterator[tuple[str, int, int, bool]]:
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        label, _, marked = line.partition("\t")
        for number, found in enumerate(re.finditer(r"\[\[(.*?)\]\]", marked)):
            start = found.start() - 4 * number
            yield marked.replace("[[", "").replace("]]", ""), start, start + len(found[1]), label == "met"


def test_our_sentences_are_told_apart() -> None:
    cases = list(_cases())
    right = sum(is_metonymic(bare_article(text), start, end) == wanted for text, start, end, wanted in cases)
    print(f"place or government: {right} of {len(cases)}")
    assert right >= FLOOR * len(cases)


def test_a_cue_tells_what_stands_beside_the_name() -> None:
    text = "Officials in Baku said so."
    assert "left=prep:in" in article_cues(bare_article(text), 13, 17)


def test_every_weight_is_of_a_cue_that_can_be_made() -> None:
    kinds = {"always", "sentence", "left", "right", "both", "other|left", "sport|left", "joined"}
    kinds |= {"name", "hangs", "noun", "second"}
    assert {cue.partition("=")[0] for cue in load_cues().weights} <= kinds


def test_a_language_without_cues_takes_those_of_english() -> None:
    assert load_cues("xx").weights == load_cues("en").weights


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("The former Soviet republics of Armenia and Azerbaijan signed.", "Armenia", True),
        ("Ireland will play Norway on Friday.", "Norway", True),
        ("Relations between Norway and Ireland are cool.", "Norway", True),
        ("He lives in Norway.", "Norway", False),
        ("Norway's coast is long.", "Norway", False),
    ],
)
def test_teams_and_parties_act_and_regions_do_not(text: str, name: str, stands: bool) -> None:
    start = text.index(name)
    assert is_metonymic(bare_article(text), start, start + len(name)) is stands
