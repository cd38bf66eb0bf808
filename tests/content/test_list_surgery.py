"""Entries of lists that go and come; the file tells the list, what is kept, what is added, and the list then."""

from __future__ import annotations

import pytest

from site_gen.content.frontmatter import Sequence, read_yaml
from site_gen.content.list_surgery import Added, list_edits
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
    "text", ["a: [\n  b, # see\n  c\n]", "a:\n  - b # see\n  - c\n", "a:\n  -\n    # see\n    b\n  - c\n"]
)
def test_an_entry_with_a_comment_does_not_go(text: str) -> None:
    with pytest.raises(Unsafe):
        changed(text, "-+")
