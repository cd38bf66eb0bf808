"""What other tools said of an article: any mapping, read as keys with a text or texts."""

from __future__ import annotations

import pytest

from site_gen.content.item import parse_item
from site_gen.content.rewrite import rewrite_item
from site_gen.content.writer import format_item
from site_gen.errors import SiteError

PATH = "content/items/x.md"


def _extra(told: str) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    return parse_item(PATH, f"---\ntitle: T\nextra: {told}\n---\n").extra


def test_keys_of_inner_mappings_are_joined_and_lists_of_mappings_numbered() -> None:
    assert _extra("\n  desk: news\n  location: {lat: 1.5, names: [A, B]}\n  authors: [{name: Ada}, Bo]") == (
        ("desk", "news"),
        ("location.lat", "1.5"),
        ("location.names", ("A", "B")),
        ("authors.1.name", "Ada"),
        ("authors.2", "Bo"),
    )


def test_nothing_said_is_nothing_known() -> None:
    assert _extra("") == ()
    assert _extra("{}") == ()
    assert _extra("{empty: {}, none: null, list: []}") == (("empty", ""), ("none", ""), ("list", ()))


def test_what_is_no_mapping_is_told_at_its_place() -> None:
    with pytest.raises(SiteError, match=r"x.md:3:8: error\[not-a-mapping\]: expected a mapping, found a list"):
        _extra("[a, b]")


def test_two_ways_to_say_one_key_are_told() -> None:
    with pytest.raises(SiteError, match=r'x.md:5:7: error\[duplicate-key\]: "a.b" stands here twice; keep one'):
        _extra("\n  a.b: 1\n  a: {b: 2}")


def test_what_was_said_survives_its_writing_and_rewriting() -> None:
    told = '\n  desk: news\n  "a: b": "x # y"\n  "no": [A, "- B"]\n  "": nameless'
    item = parse_item(PATH, f"---\ntitle: T\nextra: {told}\n---\n")
    assert item.extra == (("desk", "news"), ("a: b", "x # y"), ("no", ("A", "- B")), ("", "nameless"))
    text = format_item(item)
    assert parse_item(PATH, text).extra == item.extra
    for stands in ("---\ntitle: T\n---\n", "---\ntitle: T\nextra: {old: 1}  # theirs\n---\n", "---\n{title: T}\n---\n"):
        told = rewrite_item(PATH, stands, item)
        assert parse_item(PATH, told).extra == item.extra
        assert stands.count("# theirs") == told.count("# theirs")


def test_an_item_that_lost_what_was_said_says_so_as_an_empty_mapping() -> None:
    stands = "---\ntitle: T\nextra:\n  desk: news\nstatus: draft\n---\n"
    wanted = parse_item(PATH, "---\ntitle: T\nstatus: draft\n---\n")
    assert rewrite_item(PATH, stands, wanted) == "---\ntitle: T\nextra:\n  {}\nstatus: draft\n---\n"
