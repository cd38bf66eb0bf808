"""YAML as front matters have it, quickly: keys with texts on one line, lists of them, and records in blocks.

`read_plain` gives the very nodes that PyYAML's events would (`content.frontmatter`), or None where a text holds
anything else, what is wrong included: then PyYAML reads it, and tells. When in doubt, None: a property test holds
every other answer equal to the reference. It knows nothing of files or fields. To take one more form of value: a branch
in `_leaf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from site_gen.content.nodes import MAX_DEPTH, NULLS, Mapping, Node, Scalar, Sequence

_MOST_LETTERS: Final = 400_000
"""Code points that are tried: there are no more nodes than these, and so many nodes a file may have."""
_MOST_DEEP: Final = MAX_DEPTH - 2
"""Levels of blocks, so that a list of texts on one line has room in them."""
_KEY: Final = r"[A-Za-z_][A-Za-z0-9_-]{0,99}+"
_DOUBLE: Final = r'"[^"\\\n]*+(?:\\["\\nt][^"\\\n]*+)*+"'
_SINGLE: Final = r"'[^'\n]*+(?:''[^'\n]*+)*+'"
_PLAIN: Final = r"(?:[^\s\-?:,\[\]{}\#&*!|>'\"%@`]|-(?=[\w.]))[^\n:\#]*+(?:(?::(?![ \n])|(?<!\ )\#)[^\n:\#]*+)*+"
_FLOW: Final = rf"[^\n\[\]{{}}\"'\#]*+(?:(?:{_DOUBLE}|{_SINGLE})[^\n\[\]{{}}\"'\#]*+)*+"
_VALUE: Final = rf"{_DOUBLE}|{_SINGLE}|\[{_FLOW}\]|\{{{_FLOW}\}}|{_PLAIN}"
_REST: Final = r"\ *+(?:(?<=\ )\#[^\n]*+)?\n((?:\ *+(?:\#[^\n]*+)?\n)*+)(\ *+)"
"""The end of a line, the blank ones and comments after it, and the indent of the next."""
_ENTRY: Final = re.compile(rf"({_KEY}):(?:\ ++({_VALUE}))?{_REST}", re.VERBOSE)
r"""A key with its value. Matches "a: b\n", "a: 'b' # c\n", "a:\n"; not "a:b\n", "a: |\n", "'a': b\n", "a: b: c\n"."""
_LONE: Final = re.compile(rf"()({_VALUE}){_REST}", re.VERBOSE)
r"""A value behind the dash of a list. Matches "b\n", '"b: c"\n'; not "a: b\n"."""
_NAME: Final = re.compile(rf"{_KEY}:(?=[ \n])")
_DASH: Final = re.compile(r"-\ ++(?=[^\s#])", re.VERBOSE)
_LEAD: Final = re.compile(r"(?:\ *+(?:\#[^\n]*+)?\n)*+", re.VERBOSE)
_WORDS: Final = r"[^\s\-?:,\[\]{}\#&*!|>'\"%@`][^\s:?,\[\]{}\#\"]*+(?:\ ++[^\s:?,\[\]{}\#\"]++)*+"
_MEMBER: Final = re.compile(rf"\ *+({_DOUBLE}|{_SINGLE}|{_WORDS})\ *+(?:,|(?=\]\Z))", re.VERBOSE)
"""A text between brackets. Matches "a,", " 'b, c' ,"; not "a: b,", "[a],"."""
_IDS: Final = re.compile(r"\[[A-Za-z0-9][\w./-]*+(?:, [A-Za-z0-9][\w./-]*+)*+\]")
"""A list of words. Matches "[a]", "[a-b, 2022-08]"; not "[]", "[a,b]"."""
_PAIR: Final = re.compile(rf"\ *+({_KEY}):\ ++({_DOUBLE}|{_SINGLE}|{_WORDS})\ *+(?:,|(?=\}}\Z))", re.VERBOSE)
"""A key with its text between braces."""
_ESCAPE: Final = re.compile(r'\\(["\\nt])')
_ESCAPED: Final = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_FOREIGN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""Tabs, other line ends than "\\n", and all that YAML does not print. Those are few: to name the others takes seven
milliseconds to compile."""


class _NotPlain(Exception):
    """Something that only the reference surely knows."""


def read_plain(text: str, at: int, line: int) -> Mapping | None:
    """The mapping at `at`, the start of a line with this number; it ends where the text does, or at a line with "---".

    None where only PyYAML surely knows, and for a mapping without keys.
    """
    lead = _LEAD.match(text, at)
    walk = _Walk(text, lead.end() if lead else at, line + (text.count("\n", at, lead.end()) if lead else 0))
    try:
        found = walk.mapping(0, 1)
    except _NotPlain:
        return None
    inside = text[at : found.end]
    return found if inside.replace("\n", "").isprintable() or not _FOREIGN.search(inside) else None


