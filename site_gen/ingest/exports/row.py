"""A record of an export to a row: a seed with what its sidecar tells. By the field map, else by common names. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import escape, unescape
from typing import Any, Final

from msgspec import Struct

from site_gen.content.extra import Extra
from site_gen.content.schema import safe_url
from site_gen.content.writer import extra_entries, quoted, scalar_text
from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.cells import cell, left_over, people, text_of
from site_gen.ingest.exports.columns import at, column_of, unwrapped
from site_gen.ingest.exports.dates import read_export_date
from site_gen.ingest.exports.languages import language_tag
from site_gen.ingest.exports.orders import Again, Orders, Shown, is_open
from site_gen.ingest.exports.record import Record, refused
from site_gen.ingest.language import detect_language
from site_gen.ingest.unpack import Row

_MARKUP: Final = re.compile(r"</(?:p|div|article|html|body|span|a|li|h[1-6])\s*>|<br\s*/?>|<p[\s>]", re.IGNORECASE)
_WHOLE: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<!doctype|<html|<head|<body|<\?xml)", re.IGNORECASE | re.DOTALL)
_ENTITY: Final = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d?);")
_ENOUGH: Final = 2_000
"""Code points by which a language is told."""
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
"""Where an interface tells how much it left out."""
_WHOLE_HINT: Final = "take the article by its address"
_DATE_HINT: Final = "tell the order in the field map (dates: dmy), or write 2022-08-04"
_ORDER_HINT: Final = "where that is wrong, tell it in the field map: dates: …"
_TEXTS: Final = ("title", "source")
_NAMED: Final = 8
"""Names told of what stays in a file."""


class Made(Struct, frozen=True):
    """What became of a record."""

    row: Row
    told: tuple[Problem, ...]
    """What of the record could not be read and stands under `extra`."""
    apart: tuple[str, ...]
    """Names of values too long or too many for `extra`, which stay in the file alone."""


def rows_of(
    records: Iterable[Record | Problem],
    path: str,
    owner: str,
    given: FieldMap,
    problems: list[Problem],
    again: Again | None = None,
) -> Iterator[Row]:
    """Rows of a file's records, in order; what is refused, and what is left open, is added to the problems.

    `owner` is the name of the set that the records belong to: rows with the same id, else address, else words are
    known again in every file of that set. A second record of a file with an id that stands already is a row of its own
    when it says something else. `again` gives the records anew, to tell the order of days and months by.
    """
    orders = Orders(again, given)
    judged: set[str] = set()
    seen: set[int] = set()
    apart: Counter[str] = Counter()
    for record in records:
        made = record if isinstance(record, Problem) else row_of(record, path, owner, given, orders)
        if isinstance(made, Problem):
            problems.append(made)
            continue
        problems.extend(one for one in made.told if one.code != "judged-order" or one.message not in judged)
        judged.update(one.message for one in made.told if one.code == "judged-order")
        apart.update(made.apart)
        row, words = made.row, _number(made.row.key.encode() + b"\0" + made.row.data)
        if words not in seen:
            if _number(row.key.encode()) in seen:
                row = Row(f"{row.key} {words:016x}", row.name, row.data, row.sidecar)
                told = "the id, or the address, stands in the file before, with other words; both are taken"
                problems.append(refused(path, record.at if isinstance(record, Record) else 0, "id-twice", told, ""))
            seen |= {words, _number(row.key.encode())}
        yield row
    if apart:
        named = ", ".join(f"{name} ({count})" for name, count in sorted(apart.items())[:_NAMED])
        more = f" and {len(apart) - _NAMED} more" if len(apart) > _NAMED else ""
        told = f"too long or too many to be kept under extra: {named}{more}; they stay in the file"
        problems.append(refused(path, 0, "left-in-file", told, "name what is of use in the field map"))


def row_of(record: Record, path: str, owner: str, given: FieldMap, orders: Orders) -> Made | Problem:
    """One record's row, or why it has none."""
    values = unwrapped(record.values)
    columns = {name: column_of(values, name, given) for name in _NAMES}
    said = {
        **dict(given.always),
        **{name: one for name, column in columns.items() if (one := cell(at(values, column)))},
    }
    if _ENTITY.search(said.get("title", "")):
        said["title"] = unescape(said["title"])
    if said.get("source") and said.get("title", "").endswith(f" - {said['source']}"):
        said["title"] = said["title"].removesuffix(f" - {said['source']}")
    body = _body(values, columns, said)
    if body is None:
        there = ", ".join(list(values)[:8])
        return refused(path, record.at, "no-text", f"no column with the article's words among: {there}"[:300],
                       "name it in the field map: text: …")  # fmt: skip
    words, cut = _CUT.subn("", body[0].decode())
    body = (words.encode(), body[1])
    fields = tuple(_fields(values, columns, said, given, orders))
    lost = {one.name for one in fields if one.code and not one.yaml}
    extra, apart = left_over(values, {column for name, column in columns.items() if column and name not in lost})
    key, name = _key(record, said, body[0])
    told = tuple(_remark(path, record.at, one, said[one.name][:60]) for one in fields if one.code)
    if cut:
        told += (refused(path, record.at, "cut-text", "the export has the beginning of the text alone", _WHOLE_HINT),)
    return Made(Row(f"row {owner} {key}", f"{name}{body[1]}", body[0], _yaml(fields, extra)), told, apart)


