"""Registries and settings as typed values, references between entries included."""

from __future__ import annotations

import pytest

from site_gen.content.registry import ACTORS, SOURCES, TOPICS, parse_registry, parse_settings
from site_gen.errors import SiteError
from site_gen.model import Alias, Role


def test_entries_keep_the_files_order_and_their_short_forms() -> None:
    registry = parse_registry(
        {ACTORS: "b:\n  name: B\n  aliases: [Bee, {name: BB, kind: acronym, unless: [x]}]\na: {name: A, of: b}\n"}
    )
    assert list(registry.actors) == ["b", "a"]
    assert registry.actors["b"].aliases == (Alias("Bee"), Alias("BB", "acronym", unless=("x",)))


def test_actors_topics_and_sources_may_have_a_short_name() -> None:
    registry = parse_registry(
        dict.fromkeys((ACTORS, TOPICS, SOURCES), "a: {name: Long name, short: LN}\nb: {name: B}\n")
    )
    for entries in (registry.actors, registry.topics, registry.sources):
        assert [one.short for one in entries.values()] == ["LN", ""]


def test_a_role_has_title_whom_and_time() -> None:
    registry = parse_registry(
        {ACTORS: 's: {name: S, kind: state}\np: {name: P, roles: [{title: premier, of: s, valid: "2018-05-08/.."}]}\n'}
    )
    assert registry.actors["p"].roles == (Role("premier", "s", "2018-05-08/.."),)


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (ACTORS, "A: {name: A}\n", 'content/actors.yaml:1:1: error[bad-id]: "A" is no id'),
        (ACTORS, "a:\n", 'content/actors.yaml:1:1: error[missing-field]: the field "name" is missing'),
        (ACTORS, "a: B\n", "content/actors.yaml:1:4: error[not-a-mapping]"),
        (ACTORS, "a: {name: A, kind: persn}\n", 'did you mean "person"?'),
        (ACTORS, "a: {name: A, of: b-c}\nb-d: {name: B}\n", 'error[unknown-actor]: "a" names the actor "b-c"'),
        (ACTORS, "a: {name: A, of: b-c}\nb-d: {name: B}\n", 'did you mean "b-d"?'),
        (ACTORS, "a: {name: A, roles: [{title: t, of: zz}]}\n", 'add "zz" to content/actors.yaml'),
        (ACTORS, "a: {name: A}\na: {name: B}\n", "content/actors.yaml:2:1: error[duplicate-key]"),
        (ACTORS, "a: {name: A, roles: [{of: a}]}\n", 'the field "title" is missing'),
        (ACTORS, "a: {name: A, shrt: B}\n", 'did you mean "short"?'),
        (TOPICS, "t: {name: T, short: [B]}\n", "content/topics.yaml:1:21: error[not-text]"),
        (TOPICS, "t: {name: T, broader: u}\n", "error[unknown-topic]"),
        (TOPICS, "t: {name: T, broader: t}\n", 'error[circular]: "t" stands above itself: t → t'),
        (TOPICS, "a: {name: A, broader: c}\nb: {name: B, broader: a}\nc: {name: C, broader: b}\n", "a → c → b → a"),
        (
            TOPICS,
            "x: {name: X, broader: a}\na: {name: A, broader: b}\nb: {name: B, broader: a}\n",
            "above itself: a → b",
        ),
        (ACTORS, "a: {name: A, of: b}\nb: {name: B, of: a}\n", "remove of from one of them"),
        (TOPICS, "t: {name: T, terms: {a: b}}\n", "content/topics.yaml:1:21: error[not-text]"),
        (SOURCES, "s: {name: S, home: javascript:x}\n", "error[bad-url]"),
        (SOURCES, "s: {name: S, grade: G}\n", "write one of: A, B, C, D, E, F"),
        (SOURCES, "- a\n", "error[not-a-mapping]"),
        (SOURCES, "s: {name: S, publish_text: whole}\n", "write one of: none, excerpt, full"),
    ],
)
def test_wrong_entries_are_told_at_their_place(path: str, text: str, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_registry({path: text})
    assert told in str(caught.value)


def test_the_problems_of_all_files_come_at_once() -> None:
    with pytest.raises(SiteError) as caught:
        parse_registry({ACTORS: "A: {name: A}\n", TOPICS: "[", SOURCES: "s: {}\n"})
    assert {problem.path for problem in caught.value.problems} == {ACTORS, TOPICS, SOURCES}


def test_settings_have_defaults_and_an_address_ends_with_a_slash() -> None:
    assert parse_settings("").page_size == 50
    assert parse_settings('base_url: "https://a.example/b"\n').base_url == "https://a.example/b/"


def test_a_map_of_an_exports_columns_says_how_its_rows_are_read() -> None:
    told = "import:\n  desk: {title: [Head, Line], encoding: latin-1, delimiter: tab, always: {source: post}}\n"
    ((name, one),) = parse_settings(told + '  wire: {text: Body, delimiter: ";", encoding: ""}\n').imports[:1]
    assert (name, one.title, one.encoding, one.delimiter, one.always) == (
        "desk",
        ("Head", "Line"),
        "latin-1",
        "\t",
        (("source", "post"),),
    )
    assert parse_settings('import: {wire: {delimiter: ";"}}').imports[0][1].delimiter == ";"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("page_size: many\n", "content/site.yaml:1:12: error[bad-number]"),
        ("page_size: -1\n", "write 0 to 1000000"),
        ("pagesize: 10\n", 'did you mean "page_size"?'),
        ('title: ""\n', "error[empty]"),
        ("publish_text: all\n", "write one of: none, excerpt, full"),
        ("base_url: weir.example\n", "error[bad-url]"),
        ("language: [en]\n", "error[not-text]"),
        ("title: a\n  b: c\n", "error[bad-yaml]"),
        ("import: {desk: {encoding: utf-99}}\n", 'error[bad-encoding]: no encoding "utf-99"; write utf-8'),
        ("import: {desk: {delimiter: ab}}\n", 'error[bad-delimiter]: "ab" parts no cells; write one of'),
        (
            "import: {desk: {always: {sourse: post}}}\n",
            'error[unknown-field]: no field "sourse"; did you mean "source"?',
        ),
        ("import: {desk: {always: {zzz: post}}}\n", "known fields: published, updated"),
        ("import: {desk: {always: post}}\n", "error[not-a-mapping]"),
    ],
)
def test_wrong_settings_are_told_at_their_place(text: str, told: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_settings(text)
    assert told in str(caught.value)
