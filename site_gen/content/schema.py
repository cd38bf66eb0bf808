"""From YAML nodes to typed values: one converter a type, one table of fields a record, every problem with its place.

A converter is `(Node, Report) -> value`; on a wrong value it reports and returns a harmless stand-in, so that all
problems of a file come at once. To add a field: one row in the table of its record in `records`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping as TypedMapping
from functools import cached_property
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from site_gen.content.controls import CONTROL
from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence, source_lines
from site_gen.content.piles import pile_in, told_pile
from site_gen.dates import parse_edtf
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Place
from site_gen.slugs import slug_problem, slugify

_QUANTITY: Final = re.compile(r"-?(?:[0-9]{1,18}|[0-9]{1,3}(?:[, _\u00a0\u202f][0-9]{3}){1,5})(?:\.[0-9]{1,6})?")
"""Matches "2000", "12,000", "3.5"; not "2,5", which is no thousands, nor "1e6"."""
_PARTS: Final = re.compile(r"[, _\u00a0\u202f]")
T = TypeVar("T")
Convert = Callable[[Node, "Report"], Any]
_NOT_IN_ADDRESS: Final = re.compile(r'[\s<>"\\^`{|}]')
"""What no address has (RFC 3986, 2), and would end a link's early."""
_ADDRESS: Final = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*+/[!#-;=?-\[\]_a-z~]*+")
"""Most addresses, which need no parser to be told for safe. Matches "https://a.example/b?c=d"; not "https://a:80/"."""
MOST_LETTERS: Final = 100_000
"""Code points of a text in a field: some thirty pages."""
_LINE_LETTERS: Final = 2_000
"""Code points of a name or title, which stands on many pages."""
_MOST_ENTRIES: Final = 10_000
"""Entries of a list."""
_MOST_IDS: Final = 500
"""Actors, topics or sources that one article can be about: each meets each in what is drawn of them."""
_MOST_HINTS: Final = 100
"""Problems of a file for which the nearest name is looked up; fifty are shown."""


class Field(Struct, frozen=True):
    """One key of a record: how its value is read, and whether it must be there."""

    convert: Convert
    required: bool = False
    name: str = ""
    """The attribute of the record, where it differs from the key."""


Fields = TypedMapping[str, Field]


class Report:
    """The problems of one file, gathered while it is read."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.problems: list[Problem] = []

    @cached_property
    def _lines(self) -> list[str]:
        """Split once: a file may have as many problems as lines."""
        return source_lines(self.text)

    def add(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Note a problem at `node`."""
        line = self._lines[node.line - 1] if node.line <= len(self._lines) else ""
        self.problems.append(Problem(self.path, node.line, node.column, code, message, hint, line))

    def place(self, node: Node) -> Place:
        """Where `node` stands."""
        return Place(self.path, node.line, node.column)

    def close(self) -> None:
        """Raise SiteError when there is any problem."""
        if self.problems:
            raise SiteError(self.problems)


def kind_of(node: Node) -> str:
    """What a node is, in an author's words."""
    if isinstance(node, Scalar):
        return "empty" if node.value is None else f'the text "{short(node.value)}"'
    return "a list" if isinstance(node, Sequence) else "a mapping"


@takes(Form("text", null=True, empty=True))
def text(node: Node, report: Report) -> str:
    """One line or paragraph of text, in Unicode form NFC; nothing is ""."""
    return _text_or_none(node, report) or ""


def _text_or_none(node: Node, report: Report) -> str | None:
    """The text; None when there is none to read, which is then told."""
    if not isinstance(node, Scalar):
        report.add(node, "not-text", f"expected a text, found {kind_of(node)}", "put the text in double quotes")
        return None
    raw = node.value or ""
    if raw.isascii() and raw.isprintable() and len(raw) <= MOST_LETTERS:
        return raw.strip()
    if len(raw) > MOST_LETTERS:
        told = f"the text has {len(raw):,} characters; at most {MOST_LETTERS:,} are read"
        report.add(node, "too-long", told, "shorten it, or put it into the article's text")
        return None
    if pile := pile_in(raw):
        report.add(node, "piled-marks", *told_pile(pile))
        return None
    value = unicodedata.normalize("NFC", raw).strip()
    if CONTROL.search(value):
        report.add(node, "control-character", "the text has a control character", "remove it")
        return None
    return value


@takes(Form("text"))
def needed_text(node: Node, report: Report) -> str:
    """A text that is not empty."""
    value = _text_or_none(node, report)
    if value == "":
        report.add(node, "empty", "this must not be empty", "write a text in double quotes")
    return value or ""


@takes(Form("text"))
def needed_line(node: Node, report: Report) -> str:
    """A name or title: not empty, and no longer than a page can show in a list."""
    value = needed_text(node, report)
    if len(value) > _LINE_LETTERS:
        told = f"this has {len(value):,} characters; at most {_LINE_LETTERS:,} are shown on a line"
        report.add(node, "too-long", told, "shorten it")
    return value


@takes(Form("date", null=True, empty=True))
def edtf(node: Node, report: Report) -> str | None:
    """An EDTF date; null is None."""
    value = text(node, report)
    if not value:
        return None
    try:
        return parse_edtf(value).text
    except ValueError as error:
        told, _, hint = str(error).partition("; ")
        report.add(
            node, "bad-date", told, hint or "write 2022-08-04, 2022-08, 2022, 199X, 2022-08-03/2022-08-04 or null"
        )
        return None


@takes(Form("date", null=True, empty=True))
def edtf_text(node: Node, report: Report) -> str:
    """An EDTF date or interval; null is ""."""
    return edtf(node, report) or ""


@takes(Form("id"))
def slug(node: Node, report: Report) -> str:
    """An id."""
    value = _text_or_none(node, report)
    if value is None:
        return ""
    problem = slug_problem(value)
    if problem:
        near = slugify(value)
        report.add(
            node,
            "bad-id",
            f'"{short(value)}" is no id: {problem}',
            f'write "{near}"' if near else "use a-z, 0-9",
        )
        return ""
    return value


@takes(Form("id", null=True, empty=True))
def slug_or_none(node: Node, report: Report) -> str | None:
    """An id; null is None."""
    if isinstance(node, Scalar) and not node.value:
        return None
    return slug(node, report) or None


@takes(Form("id", null=True, empty=True))
def slug_or_empty(node: Node, report: Report) -> str:
    """An id; null is ""."""
    return slug_or_none(node, report) or ""


@takes(Form("url", null=True, empty=True))
def url(node: Node, report: Report) -> str:
    """An http or https address."""
    value = text(node, report)
    if value and not safe_url(value):
        report.add(node, "bad-url", f'"{short(value)}" is no http or https address', "write https://host/path")
        return ""
    return value


@takes(Form("url", null=True, empty=True))
def base(node: Node, report: Report) -> str:
    """Where a site stands: an address without query and fragment, so that paths may be put behind it."""
    value = url(node, report)
    if "?" in value or "#" in value:
        report.add(node, "bad-url", f'"{short(value)}" has a query or fragment', "write https://host/path/")
        return ""
    return value


def safe_url(value: str) -> bool:
    """Whether this is an http or https address with a host and without white space, so that it may become a link."""
    if _ADDRESS.fullmatch(value):
        return True
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and not _NOT_IN_ADDRESS.search(value)


@takes(Form("language", null=True, empty=True))
def language(node: Node, report: Report) -> str:
    """A BCP 47 tag; null is ""."""
    value = text(node, report)
    code, told, hint = language_problem(value) if value else ("", "", "")
    if code:
        report.add(node, "bad-language", told, hint)
        return ""
    return value


def language_problem(value: str) -> tuple[str, str, str]:
    """Why a text is no BCP 47 tag, as code, message and hint; an empty code when it is one."""
    if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,6}", value):
        return "", "", ""
    return "bad-language", f'"{short(value)}" is no language tag', "write a BCP 47 tag such as en, hy, pt-BR"