def _remark(path: str, at: int, field: _Told, said: str) -> Problem:
    """What is told of a field."""
    if field.yaml:
        return refused(path, at, "judged-order", field.hint, _ORDER_HINT)
    return refused(path, at, field.code, f'"{said}" is no {field.name} that can be read', field.hint)


def _body(values: dict[str, Any], columns: dict[str, str], said: dict[str, str]) -> tuple[bytes, str] | None:
    """The seed and the ending that its door wants."""
    text, html = (text_of(at(values, columns[name])) for name in ("text", "html"))
    if text.strip() and not _MARKUP.search(text):
        return text.encode(), ".txt"
    markup = html if html.strip() else text
    if not markup.strip():
        return None
    if not _MARKUP.search(markup) and not _WHOLE.match(markup):
        return markup.encode(), ".txt"
    return (markup if _WHOLE.match(markup) else _page(markup, said)).encode(), ".html"


def _page(markup: str, said: dict[str, str]) -> str:
    """A piece of a page as a page."""
    title = escape(" ".join(said.get("title", "").split()))
    head = f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n<body><article>\n'
    return f"{head}{f'<h1>{title}</h1>' if title else ''}\n{markup}\n</article></body></html>\n"


class _Told(Struct, frozen=True):
    """A field of the sidecar as YAML, or why the cell could not be read; with both what it was read by."""

    name: str
    yaml: str = ""
    code: str = ""
    hint: str = ""


def _fields(
    values: dict[str, Any], columns: dict[str, str], said: dict[str, str], given: FieldMap, orders: Orders
) -> Iterator[_Told]:
    """What the sidecar says, and what it cannot."""
    lang = language_tag(said.get("lang", ""))
    for name in _TEXTS:
        if said.get(name):
            yield _Told(name, quoted(" ".join(said[name].split())))
    for name in ("published", "updated"):
        if said.get(name):
            value = at(values, columns[name]) if columns[name] else said[name]
            value = said[name] if isinstance(value, (list, dict)) else value
            if not given.dates and is_open(value):
                yield _by_order(name, value, columns[name], orders.of(columns[name]))
                continue
            day = read_export_date(value, lang or "en", given.dates)
            if day is None and not lang and (words := said.get("text") or said.get("title")):
                day = read_export_date(value, detect_language(words[:_ENOUGH]) or "en", given.dates)
            yield _Told(name, day) if day else _Told(name, "", "bad-date", _DATE_HINT)
    if said.get("url"):
        fine = safe_url(said["url"])
        yield _Told("url", quoted(said["url"])) if fine else _Told("url", "", "bad-url", "write https://host/path")
    for name in ("authors", "via"):
        if named := tuple(people(at(values, columns[name]) if columns[name] else said.get(name))):
            yield _Told(name, scalar_text("", named))
    if said.get("lang"):
        yield _Told("lang", lang) if lang else _Told("lang", "", "bad-language", "write a tag such as en, hy, pt-BR")


def _by_order(name: str, value: Any, column: str, shown: tuple[Shown, ...]) -> _Told:
    """A date that can be two days, by what other rows of its column show."""
    if len(shown) != 1:
        both = " and ".join(f"{one.text} (row {one.at})" for one in shown)
        return _Told(name, "", "bad-date", f"the column has both orders, {both}; {_DATE_HINT}" if both else _DATE_HINT)
    first = "day" if shown[0].order == "dmy" else "month"
    told = f'the {first} stands first in the column "{column}", as row {shown[0].at} shows: {shown[0].text}'
    return _Told(name, read_export_date(value, "en", shown[0].order) or "", "judged-order", told)


def _yaml(fields: Iterable[_Told], extra: Extra) -> str:
    lines = [f"{one.name}: {one.yaml}" for one in fields if one.yaml]
    lines += ["extra:", *(f"  {line}" for line in extra_entries(extra))] if extra else []
    return "".join(f"{line}\n" for line in lines)


def _key(record: Record, said: dict[str, str], data: bytes) -> tuple[str, str]:
    """What the row is known by: its id, else its address, else its words; and words for its file's name."""
    words = said.get("title", "") or said.get("id", "")
    if said.get("id") or record.key:
        return f"id {said.get('id') or record.key}", words
    if said.get("url"):
        return f"url {said['url'].partition('#')[0]}", words
    whole = said.get("title", "").encode() + b"\0" + data
    return f"words {blake2b(whole, digest_size=16).hexdigest()}", words


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest())


_NAMES: Final = ("id", "title", "text", "html", "published", "updated", "url", "source", "via", "authors", "lang")
