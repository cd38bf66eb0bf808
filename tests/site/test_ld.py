"""JSON-LD: every page has it, one thing has one id, one kind and one name everywhere, every reference is described."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from typing import Any

from hostile_site import BASE, HOSTILE, SAID, files

KINDS = {
    "WebSite", "CollectionPage", "ItemPage", "ProfilePage", "AboutPage", "SearchResultsPage", "WebPage",
    "BreadcrumbList",
    "NewsArticle", "Quotation", "Event", "Person", "Country", "Organization", "NewsMediaOrganization", "DefinedTerm",
    "DefinedTermSet",
}  # fmt: skip


@cache
def _graphs() -> dict[str, list[dict[str, Any]]]:
    """Page to the nodes of its graph."""
    found = {}
    for path, text in files().items():
        if path.endswith(".html"):
            blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text.decode(), re.DOTALL)
            assert len(blocks) == 1, path
            told = json.loads(blocks[0])
            assert told["@context"] == "https://schema.org"
            found[path] = told["@graph"]
    return found


def _references(value: object) -> set[str]:
    """Ids that a value names without describing them."""
    if isinstance(value, list):
        return {name for one in value for name in _references(one)}
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            return {str(value["@id"])}
        return {name for one in value.values() for name in _references(one)}
    return set()


def _kinds(node: dict[str, Any]) -> set[str]:
    return {node["@type"]} if isinstance(node["@type"], str) else set(node["@type"])


def test_every_page_has_one_graph_with_the_site_and_itself() -> None:
    for path, graph in _graphs().items():
        address = BASE + ("" if path == "index.html" else path)
        pages = [node for node in graph if node["@id"] == address]
        assert len(pages) == 1, path
        assert pages[0]["isPartOf"] == {"@id": f"{BASE}#website"}
        assert pages[0]["name"]
        assert pages[0]["description"]
        assert sum(node["@type"] == "WebSite" for node in graph) == 1


def test_all_kinds_that_are_promised_are_there() -> None:
    assert {kind for graph in _graphs().values() for node in graph for kind in _kinds(node)} == KINDS


def test_one_thing_has_one_id_one_kind_and_one_name_on_all_pages() -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for graph in _graphs().values():
        ids = [node["@id"] for node in graph]
        assert len(ids) == len(set(ids))
        for node in graph:
            told[node["@id"]].add(json.dumps([node["@type"], node.get("name"), node.get("headline"), node.get("text")]))
    assert {name: forms for name, forms in told.items() if len(forms) > 1} == {}


def test_every_reference_is_described_on_the_page_that_makes_it_or_is_a_page() -> None:
    pages = {BASE + ("" if path == "index.html" else path) for path in _graphs()}
    for path, graph in _graphs().items():
        described = {node["@id"] for node in graph}
        assert _references(graph) <= described | pages, path


def test_ids_that_name_words_are_places_on_their_page() -> None:
    for path, graph in _graphs().items():
        for node in graph:
            if node["@type"] in ("Quotation", "Event"):
                page, _, anchor = node["@id"].removeprefix(BASE).partition("#")
                assert page == path
                assert f'id="{anchor}"'.encode() in files()[path]


def test_an_article_is_the_publisher_s_and_its_quotations_have_their_speakers() -> None:
    nodes = {node["@id"]: node for node in _graphs()["items/full.html"]}
    article = nodes[f"{BASE}items/full.html#article"]
    assert article["url"] == "https://post.example/a?b=c&d=e%20f"
    assert article["mainEntityOfPage"] == {"@id": f"{BASE}items/full.html"}
    assert article["datePublished"] == "2022-08-08"
    assert nodes[article["publisher"]["@id"]]["name"] == f"The Post {HOSTILE}"
    quoted = [nodes[part["@id"]] for part in article["hasPart"]]
    assert quoted[0]["text"] == SAID
    assert nodes[quoted[0]["spokenByCharacter"]["@id"]]["name"] == f"Ada {HOSTILE}"
    assert len(quoted) == 2, "indirect speech is no quotation, and the same words twice are one"


def test_dates_are_given_only_without_doubt() -> None:
    events = [node for node in _graphs()["items/full.html"] if node["@type"] == "Event"]
    assert [(one.get("startDate"), one.get("endDate")) for one in events] == [
        ("2022-08-06", "2022-08-06"), (None, None), ("2022-08-09", "2022-08-11"), ("1990-01-01", "1999-12-31"),
        (None, None), (None, None),
    ]  # fmt: skip
    assert [one.get("eventStatus", "").rpartition("/")[2] for one in events] == [
        "", "", "EventCancelled", "EventScheduled", "", "",
    ]  # fmt: skip


def test_the_way_from_the_briefing_is_told_with_pages_that_exist() -> None:
    for path, graph in _graphs().items():
        crumbs = [node for node in graph if node["@type"] == "BreadcrumbList"]
        assert bool(crumbs) == (path != "index.html")
        for step in crumbs[0]["itemListElement"] if crumbs else []:
            assert step["item"] == BASE or step["item"].removeprefix(BASE) in files(), path


def test_a_retracted_article_is_no_thing_any_more() -> None:
    assert {node["@type"] for node in _graphs()["items/gone.html"]} == {"WebSite", "ItemPage", "BreadcrumbList"}


def test_nothing_in_a_graph_ends_its_script_and_without_an_address_there_is_none() -> None:
    for path, text in files().items():
        if path.endswith(".html"):
            assert text.count(b"</script>") == text.count(b"<script"), path
    assert not any(b"ld+json" in text for path, text in files("").items() if path.endswith(".html"))
