"""PDF by pypdf: lines of all pages back to paragraphs, what stands at every page's head and foot left out.

The only room that imports pypdf.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO
from typing import Any, Final

from msgspec.structs import replace

from site_gen.content.schema import safe_url
from site_gen.ingest.document.columns import Piece, in_order, looks_parted
from site_gen.ingest.document.headings import set_apart
from site_gen.ingest.document.opened import missing, opened_document, refused_document
from site_gen.ingest.document.printed import without_print
from site_gen.ingest.facts import Fact, Opened
from site_gen.ingest.wrapped import joined

_PAGES: Final = 400
_EDGE: Final = 3
"""Lines at a page's head and at its foot that may be there on every page."""
_END: Final = b"\nstartxref\n0\n%%EOF\n"
"""For a file whose end was lost on its way; the library then looks for the objects themselves."""
_NUMBER: Final = re.compile(
    r"^[\s–-]*(?:(?:page|seite|стр\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?[\s–-]*$", re.I
)
_FAR: Final = 20_000.0
"""Points beyond which there is no page."""
_LONGEST_HEAD: Final = 200
_MOVES: Final = frozenset((b"Td", b"TD", b"Tm", b"T*", b"'", b'"'))
"""Operators that begin to write somewhere else."""
_DIGITS: Final = re.compile(r"\d+")


def read_pdf(data: bytes, path: str) -> Opened:
    """The document's text and what it tells of itself. Raises SiteError."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise missing(path, "PDF") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%PDF-" not in data[:1024]:
        raise refused_document(
            path, "broken-document", "the file is no PDF", "fetch it again, or save its text as .txt"
        )
    try:
        reader = PdfReader(BytesIO(data if b"%%EOF" in data[-2048:] else data + _END))
        if reader.is_encrypted and not reader.decrypt(""):
            told = "the document is protected by a password"
            raise refused_document(path, "protected", told, "save it without one, or its text as .txt")
        count = len(reader.pages)
        pages = [_lines(reader.pages[at]) for at in range(min(count, _PAGES))]
        title, author, made = _properties(reader)
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        RuntimeError,
    ) as error:
        told = f"the document cannot be read: {str(error)[:120] or type(error).__name__}"
        raise refused_document(
            path, "broken-document", told, "print it to a new PDF, or save its text as .txt"
        ) from None
    return _opened(pages, count, (title, author, made), path)


def _opened(pages: list[list[str]], count: int, told: tuple[str, str, Any], path: str) -> Opened:
    """The text of the pages' lines, and what the document tells of itself."""
    title, author, made = told
    printed = [without_print(page, title) for page in pages]
    address = next((url for _, url in printed if url), "")
    bare = _without_edges([page for page, _ in printed])
    headline = _headline(bare[0] if bare else [], title)
    text = joined("\n".join(line for page in bare for line in page))
    if headline and text.startswith(headline):
        text = text[len(headline) :].lstrip("\n")
    if sum(map(str.isalpha, text)) < 20:
        said = f"none of its {count} pages has words; they may be pictures of words"
        hint = "have a program for text recognition read it, and save that text"
        raise refused_document(path, "no-words", said, hint)
    notes = (f"the first {_PAGES} of {count} pages were read",) if count > _PAGES else ()
    opened = opened_document(text, headline, title, author, made, notes)
    return replace(opened, url=Fact(address, "document")) if safe_url(address) else opened


def _headline(lines: list[str], title: str) -> str:
    """What stands at the very top in letters of its own, where the document's title begins with it."""
    if "" not in lines:
        return ""
    shown = joined("\n".join(lines[: lines.index("")]))
    same = re.sub(r"\W+", " ", title).casefold().startswith(re.sub(r"\W+", " ", shown).casefold().strip())
    return shown if same and "\n" not in shown and 3 < len(shown) <= _LONGEST_HEAD and title else ""


def _lines(page: Any) -> list[str]:
    """A page's lines, column after column; "" between parts that are no one text."""
    places: list[tuple[float, float]] = []
    shown: list[tuple[str, float]] = []

    def place(operator: bytes, _: Any, moved: Any, matrix: Any) -> None:
        if operator in (b"Tj", b"TJ"):
            places.append(_place(moved, matrix))

    def show(text: str, moved: Any, matrix: Any, _: Any, size: Any) -> None:
        if text.strip():
            shown.append((" ".join(text.split()), _size(moved, matrix, size)))

    told = page.extract_text(visitor_operand_before=place, visitor_text=show) or ""
    plain = set_apart([line for line in told.split("\n") if line.strip()], shown)
    if not looks_parted(one for one in places if _is_on_page(*one)):
        return plain
    try:
        return in_order(_pieces(page), plain)
    except Exception:  # what the library cannot read in parts, it did as a whole
        return plain


def _pieces(page: Any) -> list[Piece]:
    """What the page shows at once, each with its place: the library hands over its words at every change of the
    coordinates, so one that changes nothing is put before every move."""
    from pypdf.generic import NameObject, NumberObject

    content = page.get_contents()
    same = [NumberObject(one) for one in (1, 0, 0, 1, 0, 0)]
    operations = []
    for operands, operator in content.operations:
        if operator in _MOVES:
            operations.append((same, b"cm"))
        operations.append((operands, operator))
    content.operations = operations
    page[NameObject("/Contents")] = content
    found: list[Piece] = []

    def take(text: str, moved: Any, matrix: Any, _: Any, size: float) -> None:
        if text.strip():
            x, y = _place(moved, matrix)
            if _is_on_page(x, y):
                found.append(Piece(x, y, _size(moved, matrix, size), text.strip()))

    page.extract_text(visitor_text=take)
    return found


def _size(moved: Any, matrix: Any, size: Any) -> float:
    """Points of the letters on the page."""
    return abs(float(size) * float(matrix[3] * moved[3] or 1.0))


def _place(moved: Any, matrix: Any) -> tuple[float, float]:
    """Where a text begins on the page, by both its matrices."""
    x, y = float(matrix[4]), float(matrix[5])
    return (x * moved[0] + y * moved[2] + moved[4], x * moved[1] + y * moved[3] + moved[5])


def _is_on_page(x: float, y: float) -> bool:
    return abs(x) < _FAR and abs(y) < _FAR


def _properties(reader: Any) -> tuple[str, str, Any]:
    """Title, author and day of making; nothing for what is broken."""
    try:
        told = reader.metadata
        return (str(told.title or ""), str(told.author or ""), told.creation_date) if told else ("", "", None)
    except (ValueError, TypeError, AttributeError, KeyError):
        return "", "", None


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without their numbers, and without lines that stand at the edge of most pages, digits apart."""
    bare = [[" ".join(line.split()) for line in page] for page in pages]
    often = Counter(key for page in bare for key in {_DIGITS.sub("0", line) for line in _edges(page)})
    shared = {key for key, count in often.items() if count > 1 and count > 0.6 * len(bare)}
    cut = [_cut(page, shared) for page in bare]
    return cut if any(cut) else bare


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[-_EDGE:] if len(page) > 2 * _EDGE else page


def _cut(page: list[str], shared: set[str]) -> list[str]:
    def goes(line: str) -> bool:
        return not line or _NUMBER.match(line) is not None or _DIGITS.sub("0", line) in shared

    start, end = 0, len(page)
    while start < min(_EDGE, end) and goes(page[start]):
        start += 1
    while end > max(start, len(page) - _EDGE) and goes(page[end - 1]):
        end -= 1
    return page[start:end]
