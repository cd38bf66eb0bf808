"""Articles as BibTeX: braces balance, names stay whole, dates are those that biblatex reads."""

from __future__ import annotations

import re

from hostile_site import data
from msgspec.structs import replace

from site_gen.site.formats.bibtex import bibtex_bytes


def _entries() -> dict[str, str]:
    text = bibtex_bytes(data()).decode()
    return dict(re.findall(r"@online\{([^,]+),\n(.*?)\n\}\n", text, re.DOTALL))


def test_there_is_an_entry_for_each_article_that_is_shown() -> None:
    assert sorted(_entries()) == ["closed", "full", "opening", "undated", "waiting"]


def test_what_latex_takes_for_a_command_is_escaped_and_braces_balance() -> None:
    title = next(line for line in _entries()["full"].split("\n") if line.startswith("  title"))
    assert r"\textbackslash{} \{y\} 100 \% \#1\_a" in title
    assert r"\&amp;" in title
    for body in _entries().values():
        depth = 0
        for brace in re.findall(r"(?<!\\)[{}]", body):
            depth += 1 if brace == "{" else -1
            assert depth >= 0
        assert depth == 0


def test_names_with_a_comma_stay_one_name() -> None:
    assert "  author = {{Holm, Ada} and Eva Lind}," in _entries()["full"]


def test_addresses_are_left_as_they_are_where_they_can_be() -> None:
    assert "  url = {https://post.example/a?b=c&d=e%20f}," in _entries()["full"]
    odd = replace(data().articles[1], url="https://post.example/{a}\\b")
    assert b"{https://post.example/%7Ba%7D%5Cb}" in bibtex_bytes(replace(data(), articles=(odd,)))


def test_only_dates_that_are_known_and_readable_are_given() -> None:
    assert "  date = {2022-08-08}," in _entries()["full"]
    assert "  date = {2022-08}," in _entries()["opening"]
    assert "date" not in _entries()["undated"].replace("Undated", "")
    open_year = replace(data().articles[0], published="XXXX-09-25")
    assert b"date" not in bibtex_bytes(replace(data(), articles=(open_year,)))
