"""One foreign file's fields to an item: each field becomes one of ours, or stands under `extra`. Nothing is lost.

A field of ours that can say less than theirs (a day for a moment in an odd form, an id for a record) is filled, and
theirs is kept under `extra` too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec import Struct

from site_gen.content.controls import CONTROL
from site_gen.content.extra import Extra
from site_gen.content.schema import safe_url
from site_gen.dates import parse_edtf
from site_gen.ingest.exports.cells import flat, people
from site_gen.ingest.exports.dates import read_export_date
from site_gen.ingest.exports.languages import language_tag
from site_gen.ingest.foreign.register import Kind, Register
from site_gen.ingest.foreign.site_map import COMMON, STATUSES, SiteMap
from site_gen.model import Item
from site_gen.slugs import slug_problem, slugify

_HEADING: Final = re.compile(r"#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_NAME_DAY: Final = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?:\D|$)")
_NAMES: Final = ("title", "name", "label", "text")


class Foreign(Struct, frozen=True):
    """A foreign file as an item, and how it came about."""

    item: Item
    """Its id is the one wanted; it may be taken."""
    mapped: tuple[tuple[str, str], ...]
    """Their field, and ours."""
    kept: tuple[str, ...]
    """Their fields under `extra`."""
    notes: tuple[str, ...]
    """What a person should know."""


class _Read(Struct, frozen=True):
    """A value of ours; None where theirs cannot be read."""

    value: Any
    whole: bool = True
    """Whether ours says all that theirs did."""


def foreign_item(path: str, fields: dict[str, Any], body: str, given: SiteMap, register: Register) -> Foreign:
    """The item of a file at `path`, below its folder. `register` gets the names that it did not know."""
    work = _Work(fields, given, register)
    for field in COMMON:
        work.take(field)
    stem = path.rpartition("/")[2].rpartition(".")[0]
    values = work.values
    if not values.get("title"):
        heading = _HEADING.match(body)
        values["title"] = heading[1] if heading else stem.replace("-", " ").replace("_", " ").strip() or "untitled"
        work.notes.append(f"no title; “{values['title']}” is from the {'heading' if heading else 'file’s name'}")
    if not values.get("published") and (day := _NAME_DAY.match(stem)) and _edtf(day[1]):
        values["published"] = day[1]
    item_id = values.pop("id", "") or slugify(stem) or slugify(values["title"]) or "item"
    clean = CONTROL.sub(" ", body)
    if clean != body:
        work.notes.append("control characters in the text became spaces")
    values.setdefault("status", given.status)
    if values["status"] == "retracted":
        values["retracted"] = "as told by the site that it came from"
    if given.lang:
        values.setdefault("lang", given.lang)
    if given.source and not values.get("source"):
        values["source"] = register.id_of("sources", given.source)
    item = Item(id=item_id, body=clean, extra=work.extra(), **values)
    return Foreign(item, tuple(work.mapped), tuple(work.left), tuple(work.notes))


class _Work:
    """One file's fields as they are taken."""

    def __init__(self, fields: dict[str, Any], given: SiteMap, register: Register) -> None:
        self.fields, self.given, self.register = fields, given, register
        self.values: dict[str, Any] = {}
        self.mapped: list[tuple[str, str]] = []
        self.left = list(fields)
        self.notes: list[str] = []

    def take(self, field: str) -> None:
        """Fill our field from theirs."""
        readers: dict[str, Callable[[Any], _Read | None]] = {
            "id": self._id, "title": _line, "published": self._date, "updated": self._date, "url": _url,
            "source": self._source, "sources": self._sources, "actors": self._actors, "topics": self._topics,
            "authors": _authors, "lang": _lang, "summary": _line, "status": self._status,
        }  # fmt: skip
        listed = dict(self.given.fields).get(field)
        written = {name.casefold(): name for name in reversed(self.left)}
        for wanted in self.given.names(field):
            name = wanted if wanted in self.left else written.get(wanted.casefold(), "")
            if not name or name not in self.left or self.fields[name] in ("", [], {}):
                continue
            read = readers[field](self.fields[name])
            if read is None:
                self.notes.append(f"{name}: “{_short(self.fields[name])}” is no {field}; it stands under extra")
                continue
            if read.whole:
                self.left.remove(name)
            self.mapped.append((name, field))
            if field != "sources":
                before = self.values.get(field)
                joined = isinstance(before, tuple) and isinstance(read.value, tuple)
                self.values[field] = tuple(dict.fromkeys((*before, *read.value))) if joined and before else read.value
            if listed is None or not isinstance(self.values.get(field), tuple):
                return

    def extra(self) -> Extra:
        """What is left, flat."""
        found: dict[str, str | tuple[str, ...]] = {}
        for name in self.left:
            for key, one in flat(name, self.fields[name]):
                self._keep(found, key, one)
        return tuple(found.items())

    @staticmethod
    def _keep(found: dict[str, str | tuple[str, ...]], key: str, value: str | tuple[str, ...]) -> None:
        name = " ".join(CONTROL.sub(" ", key).split()) or "unnamed"
        while name in found:
            name += "'"
        found[name] = value

    def _id(self, value: Any) -> _Read | None:
        text = value if isinstance(value, str) else ""
        plain = slugify(text.strip("/").rpartition("/")[2])
        return _Read(plain, whole=plain == text) if plain and not slug_problem(plain) else None

    def _date(self, value: Any) -> _Read | None:
        if not isinstance(value, str):
            return None
        if whole := _edtf(value.strip()):
            return _Read(whole, whole=whole == value.strip())
        day = read_export_date(value, self.given.lang or "en", self.given.dates)
        return _Read(day, whole=False) if day else None

    def _status(self, value: Any) -> _Read | None:
        text = str(value).strip()
        if text.casefold() in ("false", "no"):  # of "draft"
            return _Read(self.given.status)
        told = dict(self.given.statuses).get(text) or STATUSES.get(text.casefold())
        return _Read(told, whole=told == text or text.casefold() == "true") if told else None

    def _source(self, value: Any) -> _Read | None:
        names = list(_entries([value] if isinstance(value, str) else value))
        if len(names) != 1 or not (found := self.register.id_of("sources", names[0][0])):
            return None
        self._url_of(names[0][1])
        return _Read(found, whole=names[0][2])

    def _sources(self, value: Any) -> _Read | None:
        """The first is the item's own, unless it has one; all become entries, and stay under `extra` where they say
        more than one source and one address."""
        entries = [(self.register.id_of("sources", name), url, plain) for name, url, plain in _entries(value)]
        if not entries or not entries[0][0]:
            return None
        first, url, plain = entries[0]
        alone = len(entries) == 1 and plain and "source" not in self.values
        self.values.setdefault("source", first)
        took = self._url_of(url) if self.values["source"] == first else not url
        return _Read((), whole=alone and took)

    def _url_of(self, url: str) -> bool:
        """Whether the item has this address now."""
        if url and safe_url(url):
            self.values.setdefault("url", url)
        return not url or self.values.get("url") == url

    def _actors(self, value: Any) -> _Read | None:
        return self._tagged("actors", value)

    def _topics(self, value: Any) -> _Read | None:
        return self._tagged("topics", value)

    def _tagged(self, kind: Kind, value: Any) -> _Read | None:
        entries = list(_entries(value))
        ids = [self.register.id_of(kind, name) for name, _, _ in entries]
        whole = all(ids) and all(plain and not url for _, url, plain in entries)
        return _Read(tuple(dict.fromkeys(filter(None, ids))), whole) if any(ids) else None


