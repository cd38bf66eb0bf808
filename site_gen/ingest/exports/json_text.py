"""JSON in one piece: an array of records, records as values of a mapping, or either somewhere inside. Read in parts.

Whatever the size of the file, one value at a time is in memory: a record, or what lies beside the records.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from site_gen.errors import Problem
from site_gen.incoming import FieldMap
from site_gen.ingest.exports.judge import Judge
from site_gen.ingest.exports.lines import wide_encoding
from site_gen.ingest.exports.record import MOST_BYTES, Record, not_utf8, refused
from site_gen.ingest.exports.strings import KEPT, has_halves, has_kept, read_kept

_CHUNK: Final = 1 << 18
_DEEPEST: Final = 8
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_DECODER: Final = json.JSONDecoder(strict=False)
_HEAD: Final = re.compile(
    r"(?:\s*(?://[^\n]*\n|/\*(?:(?!\*/).){0,2000}\*/))*+\s*+"
    r"(?:(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]{0,99}\s*=\s*)?(?=[\[{])",
    re.DOTALL,
)
_BEGINS: Final = frozenset('{["-0123456789tfnNI')
"""How values begin."""
_UNREAD: Final = object()
_BREAK: Final = "export the file again"


class _Broken(Exception):
    """The text is no JSON from here on; what stood before it is taken."""


class _Text:
    """A JSON text read in parts, and a place in it."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.judge = Judge(file, encoding, b'"')
        wide = wide_encoding(file) or (encoding if has_halves(encoding) else "")
        self.decoder = codecs.getincrementaldecoder(wide or "utf-8-sig")("strict" if wide else KEPT)
        self.file, self.text, self.at, self.ended = file, "", 0, False
        self.passed = 0
        """Characters before those of `text`."""
        self.plain = True
        """All bytes until here were ASCII."""
        self.odd = False
        """Some bytes until here were not UTF-8."""

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text) or not self._more(_CHUNK):
                return self.text[self.at : self.at + 1]

    def pass_head(self) -> None:
        """Pass remarks at the top, and the name that a script gives the value."""
        self.peek()
        if found := _HEAD.match(self.text, self.at):
            self.at = found.end()

    def place(self) -> int:
        """Characters from the start of the file to here."""
        return self.passed + self.at

    def take(self, wanted: str) -> bool:
        """Whether the next character is this one, which is then passed."""
        if self.peek() != wanted:
            return False
        self.at += 1
        return True

    def value(self) -> Any:
        """The value that begins here, whole."""
        self.peek()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except RecursionError:
                raise _Broken("it is nested too deeply") from None
            except json.JSONDecodeError as error:
                if error.pos == self.at and self.text[self.at : self.at + 1] not in _BEGINS:
                    raise _Broken("no value begins here") from None
                if self.ended or len(self.text) - self.at > MOST_BYTES:
                    told = "it ends in the middle of a value" if self.ended else str(error)
                    raise _Broken(told) from None
                self._more(wanted)
                wanted *= 2
                continue
            if end < len(self.text) or self.ended:  # a number may go on in the next part
                self.at = end
                return value
            self._more(wanted)

    def ahead(self) -> Any:
        """The value that begins here, where it is read already and whole; the place stays."""
        try:
            return _DECODER.raw_decode(self.text, self.at)[0]
        except (ValueError, RecursionError):
            return _UNREAD

    def _more(self, size: int) -> bool:
        data = self.file.read(size)
        self.ended = not data
        self.passed += self.at
        self.text = self.text[self.at :] + self._decode(data)
        self.at = 0
        return not self.ended

    def _decode(self, data: bytes) -> str:
        held = self.decoder.getstate()[0]
        try:
            text = self.decoder.decode(data, not data)
        except UnicodeDecodeError as error:
            told = f"the byte 0x{error.object[error.start]:02x} is not {error.encoding}; if it has another encoding, "
            raise _Broken(told + "tell it in the field map (encoding: windows-1252)") from None
        if not self.odd and has_kept(text):
            if self.plain and not self.judge.told and has_halves(self.judge.encoding):
                self.judge.used, self.decoder = True, codecs.getincrementaldecoder(self.judge.encoding)()
                return self._decode(held + data)
            self.odd = True
        self.plain = self.plain and text.isascii()
        return text

    def read(self, value: Any) -> Any:
        """The value; what is not UTF-8 by the encoding that is told or that it shows. Raises UnicodeDecodeError."""
        return read_kept(value, self.judge.decode) if self.odd else value


