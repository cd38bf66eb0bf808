"""Every way in: which door opens a seed, by its name.

A door is a row in DOORS: names that it knows, and a callable `(bytes, path, url) -> Opened`. To add a kind of seed: a
file here with that callable, and a row. The first door whose ending fits is taken. `url` is where a person says that
the seed is from; "" when nobody does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from site_gen.ingest.doors.documents import open_pdf, open_word
from site_gen.ingest.doors.feed import open_entry
from site_gen.ingest.doors.joined import ENDING, open_joined
from site_gen.ingest.doors.plain import open_plain
from site_gen.ingest.doors.web import open_web
from site_gen.ingest.facts import Opened

Opener = Callable[[bytes, str, str], Opened]


def _open_mail(data: bytes, path: str, url: str) -> Opened:
    """By a library that a child which opens pages alone has no need of, as the next two."""
    from site_gen.ingest.doors.mail import open_mail

    return open_mail(data, path, url)


def _open_note(data: bytes, path: str, url: str) -> Opened:
    from site_gen.ingest.doors.note import open_note

    return open_note(data, path, url)


def _open_mhtml(data: bytes, path: str, url: str) -> Opened:
    from site_gen.ingest.doors.mhtml import open_mhtml

    return open_mhtml(data, path, url)


class Door(Struct, frozen=True):
    """One kind of seed."""

    name: str
    endings: tuple[str, ...]
    """Of file names, in lower case."""
    read: Opener
    """Pure. Raises SiteError for a seed that it cannot take."""
    confined: bool = False
    """Whether it reads what strangers made by libraries that may not end: then in a child with limits."""


DOORS: Final[tuple[Door, ...]] = (
    Door("text", (".txt", ".text"), open_plain),
    Door("entry", (".entry.xml", ".entry.json"), open_entry, confined=True),
    Door("mail", (".eml",), _open_mail, confined=True),
    Door("note", (".md", ".markdown"), _open_note, confined=True),
    Door("pages", (ENDING,), open_joined, confined=True),
    Door("mhtml", (".mhtml", ".mht"), _open_mhtml, confined=True),
    Door("word", (".docx",), open_word, confined=True),
    Door("pdf", (".pdf",), open_pdf, confined=True),
    Door("page", (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz"), open_web, confined=True),
)

_NO_SEED: Final = frozenset(("readme.md", "readme.markdown"))
"""A word to people about the folder."""


def door_of(path: str) -> Door | None:
    """The door that opens the seed of this name; None for a file that is no seed."""
    name = path.rpartition("/")[2].lower()
    if name in _NO_SEED:
        return None
    return next((door for door in DOORS if name.endswith(door.endings)), None)


def open_seed(data: bytes, path: str, url: str = "") -> Opened:
    """The seed opened by its door; as plain text when no door knows its name. Raises SiteError."""
    door = door_of(path)
    return door.read(data, path, url) if door else open_plain(data, path, url)


def is_part_of_page(path: str, paths: frozenset[str]) -> bool:
    """Whether a file lies in the folder that browsers save beside a page: "x_files/" for "x.html"."""
    folder = path.rpartition("/")[0]
    while folder:
        stem, _, tail = folder.rpartition("/")[2].rpartition("_")
        if not stem:
            stem, _, tail = folder.rpartition("/")[2].rpartition("-")
        if stem and tail.lower() in _SAVED_BESIDE:
            whole = folder[: -len(tail) - 1]
            if any(whole + ending in paths for ending in (".html", ".htm", ".xhtml")):
                return True
        folder = folder.rpartition("/")[0]
    return False


_SAVED_BESIDE: Final = frozenset(
    (
        "files",
        "file",
        "dateien",
        "fichiers",
        "archivos",
        "ficheiros",
        "arquivos",
        "bestanden",
        "pliki",
        "soubory",
        "filer",
        "tiedostot",
        "elemei",
        "dosyalar",
        "файлы",
    )
)
"""What browsers in several languages append to a page's name for the folder of its pictures and scripts."""
