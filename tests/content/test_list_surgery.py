"""Entries of lists that go and come; the file tells the list, what is kept, what is added, and the list then."""

from __future__ import annotations

import pytest

from site_gen.content.frontmatter import Sequence, read_yaml
from site_gen.content.list_surgery import Added, list_edits, single_edits
from site_gen.content.surgery import Unsafe, operated


def changed(text: str, kept: str, *added: tuple[int, str]) -> str:
    """The text after an operation on its first list; `kept` has "+" and "-"."""
    key, node = read_yaml("x.yaml", text).entries[0]
    assert isinstance(node, Sequence)
    news = [Added(at, told, tuple(told.split("\n"))) for at, told in added]
    return operated(text, list_edits(text, key, node, [one == "+" for one in kept], news), "\n")


@pytest.mark.parametrize(
    ("text", "kept", "added", "told"),
    [
        ("a: [b,c , d]", "+-+", (), "a: [b,d]"),
        ("a: [b,c , d]", "-++", (), "a: [c , d]"),
        ("a: [b,c , d]", "++-", (), "a: [b,c]"),
        ("a: [ b, c ]", "--", (), "a: []"),
        ("a: [ b ]", "+", ((1, "c"),), "a: [ b, c ]"),
        ("a: [b, c]", "++", ((0, "x"), (1, "y"), (2, "z")), "a: [x, b, y, c, z]"),
        ("a: [b, c]", "--", ((2, "z"),), "a: [z]"),
        ("a: [\n  b,\n  c,\n]", "++", ((2, "z"),), "a: [\n  b,\n  c,\n  z,\n]"),
        ("a: [\n  b,\n  c   # see\n]", "++", ((2, "z"),), "a: [\n  b,\n  c,   # see\n  z\n]"),
        ("a: [\n  b,\n  c,   # see\n]", "++", ((2, "z"),), "a: [\n  b,\n  c,   # see\n  z,\n]"),
        ("a: [\n  b,   # see\n  c,\n]", "++", ((1, "z"),), "a: [\n  b,   # see\n  z,\n  c,\n]"),
        ("a: [\n  b,\n  c,\n  d,\n]", "+-+", (), "a: [\n  b,\n  d,\n]"),
    ],
)
def test_a_list_between_brackets(text: str, kept: str, added: tuple[tuple[int, str], ...], told: str) -> None:
    assert changed(text, kept, *added) == told


@pytest.mark.parametrize(
    ("text", "kept", "added", "told"),
    [
        ("a:\n  - b\n  - c\n", "+-", (), "a:\n  - b\n"),
        ("a:\n- b\n\n# of c\n- c\n", "-+", (), "a:\n\n# of c\n- c\n"),
        ("a:  # all\n  - b\n  # that was it\nz: 1\n", "-", (), "a: []  # all\n  # that was it\nz: 1\n"),
        ("a:\n  - b\n  - c\n", "++", ((0, "x"), (1, "y"), (2, "z")), "a:\n  - x\n  - b\n  - y\n  - c\n  - z\n"),
        ("a:\n  -   b  # one\n\n  - c\n", "++", ((1, "x"),), "a:\n  -   b  # one\n  -   x\n\n  - c\n"),
        ("a:\n- b", "+", ((1, "x: 1\ny: 2"),), "a:\n- b\n- x: 1\n  y: 2"),
        ("a:\n  - b\n", "-", ((1, "x"),), "a:\n  - x\n"),
        ("a:\n  -\n    b: 1\n  - b: |\n      2\n\n", "-+", (), "a:\n  - b: |\n      2\n\n"),
        ("a:\n  -\n  -\n  - b\n", "+-+", (), "a:\n  -\n  - b\n"),
    ],
)
def test_a_list_of_dashes(text: str, kept: str, added: tuple[tuple[int, str], ...], told: str) -> None:
    assert changed(text, kept, *added) == told


@pytest.mark.parametrize(
    ("text", "kept", "added", "told"),
    [
        ("a: {b: 1}\n", True, ((0, "{b: 0}"), (1, "{b: 2}")), "a: [{b: 0}, {b: 1}, {b: 2}]\n"),
        ("a: {b: 1}  # all\n", False, (), "a: []  # all\n"),
        ("a: {b: 1}\n", False, ((1, "{b: 2}"),), "a: [{b: 2}]\n"),
        ("a:\n  b: 1\n\n  c: 2\n", True, ((1, "d: 3"),), "a:\n  - b: 1\n\n    c: 2\n  - d: 3\n"),
        ("a:\n  b: 1\n", True, ((0, "d: 3"),), "a:\n  - d: 3\n  - b: 1\n"),
        ("a:\n  b: 1\n", False, (), "a: []\n"),
    ],
)
def test_an_entry_without_a_list_around_it_gets_one(
    text: str, kept: bool, added: tuple[tuple[int, str], ...], told: str
) -> None:
    key, node = read_yaml("x.yaml", text).entries[0]
    edits = single_edits(text, key, node, kept, [Added(at, one, (one,)) for at, one in added])
    assert operated(text, edits, "\n") == told


@pytest.mark.parametrize(
    ("text", "added"), [("a:\n  b: 1\n  # see\n  c: 2\n", ()), ("a:\n  b: 1\n", (Added(1, "{c: 2}", ("c: 2",)),))]
)
def test_an_entry_without_a_list_that_cannot_go_alone_stays(text: str, added: tuple[Added, ...]) -> None:
    key, node = read_yaml("x.yaml", text).entries[0]
    with pytest.raises(Unsafe):
        single_edits(text, key, node, False, added)


@pytest.mark.parametrize(("text", "kept"), [("? a\n: - b\n  - c\n", "-+"), ("a:\n- b\u2028- c\n", "+-")])
def test_a_list_whose_lines_are_not_its_own_is_left_alone(text: str, kept: str) -> None:
    with pytest.raises(Unsafe, match=r"the list begins inside a line|no dash of its own"):
        changed(text, kept)


@pytest.mark.parametrize(
    "text", ["a: [\n  b, # see\n  c\n]", "a:\n  - b # see\n  - c\n", "a:\n  -\n    # see\n    b\n  - c\n"]
)
def test_an_entry_with_a_comment_does_not_go(text: str) -> None:
    with pytest.raises(Unsafe):
        changed(text, "-+")