def read_json(file: BinaryIO, path: str, given: FieldMap) -> Iterator[Record | Problem]:
    """The records in order; where the text breaks off, what stood before it, and the place by the row's number."""
    counted = 0
    try:
        text = _Text(file, given.encoding)
        for record in _all(text, given):
            counted += 1
            try:
                values, key = text.read(record.values), text.read(record.key)
            except UnicodeDecodeError as error:
                yield not_utf8(path, counted, error, text.judge.likely)
                continue
            yield from text.judge.remark(path, counted)
            if isinstance(values, dict):
                yield Record(counted, values, key)
            else:
                told = "this entry is no record of named values"
                yield refused(path, counted, "not-a-row", told, 'write {"title": …, "text": …}')
        if not counted:
            yield refused(
                path, 0, "no-rows", "no records are in the file", "tell where they are in the field map: rows: …"
            )
    except _Broken as error:
        yield refused(path, counted + 1, "bad-json", f"the file is no JSON from here on: {error}", _BREAK)


def _all(text: _Text, given: FieldMap) -> Iterator[Record]:
    """Records of the value, and of those behind it: many a program writes a value a line into one file."""
    rows = tuple(given.rows.split(".")) if given.rows else ()
    text.pass_head()
    while True:
        text.take(";")
        at = text.place()
        yield from _walk(text, rows, "", 0)
        if not text.peek():
            return
        if text.place() == at:
            raise _Broken("no value begins here")


def _walk(text: _Text, wanted: tuple[str, ...], key: str, depth: int) -> Iterator[Record]:
    """Records of the value that begins here: below the path `wanted`, or where the first ones are."""
    if text.peek() == "[" and not wanted:
        yield from _array(text)
    elif text.peek() == "{" and depth < _DEEPEST:
        yield from _mapping(text, wanted, key, depth)
    elif text.peek():
        text.value()


def _array(text: _Text) -> Iterator[Record]:
    text.take("[")
    while not text.take("]"):
        yield Record(0, text.value())
        if not text.take(",") and text.peek() != "]":
            raise _Broken("a comma is missing" if text.peek() else "it ends in the middle of a list")


def _mapping(text: _Text, wanted: tuple[str, ...], key: str, depth: int) -> Iterator[Record]:
    """A mapping with records inside; one that holds plain values, texts among them, is a record itself."""
    own: dict[str, Any] = {}
    text.take("{")
    while not text.take("}"):
        name = text.value()
        if not isinstance(name, str) or not text.take(":"):
            raise _Broken("a name and a colon were expected" if text.peek() else "it ends in the middle of a mapping")
        if wanted and name == wanted[0]:
            yield from _walk(text, wanted[1:], "", depth + 1)
        elif wanted:
            text.value()
        elif text.peek() == "[" and (name in _LISTS or not own.keys() & _OF_ROWS):
            yield from _listed(text, own, name)
        elif text.peek() == "{" and not own.keys() & _OF_ROWS and _has_rows(text.ahead()):
            yield from _walk(text, (), name, depth + 1)
        else:
            own[name] = text.value()
        if not text.take(",") and text.peek() != "}":
            raise _Broken("a comma is missing" if text.peek() else "it ends in the middle of a mapping")
    if own.keys() & _OF_ROWS and (depth or not own.keys() & _OF_FILES):
        yield Record(0, own, key)


def _has_rows(value: Any) -> bool:
    """Whether records may lie in a mapping; one that is not read yet may have some."""
    if isinstance(value, list):
        return any(isinstance(one, dict) for one in value)
    if not isinstance(value, dict):
        return value is _UNREAD
    return bool(value.keys() & _OF_ROWS) or any(map(_has_rows, value.values()))


def _listed(text: _Text, own: dict[str, Any], name: str) -> Iterator[Record]:
    """The records of a list; a list of anything else is a value like others."""
    text.take("[")
    if text.peek() == "{":
        text.text, text.at = "[" + text.text[text.at :], 0
        yield from _array(text)
    else:
        text.text, text.at = "[" + text.text[text.at :], 0
        own[name] = text.value()


_LISTS: Final = frozenset("items articles docs documents results rows data entries hits records news stories".split())
"""Names under which records stand, whatever stands before them."""
_OF_ROWS: Final = frozenset("title headline text body content html content_html content_text url link".split())
"""Names that a record has; the head of a file has them with others."""
_OF_FILES: Final = frozenset("version home_page_url feed_url total totalResults count status generator".split())
"""Names of the head of a file."""
