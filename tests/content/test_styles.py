"""Front matters as people write them, one a file in `tests/data/frontmatter/styles`: an edit moves no byte but its own.

What may change is told by offsets: one stretch of the file, or nothing at all where a value only comes. The rest must
stand as it stood, comments and line ends with it, and the file must say exactly what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import yaml
from msgspec.structs import replace

from site_gen.content import frontmatter
from site_gen.content.frontmatter import Node, Scalar, Sequence, read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.rewrite import NotRewritable, rewrite_item, same_values
from site_gen.model import Item, Statement

PATH: Final = "content/items/x.md"
FOLDER: Final = Path(__file__).parents[1] / "data" / "frontmatter" / "styles"
FILES: Final[Mapping[str, str]] = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(FOLDER.glob("*.md"))}
NEW: Final = Statement(speaker="dora", text='She said: "no", # and left', kind="direct", said="2024-05")


class Asked(NamedTuple):
    """An edit of one file."""

    wanted: Item
    start: int = 0
    """Where what may change begins; with `end` the same, only something new may come, wherever it belongs."""
    end: int = 0


class File(NamedTuple):
    """A file and where its values stand."""

    text: str
    item: Item
    values: Mapping[str, Node]
    keys: Mapping[str, Scalar]
    body: int

    def value(self, field: str) -> tuple[int, int]:
        """The stretch of a field's value; (0, 0) when the file does not have it."""
        node = self.values.get(field)
        return (0, 0) if node is None else (self.keys[field].end, self.ended(node))

    def ended(self, node: Node) -> int:
        return node.start + len(self.text[node.start : node.end].rstrip())

    def entry(self, field: str, at: int) -> tuple[int, int]:
        """The lines of an entry, or what stands between its neighbours; all of a list that has no other."""
        node = self.values[field]
        if not isinstance(node, Sequence) or len(node.items) == 1:
            key = self.keys[field]
            return key.end, self.line_end(self.ended(node))
        if at == 0:
            return self.line_start(node.start), max(self.line_end(self.ended(node.items[0])), node.items[1].start)
        return self.ended(node.items[at - 1]), self.line_end(self.ended(node.items[at]))

    def line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        found = re.compile(r"\r\n|\n|\r|\Z").search(self.text, at)
        return found.end() if found else at


def read(text: str) -> File:
    front = read_front_matter(PATH, text)
    entries = {key.value or "": (key, node) for key, node in front.fields.entries}
    values = {name: node for name, (_, node) in entries.items()}
    return File(
        text, parse_item(PATH, text), values, {name: key for name, (key, _) in entries.items()}, front.body_start
    )


def scalar(field: str, value: str | None) -> Callable[[File], Asked | None]:
    """A field with one value set."""

    def ask(file: File) -> Asked | None:
        if getattr(file.item, field) == value:
            return None
        return Asked(replace(file.item, **{field: value}), *file.value(field))

    return ask


def added(field: str, *new: object, front: bool = False) -> Callable[[File], Asked | None]:
    """Entries more in a list: where it has some already, no byte of it changes."""

    def ask(file: File) -> Asked | None:
        stands = getattr(file.item, field)
        wanted = replace(file.item, **{field: (*new, *stands) if front else (*stands, *new)})
        grows = stands and isinstance(file.values[field], Sequence)
        return Asked(wanted) if grows else Asked(wanted, *file.value(field))

    return ask


def removed(field: str, at: int) -> Callable[[File], Asked | None]:
    """An entry less."""

    def ask(file: File) -> Asked | None:
        stands = getattr(file.item, field)
        node = file.values.get(field)
        if not stands or (isinstance(node, Sequence) and len(node.items) != len(stands)):
            return None
        number = at % len(stands)
        wanted = replace(file.item, **{field: stands[:number] + stands[number + 1 :]})
        return Asked(wanted, *file.entry(field, number))

    return ask


