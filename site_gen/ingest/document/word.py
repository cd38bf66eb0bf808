"""Word documents by python-docx: paragraphs and tables in order, as they read with all tracked changes accepted.

The only room that imports docx. Runs are walked here: the library's own text leaves out what was inserted while changes
were tracked, and keeps what stands twice for older programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from site_gen.ingest.document.opened import missing, opened_document, refused_document
from site_gen.ingest.facts import Opened

_OLD: Final = b"\xd0\xcf\x11\xe0"
"""How files of the old kind begin, and protected ones of the new."""
_MOST_BYTES: Final = 60_000_000
"""Of all parts of a document, unpacked."""
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT: Final = frozenset((f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}txbxContent", f"{_WORD}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"))  # fmt: skip
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)(/[\w/-]+)?")
_BREAKS: Final = {f"{_WORD}tab": " ", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


def read_word(data: bytes, path: str) -> Opened:
    """The document's text and what it tells of itself. Raises SiteError."""
    try:
        from docx import Document
    except ImportError:
        raise missing(path, "Word") from None
    _check(data, path)
    try:
        document = Document(BytesIO(_as_usual(data)))
        blocks = tuple(_blocks(document))
        told = document.core_properties
        title, author, made = told.title, told.author, told.created
        parts = [str(part.partname) for part in document.part.package.iter_parts()]
    except (KeyError, ValueError, AttributeError, BadZipFile, OSError) as error:
        said = f"the document cannot be read: {str(error)[:120] or type(error).__name__}"
        raise refused_document(path, "broken-document", said, "open it in Word and save it again as .docx") from None
    headline, paragraphs = "", list[str]()
    for style, text in blocks:
        if style == "title" and not headline and not paragraphs:
            headline = " ".join(text.split())
        elif text:
            paragraphs.append(text)
    if not paragraphs:
        raise refused_document(
            path, "empty-seed", "the document has no text", "remove it, or save the article's text as .txt"
        )
    notes = tuple(f"{name} of the document were left" for name in ("footnotes", "endnotes", "comments")
                  if any(part.endswith(f"/{name}.xml") for part in parts))  # fmt: skip
    return opened_document("\n\n".join(paragraphs), headline, title, author, made, notes)


def _check(data: bytes, path: str) -> None:
    """What the library need not even be asked for."""
    if data.startswith(_OLD):
        told = "the document is protected by a password, or of the old kind (.doc)"
        raise refused_document(path, "protected", told, "save it as .docx without a password")
    try:
        with ZipFile(BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, ValueError, OSError):
        raise refused_document(
            path, "broken-document", "the file is no Word document", "save it again as .docx"
        ) from None
    if size > _MOST_BYTES:
        told = f"the document unpacks to {size:,} bytes; at most {_MOST_BYTES:,} are read"
        raise refused_document(path, "seed-too-large", told, "save its text alone")


def _as_usual(data: bytes) -> bytes:
    """The document with the names of elements that nearly all have, where it was saved as "Strict Open XML"."""
    with ZipFile(BytesIO(data)) as parts:
        if "_rels/.rels" not in parts.namelist() or _STRICT not in parts.read("_rels/.rels"):
            return data
        packed = BytesIO()
        with ZipFile(packed, "w") as usual:
            for name in parts.namelist():
                text = parts.read(name)
                usual.writestr(name, _STRICT_NAME.sub(_usual_name, text) if name.endswith((".xml", ".rels")) else text)
    return packed.getvalue()


def _usual_name(found: re.Match[bytes]) -> bytes:
    year = b"/2006" if found[2] else b""
    return b"http://schemas.openxmlformats.org/" + found[1] + year + (found[2] or b"")


def _blocks(document: Any) -> Iterator[tuple[str, str]]:
    """Style in lower case and text of each paragraph; a table's row is one, its cells parted by bars."""
    names = {style.style_id: str(style.name or "").lower() for style in document.styles}
    stack = list(reversed(document.element.body))
    while stack:
        block = stack.pop()
        if block.tag == f"{_WORD}tbl":
            for row in block.iter(f"{_WORD}tr"):
                cells = (_words(cell).replace("\n", " ") for cell in row.iter(f"{_WORD}tc"))
                yield "table", " | ".join(cell for cell in cells if cell)
        elif block.tag == f"{_WORD}p":
            yield names.get(_style(block), ""), _words(block)
        elif block.tag not in _LEFT:
            stack.extend(reversed(block))


def _style(paragraph: Any) -> str:
    """The id of its style; "" for none."""
    named = next(paragraph.iter(f"{_WORD}pStyle"), None)
    return str(named.get(f"{_WORD}val") or "") if named is not None else ""


def _is_hidden(run: Any) -> bool:
    """Whether nobody sees it: its author hid it."""
    mark = run.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val", "true") not in ("0", "false", "off")


def _words(element: Any) -> str:
    """The words of a paragraph or cell, changes accepted."""
    parts: list[str] = []
    stack = [element]
    while stack:
        one = stack.pop()
        if one.tag in _LEFT or (one.tag == f"{_WORD}r" and _is_hidden(one)):
            continue
        if one.tag == f"{_WORD}t":
            parts.append(one.text or "")
        parts.append(_BREAKS.get(one.tag, ""))
        if one.tag == f"{_WORD}p" and parts and parts[-1] != "\n":
            parts.append("\n")
        stack.extend(reversed(one))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
