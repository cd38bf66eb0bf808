"""A hundred front matters in every style that people write, each value of each changed: nothing else moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from msgspec.structs import replace

from site_gen.content.frontmatter import read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.rewrite import NotRewritable, entries_with_comments, rewrite_item, rewrite_what_can, same_values
from site_gen.model import Event, Evidence, Figure, Item, Statement

PATH: Final = "content/items/x.md"
STYLES: Final = Path(__file__).parents[1] / "data" / "frontmatter" / "styles.txt"
COUNT: Final = 100

Change = Callable[[Item], Item | None]


def read_styles() -> dict[str, list[str]]:
    """The ways of each field, as the file tells them."""
    _, *parts = re.split(r"^== (\w+)\n", STYLES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: re.split(r"^--\n", told, flags=re.MULTILINE) for name, told in zip(*[iter(parts)] * 2, strict=True)}


def front_matters() -> Iterator[str]:
    """Whole files: each takes another way of each field, in an order and with line ends of its own."""
    styles = read_styles()
    for number in range(COUNT):
        chance = Random(number)
        names = [name for name in styles if name != "body"]
        if number % 3:
            chance.shuffle(names)
        ways = {
            name: styles[name][(number + chance.randrange(3) * (number // 7)) % len(styles[name])] for name in styles
        }
        told = "---\n" + "".join(ways[name] for name in names) + "---\n" + ("\n" if number % 5 else "") + ways["body"]
        end = ["\n", "\r\n", "\n", "\n", "\r"][number % 5] if number % 25 else "\n"
        yield ("\ufeff" if number % 6 == 1 else "") + told.replace("\n", end)


FILES: Final = tuple(front_matters())


def listed(field: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Change:
    """An edit of a list that has entries."""
    return lambda item: replace(item, **{field: change(getattr(item, field))}) if getattr(item, field) else None


def first(field: str, **values: Any) -> Change:
    """Fields of the first entry of a list set anew."""
    return listed(field, lambda entries: (replace(entries[0], **values), *entries[1:]))


STATEMENT: Final = Statement(
    speaker="bela", text='She said: "no"\tand # left', kind="direct", said="2024", topics=("dam", "city")
)
EVENT: Final = Event(text="Rain is to come.", when="2024-01", words="soon", actors=("city",))
FIGURE: Final = Figure(measure="killed", value="3", text="3 were killed", by=None, named="the mayor")
CHANGES: Final[Mapping[str, Change]] = {
    "title: words": lambda item: replace(item, title="Two days"),
    "title: marks": lambda item: replace(item, title="Two: 'a', \"b\" # c"),
    "title: like a number": lambda item: replace(item, title="2024"),
    "title: like a list": lambda item: replace(item, title="- [x] ok, {so}"),
    "title: letters": lambda item: replace(item, title="Ծննդյան 😀 день"),
    "published: other": lambda item: replace(item, published="2025-02/2025-03"),
    "published: gone": lambda item: replace(item, published=None) if item.published else None,
    "url: other": lambda item: replace(item, url="https://b.example/?q=1#x"),
    "url: gone": lambda item: replace(item, url="") if item.url else None,
    "summary: other": lambda item: replace(item, summary='Mine: it\'s "so"'),
    "via: other": lambda item: replace(item, via=("afp", "tass")),
    "actors: one at the end": lambda item: replace(item, actors=(*item.actors, "dora")),
    "actors: one in front": lambda item: replace(item, actors=("dora", *item.actors)),
    "actors: one between": listed("actors", lambda words: (words[0], "dora", *words[1:])),
    "actors: first gone": listed("actors", lambda words: words[1:]),
    "actors: last gone": listed("actors", lambda words: words[:-1]),
    "actors: middle gone, two new": listed("actors", lambda words: ("emil", *words[:1], *words[2:], "dora")),
    "actors: all gone": listed("actors", lambda words: ()),
    "actors: all others": lambda item: replace(item, actors=("dora", "emil")),
    "topics: more": lambda item: replace(item, topics=(*item.topics, "rain")),
    "topics: none": listed("topics", lambda words: ()),
    "statements: speaker": first("statements", speaker="city"),
    "statements: no speaker": first("statements", speaker=None),
    "statements: text": first("statements", text='The "dam": it held'),
    "statements: day": first("statements", said="2024-05", words="in May"),
    "statements: no day": first("statements", said=None),
    "statements: topics": first("statements", topics=("rain",)),
    "statements: no topics": first("statements", topics=()),
    "statements: marked": first("statements", reviewed="2024-05-06 by NN"),
    "statements: last kind": listed(
        "statements", lambda all_: (*all_[:-1], replace(all_[-1], kind="partial", verb="said"))
    ),
    "statements: first gone": listed("statements", lambda all_: all_[1:]),
    "statements: last gone": listed("statements", lambda all_: all_[:-1]),
    "statements: all gone": listed("statements", lambda all_: ()),
    "statements: one more": lambda item: replace(item, statements=(*item.statements, STATEMENT)),
    "statements: one in front": lambda item: replace(item, statements=(STATEMENT, *item.statements)),
    "statements: one between": listed("statements", lambda all_: (all_[0], STATEMENT, *all_[1:])),
    "statements: one for all": lambda item: replace(item, statements=(STATEMENT,)),
    "events: day and words": first("events", when="2024-01-09", words="on Tuesday", rule="weekday"),
    "events: no actors": first("events", actors=(), state="disputed"),
    "events: one more": lambda item: replace(item, events=(*item.events, EVENT)),
    "figures: value": first("figures", value="41", by=None, qualifier="about"),
    "figures: bare": first("figures", side="", of="", when=None),
    "figures: one more": lambda item: replace(item, figures=(*item.figures, FIGURE)),
    "figures: gone": listed("figures", lambda all_: ()),
    "status: published": lambda item: replace(item, status="published", reviewed="2024-05-06 by NN"),
    "evidence: other": lambda item: replace(item, evidence=Evidence("seeds/x.txt", "ff")),
    "basis: new": lambda item: replace(item, basis=(("title", "header"), ("published", "sidecar"))),
    "body: line": lambda item: replace(item, body=item.body.replace("home", "off")) if "home" in item.body else None,
    "body: paragraph": lambda item: replace(item, body=f"{item.body.rstrip()}\n\nEnd.\n".lstrip()),
    "nothing": lambda item: item,
}
"""Name, beginning with the field, to what is done."""
REFUSED: Final = 55
"""So many edits of every fourth file may be refused; the rest, more than nineteen in twenty, must be made."""


def parts(text: str) -> dict[str, str]:
    """Each top-level field with its lines and what stands below them; "" is what stands before the first."""
    front = read_front_matter(PATH, text)
    starts = [(key.value or "", line_start(text, key.start)) for key, _ in front.fields.entries]
    ends = [start for _, start in starts[1:]] + [front.body_start]
    found = {name: text[start:end] for (name, start), end in zip(starts, ends, strict=True)}
    return {"": text[: starts[0][1]], **found, "body": text[front.body_start :]}


def line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


COMMENTS: Final = sorted(set(re.findall(r"(?<!\S)# [^\n]*", STYLES.read_text(encoding="utf-8"))))
"""Every comment of the table, and a heading and a line of a text that only look like one: all must stay."""


def test_the_table_gives_a_hundred_different_front_matters_that_all_read() -> None:
    assert len(set(FILES)) == COUNT
    for text in FILES:
        assert " ".join(parse_item(PATH, text).title.split()) == "One quiet day"


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_moves_nothing_but_its_own_field(name: str) -> None:
    field = name.partition(":")[0]
    for text in FILES:
        item = parse_item(PATH, text)
        wanted = CHANGES[name](item)
        if wanted is None:
            continue
        try:
            told = rewrite_item(PATH, text, wanted)
        except NotRewritable:
            continue
        assert same_values(parse_item(PATH, told), wanted)
        before, after = parts(text), parts(told)
        moved = {part for part in before if before[part] != after.get(part)}
        new = after.keys() - before.keys()
        assert new <= ({field, "reviewed"} if field == "status" else {field})
        # a field that comes new stands behind another one, whose own lines it does not touch
        assert moved <= ({field, "reviewed"} if not new else {field, *neighbours(before, after, new)}), told
        assert all(told.count(comment) == text.count(comment) for comment in COMMENTS) or field == "summary"
        assert ("\r\n" in told, "\r" in told, told[:1]) == ("\r\n" in text, "\r" in text, text[:1])


def neighbours(before: Mapping[str, str], after: Mapping[str, str], new: set[str]) -> set[str]:
    """Fields whose comments below now stand below the new field: their text together is what it was."""
    names = list(after)
    found = set()
    for name in new:
        last = names[names.index(name) - 1]
        while last in new:
            last = names[names.index(last) - 1]
        if before[last].startswith(after[last]):
            found.add(last)
    return found


def test_few_edits_are_refused() -> None:
    refused = []
    for name, change in CHANGES.items():
        for number, text in enumerate(FILES[::4]):
            wanted = change(parse_item(PATH, text))
            try:
                rewrite_item(PATH, text, wanted or parse_item(PATH, text))
            except NotRewritable as error:
                refused.append(f"{number} {name}: {error.problems[0].message}")
    assert len(refused) <= REFUSED, "\n".join(refused)


@pytest.mark.parametrize("name", [name for name in CHANGES if not name.startswith(("statements", "events", "figures"))])
def test_an_edit_and_its_contrary_give_the_same_values(name: str) -> None:
    for text in FILES[::4]:
        item = parse_item(PATH, text)
        wanted = CHANGES[name](item)
        try:
            told = rewrite_item(PATH, text, wanted or item)
            back = rewrite_item(PATH, told, item)
        except NotRewritable:
            continue
        assert same_values(parse_item(PATH, back), item)


def test_writing_what_stands_changes_no_byte() -> None:
    for text in FILES:
        assert rewrite_item(PATH, text, parse_item(PATH, text)) == text


def test_entries_that_would_change_places_are_left_to_a_person() -> None:
    text = "---\ntitle: T\nevents:\n  - {text: a, when: 2022}\n  - {text: b, when: 2023}\n---\na b\n"
    item = parse_item(PATH, text)
    with pytest.raises(NotRewritable, match=r'x.md:4: .*the entries of "events" would change places'):
        rewrite_item(PATH, text, replace(item, events=item.events[::-1]))


def test_what_would_not_read_as_it_was_meant_is_not_written() -> None:
    text = "---\ntitle: T\nstatements:\n  - ? text\n    : t\n    speaker: ada\n    kind: direct\n---\nt\n"
    item = parse_item(PATH, text)
    wanted = replace(item, title="U", statements=(replace(item.statements[0], named="Ada"),))
    with pytest.raises(
        NotRewritable, match="the file's form leaves no safe way to write this; change the file by hand"
    ):
        rewrite_item(PATH, text, wanted)
    told, left = rewrite_what_can(PATH, text, wanted)
    assert told == text.replace("title: T", "title: U")
    assert left.keys() == {"statements"}


def test_entries_in_whose_lines_a_comment_may_stand_are_a_persons() -> None:
    text = "---\ntitle: T\n? actors\n: - ada\n  - bo  # he\n  - cy\ntopics: [a,  # of it\n  b]\n---\n"
    assert entries_with_comments(PATH, text) == {("actors", "ada"), ("actors", "bo"), ("topics", "a"), ("topics", "b")}
    assert entries_with_comments(PATH, text.replace("#", "")) == frozenset()