def number(low: int, high: int) -> Convert:
    """A whole number within bounds, both included."""

    @takes(Form("number", low=low, high=high))
    def convert(node: Node, report: Report) -> int:
        value = _text_or_none(node, report)
        if value is None:
            return low
        if re.fullmatch(r"-?[0-9]{1,9}", value) and low <= int(value) <= high:
            return int(value)
        report.add(node, "bad-number", f"expected a whole number, found {kind_of(node)}", f"write {low} to {high}")
        return low

    return convert


@takes(Form("quantity"))
def quantity(node: Node, report: Report) -> str:
    """A number as digits, with a decimal point at most: "2000", "3.5"."""
    value = _text_or_none(node, report)
    if value is None:
        return "0"
    if not _QUANTITY.fullmatch(value):
        report.add(node, "bad-number", f"expected a number, found {kind_of(node)}", "write digits, as in 2000 or 3.5")
        return "0"
    return _PARTS.sub("", value)


def choice(*allowed: str, empty: bool = False) -> Convert:
    """One of a few words."""

    @takes(Form("choice", words=allowed, empty=empty, null=empty))
    def convert(node: Node, report: Report) -> str:
        value = _text_or_none(node, report)
        if value is None:
            return allowed[0]
        if value in allowed or (empty and not value):
            return value
        near = did_you_mean(value, allowed) or f"write one of: {', '.join(allowed)}"
        report.add(node, "bad-choice", f"{kind_of(node)} is not allowed here", near)
        return allowed[0]

    return convert