def _entries(value: Any) -> Iterator[tuple[str, str, bool]]:
    """(name, address, whether that is all) of each entry of a list, or of a text with commas between names."""
    if isinstance(value, str):
        value = re.split(r"\s*[,;]\s*", value.strip()) if "://" not in value else [value]
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            name = next((one[key] for key in _NAMES if isinstance(one.get(key), str) and one[key]), "")
            url = one.get("url") or one.get("link") or ""
            rest = set(one) - {*_NAMES, "url", "link"}
            yield name or str(url), url if isinstance(url, str) else "", not rest and bool(name)
        elif isinstance(one, str) and one.strip():
            text = re.sub(r"^\[\[(?:[^|\]]*\|)?([^\]]*)\]\]$", r"\1", one.strip())
            yield (text, text, True) if safe_url(text) else (text, "", True)


def _line(value: Any) -> _Read | None:
    text = " ".join(CONTROL.sub(" ", value).split()) if isinstance(value, str) else ""
    return _Read(text) if text else None


def _url(value: Any) -> _Read | None:
    return _Read(value.strip()) if isinstance(value, str) and safe_url(value.strip()) else None


def _authors(value: Any) -> _Read | None:
    names = tuple(people(value))
    plain = isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    return _Read(names, whole=plain) if names else None


def _lang(value: Any) -> _Read | None:
    tag = language_tag(value) if isinstance(value, str) else ""
    return _Read(tag) if tag else None


def _edtf(text: str) -> str:
    try:
        return parse_edtf(text).text
    except ValueError:
        return ""


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
