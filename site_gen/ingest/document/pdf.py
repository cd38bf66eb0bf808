"""PDF by pypdf: lines of all pages back to paragraphs, what stands at every page's head and foot left out.

The only room that imports pypdf.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO
from typing import Any, Final

from site_gen.ingest.document.columns import in_order, looks_parted
from site_gen.ingest.document.opened import missing, opened_document, refused_document
from site_gen.ingest.facts import Opened
from site_gen.ingest.wrapped import joined

_PAGES: Final = 400
_EDGE: Final = 3
"""Lines at a page's head and at its foot that may be there on every page."""
_END: Final = b"\nstartxref\n0\n%%EOF\n"
"""For a file whose end was lost on its way; the library then looks for the objects themselves."""
_NUMBER: Final = re.compile(
    r"^[\s–-]*(?:(?:page|seite|стр\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?[\s–-]*$", re.I
)
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
    text = joined("\n".join(line for page in _without_edges(pages) for line in page))
    if sum(map(str.isalpha, text)) < 20:
        told = f"none of its {count} pages has words; they may be pictures of words"
        raise refused_document(
            path, "no-words", told, "have a program for text recognition read it, and save that text"
        )
    notes = (f"the first {_PAGES} of {count} pages were read",) if count > _PAGES else ()
    return opened_document(text, "", title, author, made, notes)


def _lines(page: Any) -> list[str]:
    """A page's lines, column after column."""
    places: list[tuple[float, float]] = []

    def place(operator: bytes, _: Any, __: Any, matrix: Any) -> None:
        if operator in (b"Tj", b"TJ"):
            places.append((float(matrix[4]), float(matrix[5])))

    plain = (page.extract_text(visitor_operand_before=place) or "").split("\n")
    if not looks_parted(places):
        return plain
    try:
        laid = page.extract_text(extraction_mode="layout") or ""
    except Exception:  # what the library's second way cannot read, its first one did
        return plain
    return in_order(laid.split("\n"), plain)


def _properties(reader: Any) -> tuple[str, str, Any]:
    """Title, author and day of making; nothing for what is broken."""
    try:
        told = reader.metadata
        return (str(told.title or ""), str(told.author or ""), told.creation_date) if told else ("", "", None)
    except (ValueError, TypeError, AttributeError, KeyError):
        return "", "", None


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without their numbers, and without lines that stand at the edge of most pages, digits apart."""
    bare = [[" ".join(line.split()) for line in page if line.strip()] for page in pages]
    often = Counter(key for page in bare for key in {_DIGITS.sub("0", line) for line in _edges(page)})
    shared = {key for key, count in often.items() if count > 1 and count > 0.6 * len(bare)}
    cut = [_cut(page, shared) for page in bare]
    return cut if any(cut) else bare


def _edges(page: list[str]) -> list[str]:
    return page[:_EDGE] + page[-_EDGE:] if len(page) > 2 * _EDGE else page


def _cut(page: list[str], shared: set[str]) -> list[str]:
    def goes(line: str) -> bool:
        return _NUMBER.match(line) is not None or _DIGITS.sub("0", line) in shared

    start, end = 0, len(page)
    while start < min(_EDGE, end) and goes(page[start]):
        start += 1
    while end > max(start, len(page) - _EDGE) and goes(page[end - 1]):
        end -= 1
    return page[start:end]
