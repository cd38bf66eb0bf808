"""Highlights: the very words, what stands around them as far as it may be shown, and where."""

from __future__ import annotations

import json
from typing import Any

from hostile_site import BASE, HIDDEN, LATER, SAID, files


def _items(base_url: str = BASE) -> list[dict[str, Any]]:
    collection = json.loads(files(base_url)["data/annotations.json"])
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(collection["first"]["items"])
    found: list[dict[str, Any]] = collection["first"]["items"]
    return found


def _of(article: str, words: str) -> dict[str, Any]:
    return next(
        one
        for one in _items()
        if f"#{article}." in one["id"]
        and isinstance(one["target"], dict)
        and words in one["target"]["selector"]["exact"]
    )


def test_a_highlight_has_its_words_and_what_stands_around_them() -> None:
    target = _of("full", SAID)["target"]
    assert target["source"] == "https://post.example/a?b=c&d=e%20f"
    assert target["selector"]["type"] == "TextQuoteSelector"
    assert target["selector"]["exact"] == f"{SAID},"
    assert target["selector"]["prefix"] == '"'
    assert target["selector"]["suffix"].startswith('" she said. The guard')
    assert len(target["selector"]["suffix"]) == 32


def test_nothing_around_the_words_is_told_where_the_text_may_not_be_shown() -> None:
    assert _of("closed", LATER)["target"]["selector"].keys() == {"type", "exact"}
    assert _of("waiting", SAID)["target"]["selector"]["suffix"] == '" she said.'
    assert not any(HIDDEN in json.dumps(one) for one in _items() if "#full." not in one["id"])


def test_an_article_without_an_address_is_highlighted_on_its_page() -> None:
    assert _of("closed", LATER)["target"]["source"] == f"{BASE}items/closed.html"
    assert _items("")[0]["target"]["source"].startswith("../items/")


def test_words_with_a_gap_are_two_runs() -> None:
    gapped = next(one for one in _items() if isinstance(one["target"], list))
    assert [one["selector"]["exact"] for one in gapped["target"]] == ["Die Talsperre hält", "Ende."]


def test_each_highlight_is_there_once_and_leads_to_its_line_and_to_who_speaks() -> None:
    ids = [one["id"] for one in _items()]
    assert len(ids) == len(set(ids)) == 14
    for one in _items():
        page, _, anchor = one["rdfs:seeAlso"]["id"].removeprefix(BASE).partition("#")
        assert f'id="{anchor}"'.encode() in files()[page]
    sources = [body["source"] for body in _of("full", SAID)["body"]]
    assert sources == [f"{BASE}actors/mayor.html", f"{BASE}topics/water.html"]
