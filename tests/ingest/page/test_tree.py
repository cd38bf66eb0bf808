"""A page's characters to a tree, whatever stands before and between."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.tree import parse_tree, text_length, without


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Ferry\x0bto\x00Ostra</p>", "Ferry to Ostra"),
        ("\n<?xml version='1.0' encoding='utf-16'?>\n<html><p>Ferry</p></html>", "Ferry"),
        ("\x00 <?xml version='1.0'?><html><p>Ferry</p></html>", "Ferry"),
        ("<p>Паром в\u00a0Остру</p>", "Паром в\u00a0Остру"),
    ],
)
def test_what_is_no_text_is_a_space_and_its_words_are_kept(markup: str, text: str) -> None:
    tree, whole = parse_tree(markup)
    assert tree is not None
    assert whole
    assert "".join(tree.itertext()).strip() == text


@pytest.mark.parametrize("markup", ["", " \n\t", "\x00\x0b", "<!-- nothing -->"])
def test_a_page_without_elements_has_no_tree(markup: str) -> None:
    assert parse_tree(markup)[0] is None


def test_elements_are_taken_out_and_the_words_behind_them_stay() -> None:
    tree, _ = parse_tree("<p>To <nav>Home <b>News</b></nav>Ostra<svg></svg>, by ferry</p>")
    assert tree is not None
    without(tree, ("nav", "svg"))
    assert "".join(tree.itertext()) == "To Ostra, by ferry"
    assert text_length(tree) == len("To Ostra, by ferry")
