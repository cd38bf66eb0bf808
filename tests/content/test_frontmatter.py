"""YAML as strings with places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.content.frontmatter import Mapping, Scalar, Sequence, line_of, read_front_matter, read_yaml, source_line
from site_gen.errors import SiteError


def test_scalars_are_texts_with_places_in_the_file() -> None:
    front = read_front_matter("x.md", "---\na: no\nb: [1.0, ~]\n---\nbody\n")
    (first, no), (_, items) = front.fields.entries
    assert (first.value, first.line, first.column) == ("a", 2, 1)
    assert isinstance(no, Scalar)
    assert (no.value, no.line, no.column) == ("no", 2, 4)
    assert isinstance(items, Sequence)
    assert [node.value for node in items.items if isinstance(node, Scalar)] == ["1.0", None]
    assert (front.body, front.body_line) == ("body\n", 5)


@given(st.text(alphabet="Աé𝔸 b\n", max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_offsets_cut_the_very_words_from_the_file(before: str, end: str) -> None:
    text = end.join(["---", *(f"# {line}" for line in before.split("\n")), "Աé𝔸: 'w ö'", "x: 1", "---", ""])
    front = read_front_matter("x.md", text)
    (key, value), _ = front.fields.entries
    assert text[key.start : key.end] == "Աé𝔸"
    assert text[value.start : value.end] == "'w ö'"
    assert source_line(text, key.line)[key.column - 1 :].startswith("Աé𝔸")


@given(
    st.text(
        alphabet=st.sampled_from(list("-:[]{}#&*!|>'\"%@`,?~ \n\r\t\x00\x07\x85\u2028\ufeffab01é𝔸\\/.<")), max_size=60
    )
)
def test_any_text_is_read_or_told_and_never_breaks(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\nbody"):
        try:
            read_front_matter("x.md", whole)
            read_yaml("x.yaml", whole)
        except SiteError as error:
            for problem in error.problems:
                assert problem.line >= 1
                assert problem.column >= 1
                assert problem.hint


@given(st.lists(st.sampled_from(["a", "\r", "\n", "\r\n", "é"]), max_size=20))
def test_lines_are_counted_as_editors_do(parts: list[str]) -> None:
    text = "".join(parts)
    ends = text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert line_of(text, len(text)) == ends + 1
    assert source_line(text, ends + 2) == ""


def test_an_empty_text_is_an_empty_mapping() -> None:
    assert read_yaml("x.yaml", "") == Mapping((), 1, 1, 0, 0)
    assert read_yaml("x.yaml", "# only a comment\n").entries == ()


@pytest.mark.parametrize("text", ["[" * 50_000, "{" * 50_000, "a: " * 50_000, "- " * 50_000, "'" * 99_999, "&" * 9_999])
def test_hostile_nesting_is_told_and_not_followed(text: str) -> None:
    with pytest.raises(SiteError):
        read_yaml("x.yaml", text)