def changed(field: str, at: int, name: str, value: object) -> Callable[[File], Asked | None]:
    """One value of an entry."""

    def ask(file: File) -> Asked | None:
        stands = getattr(file.item, field)
        if not stands or getattr(stands[at % len(stands)], name) == value:
            return None
        number = at % len(stands)
        entry = replace(stands[number], **{name: value})
        wanted = replace(file.item, **{field: (*stands[:number], entry, *stands[number + 1 :])})
        node = file.values[field]
        record = node.items[number] if isinstance(node, Sequence) else node
        assert isinstance(record, frontmatter.Mapping)
        for key, part in record.entries:
            if key.value == name:
                return Asked(wanted, key.end, file.ended(part))
        return Asked(wanted)

    return ask


def body(change: Callable[[str], str]) -> Callable[[File], Asked | None]:
    """Another text."""

    def ask(file: File) -> Asked | None:
        told = change(file.item.body)
        return Asked(replace(file.item, body=told), file.body, len(file.text)) if told != file.item.body else None

    return ask


CHANGES: Final[Mapping[str, Callable[[File], Asked | None]]] = {
    "title": scalar("title", "A new headline"),
    "title with marks": scalar("title", "New: 'a', \"b\" # c"),
    "date": scalar("published", "2024-05-06"),
    "no date": scalar("published", None),
    "confirmed": scalar("reviewed", "2024-05-06 by NN"),
    "published": scalar("status", "published"),
    "summary": scalar("summary", "In short: it's over"),
    "actor": added("actors", "dora"),
    "actor in front": added("actors", "dora", front=True),
    "two actors": added("actors", "dora", "emil"),
    "first actor gone": removed("actors", 0),
    "last actor gone": removed("actors", -1),
    "topic": added("topics", "rain"),
    "topic gone": removed("topics", 0),
    "statement": added("statements", NEW),
    "statement in front": added("statements", NEW, front=True),
    "first statement gone": removed("statements", 0),
    "last statement gone": removed("statements", -1),
    "speaker": changed("statements", 0, "speaker", "dora"),
    "no speaker": changed("statements", 0, "speaker", None),
    "words": changed("statements", -1, "text", "Mended: her words"),
    "entry confirmed": changed("statements", -1, "reviewed", "2024-05-06 by NN"),
    "entry dated": changed("statements", 0, "said", "2024-05-06"),
    "entry with topics": changed("statements", 0, "topics", ("rain", "dam")),
    "entry by role": changed("statements", 0, "basis", "role"),
    "entry with a verb": changed("statements", -1, "verb", "warned"),
    "event state": changed("events", 0, "state", "cancelled"),
    "event day": changed("events", -1, "when", "2024-05-06"),
    "event actors": changed("events", 0, "actors", ("dora", "emil")),
    "figure": changed("figures", 0, "value", "41"),
    "paragraph at the end": body(lambda text: text.rstrip("\n") + "\n\nOne more.\n" if text else "One more.\n"),
    "paragraph in front": body(lambda text: f"One more.\n\n{text}"),
    "last paragraph gone": body(lambda text: text.rpartition("\n\n")[0]),
    "word": body(lambda text: text.replace("the", "a", 1)),
}
"""What a person, or review, or a merge does to a file."""
COMMENTED: Final = {
    "by-the-machine-then-edited": ("first statement gone", "last statement gone"),
    "comment-less-deep-than-the-list": ("first statement gone",),
    "comments-inside-records": ("first statement gone", "last statement gone"),
    "crlf-flow-and-blocks": ("first actor gone", "last actor gone"),
    "crlf-with-comments": ("first actor gone",),
    "dash-on-its-own-line": ("last statement gone",),
    "flow-list-comments-on-lines": ("first actor gone", "last actor gone"),
    "person-notes-as-comments": ("first statement gone", "last statement gone"),
}
"""Edits that the writer leaves to a person, since a comment of theirs would go; all others it makes."""
REFUSED: Final = frozenset((style, name) for style, names in COMMENTED.items() for name in names)


