"""Articles as BibTeX, for LaTeX with biblatex and for Zotero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from site_gen.dates import parse_edtf
from site_gen.site.data.rows import ArticleData, DataSet

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\^{}",
        "~": r"\~{}",
    }
)
_UNSAFE: Final = re.compile(r"[\\{}^\s]")
"""What would break an address, which LaTeX takes word for word: "\\", "{", "a b" are found, "%20", "#", "_" are not."""
_PARTED: Final = re.compile(r",|\band\b", re.IGNORECASE)
"""What BibTeX would part a name at: "Holm, Ada", "Holm and Sons" are found, "Andrea Holm" is not."""
_UNREADABLE: Final = frozenset(["unknown-year", "list"])
"""Dates that biblatex, which reads EDTF of level 1, does not take."""


def bibtex_bytes(data: DataSet) -> bytes:
    """One `@online` entry for each article, its id as key."""
    sources = {source.id: source.name for source in data.sources}
    return "\n".join(_entry(article, sources.get(article.source or "", "")) for article in data.articles).encode()


def _entry(article: ArticleData, publisher: str) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(article, publisher) if value)
    return f"@online{{{article.id},\n{fields}}}\n"


def _fields(article: ArticleData, publisher: str) -> Iterator[tuple[str, str]]:
    """Names and values; what must stay one name or keep its capitals stands in braces."""
    yield "title", f"{{{_text(article.title)}}}"
    yield "author", " and ".join(_name(name) for name in article.authors)
    yield "organization", f"{{{_text(publisher)}}}" if publisher else ""
    yield "date", _date(article.published)
    yield "url", _UNSAFE.sub(lambda hit: quote(hit[0]), article.url)
    yield "language", article.lang


def _date(edtf: str | None) -> str:
    return edtf if edtf and parse_edtf(edtf).precision not in _UNREADABLE else ""


def _name(value: str) -> str:
    return f"{{{_text(value)}}}" if _PARTED.search(value) else _text(value)


def _text(value: str) -> str:
    return " ".join(value.translate(_ESCAPES).split())