def many(convert: Convert, most: int = _MOST_ENTRIES) -> Convert:
    """A list; a single value is a list of one. A field that is null is not read at all."""

    @takes(Form("list", of=convert, null=True))
    def convert_all(node: Node, report: Report) -> tuple[Any, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        if len(items) > most:
            told = f"the list has {len(items):,} entries; at most {most:,} are read"
            report.add(items[most], "too-many", told, "keep those that matter, or split the file")
            return ()
        return tuple(convert(item, report) for item in items)

    return convert_all


_slugs: Final = many(slug, _MOST_IDS)


@takes(Form("list", of=slug, null=True))
def ids(node: Node, report: Report) -> tuple[str, ...]:
    """A list of ids, each once, in the file's order."""
    found: tuple[str, ...] = _slugs(node, report)
    return tuple(dict.fromkeys(one for one in found if one))


def pairs(convert: Convert, key_problem: Callable[[str], tuple[str, str, str]] = lambda key: ("", "", "")) -> Convert:
    """A mapping as (key, value) pairs in the file's order. `key_problem` tells what is wrong with a key, as code,
    message and hint; an empty code when nothing is."""

    @takes(Form("pairs", of=convert, null=True))
    def convert_all(node: Node, report: Report) -> tuple[tuple[str, Any], ...]:
        if not isinstance(node, Mapping):
            report.add(
                node,
                "not-a-mapping",
                f"expected a mapping, found {kind_of(node)}",
                "write  key: value  lines",
            )
            return ()
        for key, _ in node.entries:
            code, told, hint = key_problem(key.value or "")
            if code:
                report.add(key, code, told, hint)
        return tuple((key.value or "", convert(value, report)) for key, value in node.entries)

    return convert_all


def record(cls: Callable[..., T], fields: Fields, placed: bool = False) -> Convert:
    """A mapping of known keys as a `cls`; `placed` fills its `place`. None when a required field is missing."""

    @takes(Form("record", cls=cls, fields=fields))
    def convert(node: Node, report: Report) -> T | None:
        if not isinstance(node, Mapping):
            report.add(
                node,
                "not-a-mapping",
                f"expected a mapping, found {kind_of(node)}",
                f"write the fields {', '.join(list(fields)[:4])} as  key: value",
            )
            return None
        values = read_fields(node, fields, report)
        if values is None:
            return None
        return cls(**values, place=report.place(node)) if placed else cls(**values)

    return convert


def read_fields(node: Mapping, fields: Fields, report: Report) -> dict[str, Any] | None:
    """The values of a mapping by attribute; None when a required one is missing. Unknown keys are problems."""
    values: dict[str, Any] = {}
    before = len(report.problems)
    missing = False
    for key, value in node.entries:
        name = key.value or ""
        field = fields.get(name)
        if field is None:
            near = did_you_mean(name, fields) if len(report.problems) < _MOST_HINTS else ""
            hint = near or f"known fields: {', '.join(fields)}"
            report.add(key, "unknown-field", f'no field "{short(name)}"', hint)
            continue
        if isinstance(value, Scalar) and value.value is None and not field.required:
            continue
        values[field.name or name] = field.convert(value, report)
    for name, field in fields.items():
        if field.required and (field.name or name) not in values:
            missing = True
            report.add(node, "missing-field", f'the field "{name}" is missing', f"add  {name}: …")
    return None if missing or _lost(values, report, before) else values


def _lost(values: dict[str, Any], report: Report, before: int) -> bool:
    """Whether any nested record could not be read; its problem is already told."""
    return len(report.problems) > before and any(isinstance(v, tuple) and None in v for v in values.values())


def short(value: str) -> str:
    """At most 60 code points of a value, for a message."""
    return value if len(value) <= 60 else value[:59] + "…"
