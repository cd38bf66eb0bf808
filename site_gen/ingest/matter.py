"""What stands above a Markdown text: YAML (---), TOML (+++), JSON ({), or lines of "Key: value" as Pelican has them.

The one reader of front matter of other tools, for single notes among the seeds and for whole sites. Theirs keeps none
of our rules: what our reader of YAML refuses is read line by line, and the faults are told beside it, for whoever would
rather have them mended.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final

from msgspec import Struct

from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence, read_yaml
from site_gen.errors import Problem, SiteError

_YAML: Final = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN: Final = re.compile(r"---[ \t]*\n")
_TOML: Final = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ENTRY: Final = re.compile(r"[ \t]*-[ \t]+(.*)$")
_FIRST: Final = frozenset("title date author authors slug category tags url source published".split())
"""Names with one of which a block of bare lines must begin: a text may begin with "Karsen: …" too."""
_HEADED: Final = re.compile(r"(#[ \t]+\S[^\n]*)\n+((?:[A-Za-z][^\n]*\n)+)\n")
_PERCENT: Final = re.compile(r"%[ \t]+(\S[^\n]*)\n%[ \t]*([^\n]*)\n(?:%[ \t]*([^\n]*)\n)?")
_COLONS: Final = re.compile(r"(?:[A-Za-z][\w-]{0,40}::[ \t]+\S[^\n]*\n)+")
_ABOVE: Final = re.compile(r"(?:\s*<!--.*?-->)?\s*", re.DOTALL)
_HINT: Final = "mend the front matter of the file"


class Matter(Struct, frozen=True):
    """The fields and what follows them."""

    fields: dict[str, Any]
    """By name as it stands, in the file's order; a value is a text, or lists and mappings of texts. Nothing is ""."""
    body: str
    faults: tuple[Problem, ...] = ()
    """Why the fields were read line by line, or not at all."""


def read_matter(path: str, text: str) -> Matter:
    """Fields and body of a text, whatever its line ends."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = _ABOVE.match(text).end()  # type: ignore[union-attr]
    whole = text[start:]
    if found := _YAML.match(whole):
        return _yaml(path, text, found[1], start + found.start(1), whole[found.end() :])
    if found := _TOML.match(whole):
        return _toml(path, found[1], whole[found.end() :])
    if whole.startswith("{"):
        return _json(path, text, whole)
    if _OPEN.match(whole):
        told = 'the front matter has no closing line "---"'
        return Matter({}, text, (Problem(path, 1, 1, "unclosed-front-matter", told, _HINT),))
    return _lines(whole) or _below_heading(whole) or _pandoc(whole) or _logseq(whole) or Matter({}, text)


def _yaml(path: str, text: str, inner: str, offset: int, body: str) -> Matter:
    try:
        front = read_yaml(path, inner, text, offset)
    except SiteError as error:
        return Matter(_line_by_line(inner), body, error.problems)
    return Matter({key.value or "": _value(node) for key, node in front.entries}, body)


def _toml(path: str, inner: str, body: str) -> Matter:
    try:
        return Matter({key: _plain(value) for key, value in tomllib.loads(inner).items()}, body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        equal = re.sub(r"^([\w.-]+)[ \t]*=[ \t]*", r"\1: ", inner, flags=re.MULTILINE)
        fault = Problem(path, 0, 0, "bad-toml", str(error)[:80], _HINT)
        return Matter(_line_by_line(equal), body, (fault,))


def _json(path: str, text: str, whole: str) -> Matter:
    try:
        given, end = json.JSONDecoder().raw_decode(whole)
    except (ValueError, RecursionError) as error:
        return Matter({}, text, (Problem(path, 0, 0, "bad-json", str(error)[:80], _HINT),))
    return Matter({str(key): _plain(value) for key, value in given.items()}, whole[end:])


def _lines(text: str) -> Matter | None:
    """Pelican's and MultiMarkdown's lines, which end at the first blank one; None where there are none."""
    head, _, body = text.partition("\n\n")
    lines = head.split("\n")
    first = _LINE.match(lines[0])
    if first is None or first[1].lower() not in _FIRST:
        return None
    if not all(_LINE.match(line) or line[:1] in (" ", "\t") for line in lines):
        return None
    return Matter(_line_by_line(re.sub(r"\n[ \t]+", " ", head)), body)


def _below_heading(text: str) -> Matter | None:
    """Notion's: a heading, and below it lines of "Key: value", one of them known; None where there are none."""
    found = _HEADED.match(text)
    lines = found[2].rstrip("\n").split("\n") if found else []
    keys = [key[1].lower() for line in lines if (key := _LINE.match(line))]
    if found is None or len(keys) < max(2, len(lines)) or not _FIRST.intersection(keys):
        return None
    return Matter(_line_by_line(found[2]), f"{found[1]}\n\n{text[found.end() :]}")


def _pandoc(text: str) -> Matter | None:
    """Pandoc's three lines: title, authors, date."""
    found = _PERCENT.match(text)
    if found is None:
        return None
    people = [part.strip() for part in found[2].split(";") if part.strip()]
    told = {"title": found[1], "authors": people, "date": found[3] or ""}
    return Matter({name: value for name, value in told.items() if value}, text[found.end() :])


def _logseq(text: str) -> Matter | None:
    """Logseq's lines of "key:: value" above the outline."""
    found = _COLONS.match(text)
    if found is None:
        return None
    pairs = (line.partition("::") for line in found[0].strip().split("\n"))
    return Matter({name.strip(): value.strip() for name, _, value in pairs}, text[found.end() :])


def _line_by_line(text: str) -> dict[str, Any]:
    """Names at a line's beginning, with the entries of the list below them; a name that comes twice has all."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in text.split("\n"):
        entry, key = _ENTRY.match(line), _LINE.match(line)
        if key:
            values = found.setdefault(key[1].strip(), [])
            values += _values(key[2] or "")
        elif entry:
            values.append(_bare(entry[1]))
    return {name: told if len(told) > 1 else next(iter(told), "") for name, told in found.items()}


def _values(text: str) -> list[str]:
    bare = text.strip()
    if bare[:1] == "[" and bare[-1:] == "]" and bare[:2] != "[[":
        return [_bare(part) for part in bare[1:-1].split(",") if part.strip()]
    return [_bare(bare)] if bare else []


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _value(node: Node) -> Any:
    """What a YAML node holds."""
    if isinstance(node, Scalar):
        return node.value or ""
    if isinstance(node, Mapping):
        return {key.value or "": _value(one) for key, one in node.entries}
    return [_wiki(one) if isinstance(one, Sequence) and len(node.items) == 1 else _value(one) for one in node.items]


def _wiki(node: Sequence) -> Any:
    """[[Anna Berg]] without quotation marks, which YAML takes for a list in a list, as the name."""
    texts = [one.value or "" for one in node.items if isinstance(one, Scalar)]
    return ", ".join(filter(None, texts)) if len(texts) == len(node.items) else _value(node)


def _plain(value: Any) -> Any:
    """What TOML and JSON hold."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if isoformat else "" if value is None else str(value)
