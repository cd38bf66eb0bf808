"""What ingest finds in invented articles, measured against what a reader finds, with a floor per kind.

Prints precision and recall per kind (`pytest -s`), and what was missed or too much with `GOLD_SHOW=<kind>`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from site_gen.content.registry import ACTORS, TOPICS, parse_registry
from site_gen.ingest.article import Article, bare_article
from site_gen.ingest.clean import find_cuts
from site_gen.ingest.dates import find_times
from site_gen.ingest.events import find_events
from site_gen.ingest.facts import Fact
from site_gen.ingest.figures import find_figures
from site_gen.ingest.findings import Span
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.ingest.topics import find_topics
from site_gen.ingest.units import read_units

_GOLD = Path(__file__).parents[1] / "data" / "ingest" / "gold"
_REGISTRY = parse_registry({path: (_GOLD / Path(path).name).read_text("utf-8") for path in (ACTORS, TOPICS)})
_FLOORS: dict[str, list[float]] = tomllib.loads((_GOLD / "floors.toml").read_text("utf-8"))
_Row = tuple[str, ...]
_Same = Callable[[_Row, _Row], bool]


def _articles() -> list[tuple[str, Article, dict[str, Any]]]:
    found = []
    for path in sorted((_GOLD / "articles").glob("*.toml")):
        gold = tomllib.loads(path.read_text("utf-8"))
        found.append((path.stem, _article(gold["text"], gold), gold))
    return found


def _article(text: str, gold: dict[str, Any]) -> Article:
    cuts = find_cuts(text)
    title, day = gold.get("title"), gold.get("published")
    return Article(
        path="",
        text=text,
        units=read_units(text, cuts),
        cuts=cuts,
        title=Fact(title, "sidecar") if title else None,
        published=Fact(day, "sidecar") if day else None,
    )


_ARTICLES = _articles()


def _at(article: Article, span: Span | None) -> str:
    return article.text[span[0] : span[1]] if span else ""


def _words(text: str) -> list[str]:
    """Words of some text, without marks and the words that carry nothing."""
    return [word.lower() for word in read_units(text).words if word[0].isalnum()]


def _overlap(one: str, other: str) -> float:
    """Word F1 of two texts."""
    a, b = _words(one), _words(other)
    shared = len(set(a) & set(b))
    return 2 * shared / (len(set(a)) + len(set(b))) if shared else 0.0


def _named(one: str, other: str) -> bool:
    """Whether two phrases name the same: they share a word that is no article."""
    return bool((set(_words(one)) & set(_words(other))) - {"the", "a", "an", "of", "s"}) or one == other


def _names_actor(words: str, actor: str) -> bool:
    """Whether the words are the actor's id, or hold a word of it."""
    return words == actor or bool(set(_words(words)) & set(actor.split("-")))


def _statements(article: Article) -> Iterable[_Row]:
    for one in find_statements(article, _REGISTRY):
        yield " ".join(_at(article, span) for span in one.content), _at(article, one.speaker), one.kind, one.actor or ""


def _times(article: Article) -> Iterable[_Row]:
    for time in find_times(article):
        if time.edtf and time.type in ("DATE", "TIME"):
            yield article.text[time.start : time.end], time.edtf, time.type


def _figures(article: Article) -> Iterable[_Row]:
    for one in find_figures(article, _REGISTRY):
        yield one.measure, one.value, one.by or "", _at(article, one.claimant)


def _events(article: Article) -> Iterable[_Row]:
    for one in find_events(article, _REGISTRY):
        if one.when is not None:
            yield one.when.edtf or "", one.state, one.claimed_by, _at(article, one.claimant), one.type, *one.actors


def _mentions(article: Article) -> Iterable[_Row]:
    """Distinct names, a bare surname folded into the full name."""
    found = {(name.type, article.text[name.start : name.end]) for name in find_names(article, _REGISTRY)}
    kept = {(kind, name) for kind, name in found if kind in ("PER", "ORG", "LOC") and name[0].isupper()}
    full = {name for kind, name in kept if kind == "PER" and " " in name}
    return sorted(row for row in kept if not (row[0] == "PER" and any(name.endswith(" " + row[1]) for name in full)))


def _same_statement(found: _Row, gold: _Row) -> bool:
    return _overlap(found[0], gold[0]) >= 0.7


def _same_speaker(found: _Row, gold: _Row) -> bool:
    return _same_statement(found, gold) and (_named(found[1], gold[1]) or _names_actor(gold[1], found[3]))


def _same_time(found: _Row, gold: _Row) -> bool:
    return found[1] == gold[1] and (found[0] in gold[0] or gold[0] in found[0])


