"""Texts to fuzz with: pieces that parsers stop at, joined in any order, and any characters between."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

ANY: Final = st.characters(codec="utf-8")
_YAML: Final = (
    "\n|\n|  |    |\t|- |-|: |:|? |# |#|&a |*a|!x |!!binary |<<: *a|{|}|[|]|, |,|'|\"|\\|\\u12|\\x|\\\"|''||"
    "- \n|>- \n||"
    "|%YAML 1.1|---\n|...\n|\r\n|\r|\ufeff|\x85|\u2028|\0|\x07|null|~|NO|yes|0x1f|1e3|12:30|2022-08-04|199X|a|"
    "b c|title|"
    "title: T\n|published: |source: |status: |actors: [|topics:\n  - |statements:\n  - |"
    "  - {speaker: a, text: |  text: |"
    "events:\n  - |figures:\n  - |measure: killed|value: 3|extra:\n  |é|e\u0301|中|\U0001f600|.inf|9999999999999|"
).split("|")
_PROSE: Final = (
    "on Monday|on 9 August 2020|last week|the 1990s|two days earlier|в среду|3 сентября|2 years|12:30 p.m.|"
    "said|told|"
    "said on Monday that|according to|“|”|\"|'|’|«|»|(|)|—|–|-|, |. |; |: |! |? |… |\n|\n\n|\r\n|Ada Holm|"
    "Oslo|Norway|the mayor|"
    "John Smith|U.S.|Mr. |she|they|killed|12 troops were killed|3,000|1.5 million|two|percent|%|attacked|will meet|"
    "is to visit|denied|the treaty|dam|A|a|I|1|0|№|€5|Donate|Read more|Subscribe|Share this|©|Title: |Date: |URL: |"
    "https://a.example/2022/08/04/x|WASHINGTON (AP) — |By Ada Holm|\u00a0|\u2028|\u200b|\ufeff|e\u0301|中文|Ё|"
    "\U0001f600|\x0c|\x1c|"
).split("|")
_HTML: Final = (
    "<p>|</p>|<article>|</article>|<div class='x'>|</div>|<h1>|</h1>|<time datetime='2022-08-04T10:00Z'>|"
    "</time>|<script>|</script>|"
    '<script type=\'application/ld+json\'>|{"@type": "NewsArticle", "datePublished": "2022-08-04"}|[{"@graph": [|]}|'
    "<meta property='og:title' content='|<meta charset='koi8-r'>|<link rel=canonical href='|'>|<!--|-->|"
    "<![CDATA[|]]>|&amp;|&#0;|"
    "&#x110000;|&bogus;|<table><tr><td>|</table>|<template>|<svg>|<math>|<a href='javascript:x'>|"
    "<base href='//x'>|<br>|<br/|<|>|"
    "By Ada Holm|4 August 2022|The dam above Oslo held on Monday, the mayor said.| |\n|\0|\x80|\xff|\ufeff|"
    "<body>|<html lang='ru'>|"
).split("|")


def soup(pieces: tuple[str, ...] | list[str], most: int = 30) -> st.SearchStrategy[str]:
    """Pieces in any order with any characters between."""
    piece = st.one_of(
        st.sampled_from(pieces), st.sampled_from(pieces), st.sampled_from(pieces), st.text(ANY, max_size=4)
    )
    return st.lists(piece, max_size=most).map("".join)


yaml_soup: Final = soup(_YAML)
prose: Final = soup(_PROSE, 40)
spaced_prose: Final = st.one_of(prose, st.lists(st.sampled_from(_PROSE), max_size=40).map(" ".join))
pages: Final = st.one_of(
    soup(_HTML, 40).map(lambda text: text.encode("utf-8", "replace")),
    soup(_HTML, 40).map(lambda text: text.encode("utf-16")),
    st.binary(max_size=80),
)
