"""Fields of other tools' front matter to facts of an article: Hugo, Jekyll, Pelican, Obsidian, Zotero and their kin.

To know one more name: a word in its row of _NAMES. Each value that becomes no fact is kept for the item's `extra`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.controls import CONTROL
from site_gen.content.extra import Extra
from site_gen.content.schema import safe_url
from site_gen.dates import parse_edtf
from site_gen.ingest.page.moments import read_moment

_NAMES: Final = {
    "title": "title headline shorttitle name",
    "published": "published date pubdate publishdate publisheddate datepublished publicationdate issued posted year",
    "updated": "updated lastmod lastmodified lastmodifiedat modified datemodified dateupdated",
    "authors": "authors author byline creators creator writer by",
    "source": "publisher publication publicationtitle source site website sitename outlet journal newspaper container",
    "url": "url sourceurl originalurl canonicalurl canonical externalurl link original source permalink href",
    "lang": "lang language locale",
}
_WIKI: Final = re.compile(r"^\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]$")
_PERSON: Final = re.compile(r"^([^\W\d_][\w’'-]+), ([^\W\d_][\w.’' -]*)$")
"""Family name first, as Zotero writes it."""
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_TAGS: Final = frozenset("tags tag categories category keywords keyword subjects subject topics topic".split())
"""Names under which tools say what an article is about."""


class NoteFacts(Struct, frozen=True):
    """What front matter tells of an article; "" is not told."""

    title: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    tags: Extra = ()
    """What the article is said to be about, by the field's name."""
    extra: Extra = ()
    """Every other value that became no fact, by the field's name."""


def facts_of(told: Mapping[str, Any]) -> NoteFacts:
    """The facts, by the first name of each row that gives one; nothing that is left is lost."""
    fields = tuple(_pairs("", told))
    given = [(name, tuple(_plain(value) for value in values if value.strip())) for name, values in fields]
    used: set[tuple[str, str]] = set()

    def every(fact: str) -> Iterator[tuple[str, str]]:
        for wanted in _NAMES[fact].split():
            yield from ((name, value) for name, values in given for value in values if _same(name, wanted))

    def first(fact: str, told: Iterable[tuple[str, str, str]]) -> str:
        for name, value, found in told:
            if found:
                used.add((name, value))
                return found
        return ""

    lang = first("lang", ((n, v, _lang(v)) for n, v in every("lang")))
    authors = tuple(_authors(every("authors"), used))
    found = NoteFacts(
        title=first("title", ((n, v, v) for n, v in every("title"))),
        published=first("published", ((n, v, _day(v, lang)) for n, v in every("published"))),
        updated=first("updated", ((n, v, _day(v, lang)) for n, v in every("updated"))),
        url=first("url", ((n, v, v if safe_url(v) else "") for n, v in every("url"))),
        source=first("source", ((n, v, "" if safe_url(v) else v) for n, v in every("source"))),
        authors=authors,
        lang=lang,
    )
    left = [(name, tuple(value for value in values if (name, value) not in used)) for name, values in given if values]
    kept = [(name, values) for name, values in left if values]
    tags = [(name, values) for name, values in kept if _key(name.rpartition(".")[2]) in _TAGS]
    return replace(found, tags=_merged(tags), extra=_merged(one for one in kept if one not in tags))


def _merged(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Extra:
    """Each name once, with a text or texts."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in pairs:
        key = " ".join(CONTROL.sub(" ", normalize("NFC", name)).split()) or "unnamed"
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *values)))
    return tuple((name, values[0] if len(values) == 1 else values) for name, values in found.items())


def _pairs(name: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field with its texts, those of inner mappings behind a dot; of a list of mappings once for each."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pairs(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list):
        yield name, tuple(one for one in value if isinstance(one, str) and one)
        for one in value:
            if not isinstance(one, str):
                yield from _pairs(name, one)
    else:
        yield name, (str(value),) if value else ()


def _authors(every: Iterable[tuple[str, str]], used: set[tuple[str, str]]) -> Iterator[str]:
    """Names of all entries of the first field that has any; its mail addresses and links are no names."""
    chosen, seen = "", set[str]()
    for name, value in every:
        field = name.partition(".")[0]
        if chosen and field != chosen:
            continue
        if "@" in value or safe_url(value) or name.rpartition(".")[2].lower() in _NO_NAME:
            continue
        chosen = field
        used.add((name, value))
        swapped = _PERSON.match(value)
        parts = [f"{swapped[2]} {swapped[1]}"] if swapped else re.split(r"\s*[;,]\s*|\s+(?:and|&)\s+", value)
        for part in parts:
            if part and part not in seen:
                seen.add(part)
                yield part


_NO_NAME: Final = frozenset("email url link bio avatar twitter uri affiliation role id".split())


def _same(name: str, wanted: str) -> bool:
    """Whether a field is meant: by its own name, or as the name in a mapping of it; params of Hugo count as fields."""
    bare = name.lower()
    for outer in ("params.", "metadata.", "extra."):
        bare = bare.removeprefix(outer)
    head, _, inner = bare.partition(".")
    return _key(head) == wanted and inner in ("", "name", "title", "display_name", *_NO_NAME)


def _key(name: str) -> str:
    return re.sub(r"[\s_.-]", "", name.lower())


def _plain(value: str) -> str:
    """A value without the brackets of a link to a note, and on one line."""
    found = _WIKI.match(value.strip())
    return " ".join((found[1] if found else value).split())


def _day(value: str, lang: str) -> str:
    try:
        return read_moment(value, lang) or parse_edtf(value).text
    except ValueError:
        return ""


def _lang(value: str) -> str:
    found = _LANG.fullmatch(value)
    return re.split("[-_]", found[0])[0].lower() if found else ""