def _same_claim(by: str, claimant: str, gold: str) -> bool:
    if not gold:
        return not by and not claimant
    return (
        _names_actor(gold, by)
        if by
        else bool(claimant) and (_named(claimant, gold.replace("-", " ")) or len(claimant) < 5)
    )


def _same_figure(found: _Row, gold: _Row) -> bool:
    return found[:2] == gold[:2] and _same_claim(found[2], found[3], gold[2])


def _same_event(found: _Row, gold: _Row) -> bool:
    return found[:2] == gold[:2] and _same_claim(found[2], found[3], gold[2])


def _same_event_wholly(found: _Row, gold: _Row) -> bool:
    return _same_event(found, gold) and found[4:] == gold[3:]


def _same_name(found: _Row, gold: _Row) -> bool:
    """The same name; an honorific or a title before a person's is no fault."""
    one, other = _plain(found[1]), _plain(gold[1])
    return found[0] == gold[0] and (one == other or (found[0] == "PER" and one.endswith(" " + other)))


def _plain(name: str) -> str:
    return name.replace("’", "'").lower().removesuffix("'s").removeprefix("the ")


def _same(found: _Row, gold: _Row) -> bool:
    return found == gold


def _gold_names(gold: dict[str, Any]) -> Iterable[_Row]:
    for kind, key in (("PER", "people"), ("ORG", "bodies"), ("LOC", "places")):
        yield from ((kind, name) for name in gold[key])


def _gold_events(gold: dict[str, Any]) -> Iterable[_Row]:
    for row in gold["events"]:
        yield row["when"], row["state"], row["by"], row.get("type", ""), *row["actors"]


_KINDS: dict[str, tuple[Callable[[Article], Iterable[_Row]], Callable[[dict[str, Any]], Iterable[_Row]], _Same]] = {
    "statements": (_statements, lambda gold: ((t, n, k) for n, k, t in gold["statements"]), _same_statement),
    "statements attributed": (_statements, lambda gold: ((t, n, k) for n, k, t in gold["statements"]), _same_speaker),
    "times": (_times, lambda gold: map(tuple, gold["times"]), _same_time),
    "figures": (_figures, lambda gold: map(tuple, gold["figures"]), _same_figure),
    "events": (_events, _gold_events, _same_event),
    "events whole": (_events, _gold_events, _same_event_wholly),
    "names": (_mentions, _gold_names, _same_name),
    "topics": (
        lambda article: sorted({(one.topic,) for one in find_topics(article, _REGISTRY)}),
        lambda gold: ((topic,) for topic in gold["topics"]),
        _same,
    ),
    "cuts": (
        lambda article: ((cut.reason, cut.words) for cut in article.cuts),
        lambda gold: map(tuple, gold["cuts"]),
        lambda found, gold: found[0] == gold[0] and found[1].startswith(gold[1]),
    ),
}


def _measure(kind: str) -> tuple[float, float]:
    """Precision and recall over all articles; what differs is printed when asked for."""
    find, told, same = _KINDS[kind]
    right = extra = gold_count = 0
    for name, article, gold in _ARTICLES:
        found, expected = list(find(article)), list(told(gold))
        gold_count += len(expected)
        for row in list(expected):
            match = next((one for one in found if same(one, row)), None)
            if match is not None:
                right += 1
                found.remove(match)
                expected.remove(row)
        # times of day are told in the gold only where they matter
        found = [row for row in found if kind != "times" or row[2] == "DATE"]
        extra += len(found)
        if os.environ.get("GOLD_SHOW") == kind:
            print("".join(f"\n{name} - {row}" for row in expected) + "".join(f"\n{name} + {row}" for row in found))
    return right / max(1, right + extra), right / max(1, gold_count)


@pytest.mark.parametrize("kind", _KINDS)
def test_findings_of_a_kind_hold_their_floor(kind: str) -> None:
    precision, recall = _measure(kind)
    print(f"\n{kind}: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= _FLOORS[kind][0]
    assert recall >= _FLOORS[kind][1]


def test_there_are_thirty_articles_of_different_styles() -> None:
    assert len({gold["style"] for _, _, gold in _ARTICLES}) >= 30


def test_gold_stands_in_its_article() -> None:
    missing = [
        (name, word)
        for name, article, gold in _ARTICLES
        for word in _gold_words(gold)
        if word not in article.text and not any(cut.words.startswith(word) for cut in article.cuts)
    ]
    assert missing == []


def _gold_words(gold: dict[str, Any]) -> Iterable[str]:
    for key in ("people", "bodies", "places"):
        yield from gold[key]
    yield from (row[0] for row in gold["times"])
    yield from (row[0] for row in gold["statements"])


def test_a_bare_article_has_the_same_units_when_nothing_is_cut() -> None:
    text = "Nothing was cut. It rained."
    assert bare_article(text).units.words == read_units(text, find_cuts(text)).words
