"""Styles, ends and comments of values in a YAML text."""

from __future__ import annotations

import pytest

from site_gen.content.frontmatter import Mapping, Node, read_yaml
from site_gen.content.surgery import (
    Edit,
    Unsafe,
    added_key,
    colon_after,
    comments_in,
    end_of,
    is_plain,
    line_end_of,
    operated,
    removed_key,
    written_like,
)
from site_gen.content.writer import quoted


def value(text: str, key: str = "a") -> Node:
    return {name.value: node for name, node in read_yaml("x.yaml", text).entries}[key]


@pytest.mark.parametrize("text", ["One", "It's 5 o'clock (sharp)", "a-b_c/d, e; f", "Ծննդյան օր", "a:b", 'x "y"'])
def test_a_plain_text_means_itself(text: str) -> None:
    assert is_plain(text, flow=False)
    node = value(f"a: {text}\n")
    assert getattr(node, "value", None) == text


@pytest.mark.parametrize(
    "text", ["", " a", "a ", "a: b", "a:", "a #b", "no", "Null", "2024", "1.5", "-", "- a", "[a", "a\nb", "a\tb", "#a"]
)
def test_what_could_mean_something_else_is_not_plain(text: str) -> None:
    assert not is_plain(text, flow=False)


def test_a_comma_is_plain_only_outside_of_brackets() -> None:
    assert is_plain("a, b", flow=False)
    assert not is_plain("a, b", flow=True)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("old", "new", "new"),
        ("old", "new: one", '"new: one"'),
        ("'old'", "it's", "'it''s'"),
        ("'old'", "a\tb", '"a\\tb"'),
        ('"old"', "new", '"new"'),
        ("|\n  old", "new", "|\n  new"),
        (">-  # kept\n    old\n    more", "new", ">-  # kept\n    new"),
        ("|2  # kept\n  old", "new", '"new" # kept'),
        ("", "new", '"new"'),
        ("[old]", "new", '"new"'),
    ],
)
def test_a_value_is_written_in_the_style_that_stands(old: str, new: str, told: str) -> None:
    text = f"a: {old}\nb: c\n"
    assert written_like(text, value(text), new, quoted(new), flow=False) == told


@pytest.mark.parametrize(
    "told", ["x", "[x, y]", "{b: c}", "'x'", "|\n  x\n\n  y", "\n  - x\n  -\n    y", "\n  b: c\n  d:", "\n- b: [c]"]
)
def test_a_value_ends_with_its_own_last_word(told: str) -> None:
    text = f"a: {told}\n\n# below\nz: 1\n"
    assert text[: end_of(text, value(text))] == f"a: {told}"


def test_a_sharp_inside_a_value_is_no_comment() -> None:
    text = "a: [b#c, 'd # e']   # f\ng: |  # h\n  # i\n"
    assert comments_in(text, 0, len(text), read_yaml("x.yaml", text)) == ["# f", "# h"]


def test_lines_end_as_the_first_one_does() -> None:
    assert [line_end_of(text) for text in ("a\r\nb\n", "a\nb\r\n", "a\rb", "a")] == ["\r\n", "\n", "\r", "\n"]


def test_edits_at_one_place_stand_in_their_order() -> None:
    edits = [Edit(1, 1, "x\n"), Edit(1, 2, "y"), Edit(1, 1, "z")]
    assert operated("abc", edits, "\r\n") == "ax\r\nzyc"


def test_edits_that_meet_are_refused() -> None:
    with pytest.raises(Unsafe):
        operated("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")], "\n")


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        ("a: 1\nb: 2\nc: 3\n", 1, "a: 1\nc: 3\n"),
        ("a: 1\nb:\n  - 2\n\n# c\nc: 3\n", 1, "a: 1\n\n# c\nc: 3\n"),
        ("{a: 1, b: [2, 3] , c: 3}", 1, "{a: 1 , c: 3}"),
        ("a: 1\nb: 2  # mine\n", 1, None),
        ("{a: 1}", 0, None),
    ],
)
def test_a_key_goes_with_its_line_and_no_comment(text: str, at: int, told: str | None) -> None:
    root = read_yaml("x.yaml", text)
    edits = removed_key(text, root, at)
    assert (edits and operated(text, edits, "\n")) == told


@pytest.mark.parametrize(
    ("text", "before", "told"),
    [
        ("a: 1  # one\n\nb: 2\n", 0, "a: 1  # one\nz: 0\n\nb: 2\n"),
        ("a: |\n  1\n\nb: 2\n", 0, "a: |\n  1\nz: 0\n\nb: 2\n"),
        ("a: 1", 0, "a: 1\nz: 0"),
        ("  a: 1\n", None, "  z: 0\n  a: 1\n"),
        ("{a: , b: 2}", 0, "{a: , z: 0, b: 2}"),
        ("{a: 1}", None, "{z: 0, a: 1}"),
    ],
)
def test_a_key_comes_below_another(text: str, before: int | None, told: str) -> None:
    root = read_yaml("x.yaml", text)
    assert isinstance(root, Mapping)
    assert operated(text, [added_key(text, root, before, "z: 0")], "\n") == told


def test_a_key_whose_colon_stands_behind_a_comment_is_left_alone() -> None:
    text = "? a  # see\n:\n"
    key, _ = read_yaml("x.yaml", text).entries[0]
    with pytest.raises(Unsafe, match="no colon behind it"):
        colon_after(text, key)
