"""What ingest finds against what a reader finds: the two seeds word for word, invented articles by measure.

The gold lies in `tests/data/ingest/gold` and is told there.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.registry import ACTORS, TOPICS, parse_registry
from site_gen.ingest.article import Article
from site_gen.ingest.clean import find_cuts
from site_gen.ingest.dates import find_times
from site_gen.ingest.events import find_events
from site_gen.ingest.facts import Fact
from site_gen.ingest.figures import find_figures
from site_gen.ingest.findings import Span, TimeFound
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.ingest.topics import find_topics, topics_of_span
from site_gen.ingest.units import read_units
from site_gen.model import Registry

_ROOT = Path(__file__).parents[2]
_GOLD = _ROOT / "tests" / "data" / "ingest" / "gold"
_SEEDS: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((_GOLD / "seeds").glob("*.toml"))
}
_CASES = [(name, dated) for name in _SEEDS for dated in (True, False)]


def _registry(folder: Path) -> Registry:
    return parse_registry({path: (folder / Path(path).name).read_text("utf-8") for path in (ACTORS, TOPICS)})


_REGISTRY = _registry(_ROOT / "content")


def _article(text: str, published: str = "", title: str = "") -> Article:
    cuts = find_cuts(text)
    return Article(
        path="",
        text=text,
        units=read_units(text, cuts),
        cuts=cuts,
        title=Fact(title, "sidecar") if title else None,
        published=Fact(published, "sidecar") if published else None,
    )


def _seed(name: str, dated: bool) -> tuple[Article, dict[str, Any]]:
    gold = _SEEDS[name]
    text = (_ROOT / "seeds" / gold["seed"]).read_text("utf-8")
    return _article(text, gold["published"] if dated else ""), gold


def _when(row: dict[str, Any], dated: bool, key: str = "when") -> str:
    """The expected date: `bare` for an article without its day, where it differs."""
    return str(row.get(key, "") if dated else row.get("bare", row.get(key, "")))


def _edtf(time: TimeFound | None) -> str:
    return (time.edtf or "") if time else ""


def _at(article: Article, span: Span | None) -> str:
    return article.text[span[0] : span[1]] if span else ""


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_cuts_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    found = [(cut.reason, cut.lines, cut.words, article.text[: cut.end]) for cut in article.cuts]
    assert len(found) == len(gold["cuts"])
    for (reason, lines, words, before), row in zip(found, gold["cuts"], strict=True):
        assert (reason, lines, words[: len(row["words"])]) == (row["reason"], row["lines"], row["words"])
        assert before.endswith(row["last"])


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_times_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    found = [
        (article.text[time.start : time.end], _edtf(time))
        for time in find_times(article)
        if time.type == "DATE" and time.rule != "vague"
    ]
    assert found == [(row["words"], _when(row, dated)) for row in gold["times"]]


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_actors_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    assert sorted({found.actor for found in find_names(article, _REGISTRY) if found.actor}) == gold["actors"]


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_statements_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    found = [
        {
            "speaker": one.actor or "",
            "named": _at(article, one.speaker),
            "kind": one.kind,
            "text": " ".join(_at(article, span) for span in one.content),
            "to": _at(article, one.to),
            "via": _at(article, one.via),
        }
        for one in find_statements(article, _REGISTRY)
    ]
    keys = ("speaker", "named", "kind", "text", "to", "via")
    assert found == [{key: row.get(key, "") for key in keys} for row in gold["statements"]]


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_days_of_saying_in_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    expected = [_when(row, dated, "said") for row in gold["statements"] if "said" in row]
    said = {
        " ".join(_at(article, span) for span in one.content): one.said for one in find_statements(article, _REGISTRY)
    }
    assert [_edtf(said.get(row["text"])) for row in gold["statements"] if "said" in row] == expected


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_figures_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    found = [
        {
            "measure": one.measure,
            "value": one.value,
            "of": one.of,
            "by": one.by or _at(article, one.claimant),
            "side": one.side,
            "qualifier": one.qualifier,
            "when": _edtf(one.when),
            "text": article.text[one.start : one.end],
        }
        for one in find_figures(article, _REGISTRY)
    ]
    keys = ("measure", "value", "of", "by", "side", "qualifier")
    assert found == [
        {key: row.get(key, "") for key in keys} | {"when": _when(row, dated), "text": row["text"]}
        for row in gold["figures"]
    ]


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_events_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    found = [
        {
            "when": _edtf(one.when),
            "words": article.text[one.when.start : one.when.end] if one.when else "",
            "state": one.state,
            "type": one.type,
            "actors": list(one.actors),
            "by": one.claimed_by or _at(article, one.claimant),
            "text": article.text[one.start : one.end],
        }
        for one in find_events(article, _REGISTRY)
    ]
    keys = ("words", "state", "type", "by", "text")
    assert found == [
        {key: row.get(key, "") for key in keys} | {"when": _when(row, dated), "actors": row["actors"]}
        for row in gold["events"]
    ]


@pytest.mark.parametrize(("name", "dated"), _CASES)
def test_topics_of_a_seed_are_right(name: str, dated: bool) -> None:
    article, gold = _seed(name, dated)
    assert sorted({found.topic for found in find_topics(article, _REGISTRY)}) == gold["topics"]
    for row in gold["events"]:
        start = article.text.index(row["text"])
        found = topics_of_span(article, _REGISTRY, start, start + len(row["text"]))
        assert sorted(found) == sorted(row.get("topics", found))