def pairs(*names: str) -> Iterator[tuple[str, str, File, Asked]]:
    """Every file with every edit, or with those named, that it has something for."""
    for style, text in FILES.items():
        file = read(text)
        for name in names or CHANGES:
            asked = CHANGES[name](file)
            if asked is not None:
                yield style, name, file, asked


def comments(text: str) -> list[str]:
    """All comments of a front matter, as YAML's own scanner leaves them between its tokens."""
    front = text.lstrip("\ufeff")
    opening = re.match(r"---[ \t]*(?:\r\n|\n|\r)", front)
    assert opening
    closing = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:[\r\n]|\Z)").search(front, opening.end())
    assert closing
    inside = front[opening.end() : closing.start()]
    found, at = [], 0
    for token in yaml.scan(inside, Loader=yaml.CSafeLoader):
        found += re.findall(r"#[^\r\n]*", inside[at : token.start_mark.index])
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            found += re.findall(
                r"(?<=\s)#[^\r\n]*", re.split(r"[\r\n]", inside[token.start_mark.index :], maxsplit=1)[0]
            )
        at = max(at, token.end_mark.index)
    return sorted(one.rstrip() for one in found)


def only_grew(text: str, told: str) -> bool:
    """Whether all that stood stands, with something new in one place, or in two as a comma and an entry are."""
    operations = SequenceMatcher(None, text, told, autojunk=False).get_opcodes()
    new = [tag for tag, *_ in operations if tag != "equal"]
    return all(tag == "insert" for tag in new) and len(new) <= 8


def ends(text: str) -> set[str]:
    return set(re.findall(r"\r\n|\n|\r", text))


def faults(file: File, asked: Asked, told: str) -> Iterator[str]:
    """What an edit did that it was not asked for."""
    if not same_values(parse_item(PATH, told), asked.wanted):
        yield "says something else"
    start, end = asked.start, asked.end
    inside = start < end and told.startswith(file.text[:start]) and told.endswith(file.text[end:])
    if not inside and not only_grew(file.text, told):
        yield f"touches more than {file.text[start:end]!r}"
    if comments(told) != comments(file.text):
        yield "loses a comment"
    if not ends(told) <= ends(file.text) | ({"\n"} if not ends(file.text) else set()):
        yield "brings other line ends"


def test_there_are_a_hundred_styles_and_each_is_another() -> None:
    assert len(FILES) >= 100
    assert len(set(FILES.values())) == len(FILES)


@pytest.mark.parametrize("style", FILES)
def test_what_stands_is_written_as_it_stands(style: str) -> None:
    assert rewrite_item(PATH, FILES[style], parse_item(PATH, FILES[style])) == FILES[style]


@pytest.mark.parametrize("name", CHANGES)
def test_an_edit_moves_no_byte_but_its_own(name: str) -> None:
    wrong = []
    for style, _, file, asked in pairs(name):
        if (style, name) not in REFUSED:
            try:
                told = rewrite_item(PATH, file.text, asked.wanted)
            except NotRewritable as error:
                wrong.append(f"{style}: refused: {error}")
                continue
            wrong += [f"{style}: {fault}:\n{told}" for fault in faults(file, asked, told)]
    assert not wrong, "\n".join(wrong)


def test_what_is_refused_is_told_with_its_line() -> None:
    for style, name, file, asked in pairs():
        if (style, name) in REFUSED:
            with pytest.raises(NotRewritable) as caught:
                rewrite_item(PATH, file.text, asked.wanted)
            (problem,) = caught.value.problems
            assert "a comment stands in" in problem.message
            assert problem.path == PATH
            assert problem.line > 0


def test_few_edits_are_refused() -> None:
    total = sum(1 for _ in pairs())
    assert total > 1500
    assert len(REFUSED) <= total / 100