class _Walk:
    """One walk over the lines of a text."""

    def __init__(self, text: str, at: int, line: int) -> None:
        self.text, self.most = text, at + _MOST_LETTERS
        self.at, self.line, self.indent = at, line, 0
        """Where the next node begins; its line stands so deep."""

    def mapping(self, indent: int, depth: int) -> Mapping:
        """Keys that all stand at one indent; what follows stands less deep, or is the end."""
        if depth > _MOST_DEEP:
            raise _NotPlain
        text, most, at, line = self.text, self.most, self.at, self.line
        begins, begins_on, deep = at, line, indent
        entries: dict[str, tuple[Scalar, Node]] = {}
        while deep == indent:
            found = _ENTRY.match(text, at, most)
            if found is None:
                break
            key, value, blank, after = found.groups()
            if key in entries or key in NULLS:
                raise _NotPlain
            name = Scalar(key, line, indent + 1, at, at + len(key))
            if value:
                entries[key] = name, _leaf(value, line, at - indent, found.start(2))
                at, deep = found.end(), len(after)
                line += 1 + blank.count("\n") if blank else 1
            else:
                self.line = line
                self.pass_on(found)
                entries[key] = name, self.below(indent, depth + 1) or _nothing(name)
                at, line, deep = self.at, self.line, self.indent
        self.at, self.line, self.indent = at, line, deep
        if not self.is_over(indent, depth) or not entries:
            raise _NotPlain
        return Mapping(tuple(entries.values()), begins_on, indent + 1, begins, at)

    def sequence(self, indent: int, depth: int) -> Sequence:
        """Texts and records behind dashes that all stand at one indent."""
        if depth > _MOST_DEEP:
            raise _NotPlain
        begins, begins_on = self.at, self.line
        items: list[Node] = []
        while self.indent == indent and (dash := _DASH.match(self.text, self.at)):
            begin, self.at = self.at - indent, dash.end()
            if _NAME.match(self.text, self.at):
                self.indent = self.at - begin
                items.append(self.mapping(self.indent, depth + 1))
                continue
            found = _LONE.match(self.text, self.at, self.most)
            if found is None:
                raise _NotPlain
            items.append(_leaf(found[2], self.line, begin, self.at))
            self.pass_on(found)
        return Sequence(tuple(items), begins_on, indent + 1, begins, self.at)

    def below(self, indent: int, depth: int) -> Node | None:
        """What stands on the lines below a key; None where the next line is none of its."""
        if self.indent >= indent and self.text.startswith("- ", self.at):
            return self.sequence(self.indent, depth)
        return self.mapping(self.indent, depth) if self.indent > indent else None

    def pass_on(self, found: re.Match[str]) -> None:
        """To the next line that says something."""
        self.at = found.end()
        self.line += 1 + found[3].count("\n")
        self.indent = len(found[4])

    def is_over(self, indent: int, depth: int) -> bool:
        """Whether nothing more stands at this indent, nor deeper."""
        if depth > 1:
            return self.indent < indent
        return self.indent == 0 and (self.at == len(self.text) or self.text.startswith("---", self.at))


def _nothing(name: Scalar) -> Scalar:
    """The value of a key with nothing behind its colon."""
    after = name.end + 1 - name.start
    return Scalar(None, name.line, name.column + after, name.end + 1, name.end + 1)


def _leaf(value: str, line: int, begin: int, start: int) -> Node:
    """A value on one line, which begins at `begin`."""
    mark, end = value[0], start + len(value)
    told: str | None
    if mark == '"':
        told = value[1:-1]
        if "\\" in told:
            told = _ESCAPE.sub(lambda found: _ESCAPED[found[1]], told)
    elif mark == "[":
        return _list(value, line, begin, start)
    elif mark == "'":
        told = value[1:-1].replace("''", "'")
    elif mark == "{":
        return _record(value, line, begin, start)
    else:
        told = value.rstrip(" ")
        end = start + len(told)
        if told in NULLS:
            told = None
    return Scalar(told, line, start - begin + 1, start, end)


def _list(value: str, line: int, begin: int, start: int) -> Sequence:
    """A list between brackets, quickest where it has ids only."""
    items: list[Node] = []
    if _IDS.fullmatch(value):
        at = start + 1
        for word in value[1:-1].split(", "):
            end = at + len(word)
            items.append(Scalar(None if word in NULLS else word, line, at - begin + 1, at, end))
            at = end + 2
    else:
        items += [_leaf(found[1], line, begin, start + found.start(1)) for found in _inside(_MEMBER, value)]
    return Sequence(tuple(items), line, start - begin + 1, start, start + len(value))


def _record(value: str, line: int, begin: int, start: int) -> Mapping:
    """A mapping between braces."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    for found in _inside(_PAIR, value):
        key, at = found[1], start + found.start(1)
        if key in entries or key in NULLS:
            raise _NotPlain
        name = Scalar(key, line, at - begin + 1, at, at + len(key))
        entries[key] = name, _leaf(found[2], line, begin, start + found.start(2))
    return Mapping(tuple(entries.values()), line, start - begin + 1, start, start + len(value))


def _inside(form: re.Pattern[str], value: str) -> Iterator[re.Match[str]]:
    """What stands between brackets or braces, each with the comma behind it."""
    at, end = 1, len(value) - 1
    if not value[1:-1].strip(" "):
        return
    while at < end:
        found = form.match(value, at)
        if found is None:
            raise _NotPlain
        yield found
        at = found.end()
