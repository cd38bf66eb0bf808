"""Files with many articles: which reader parts them into rows, by their names. To add a kind: a row in BUNDLES."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.errors import Problem
from site_gen.ingest.doors import door_of
from site_gen.ingest.doors.feeds import read_feed
from site_gen.ingest.doors.mbox import read_mbox
from site_gen.ingest.exports.files import FORMS, reader
from site_gen.ingest.exports.warc import read_wacz, read_warc
from site_gen.ingest.unpack import Row
from site_gen.model import Settings

ReadRows = Callable[[BinaryIO, str, list[Problem]], Iterable[Row]]
"""The rows of an open file, in order. What single rows cannot be taken for is added to the problems; raises SiteError
for a file that is not of its kind."""


class Bundle(Struct, frozen=True):
    """One kind of file with many articles."""

    name: str
    endings: tuple[str, ...]
    """Of file names, in lower case."""
    read: ReadRows
    wanted: str = "save or export it again"
    """What such a file needs for an article, told to whoever gave one without."""


_WANTED: Final = {
    "csv": "it needs a line with the names of its columns, and below it one for each article",
    "json": 'it needs records such as [{"title": …, "text": …}]; tell where they are in the field map: rows: …',
    "json lines": 'it needs a record a line: {"title": …, "text": …}',
}
BUNDLES: Final[tuple[Bundle, ...]] = (
    Bundle("mailbox", (".mbox", ".mbx"), read_mbox, 'it needs mails, each below a line that begins with "From "'),
    Bundle(
        "feed", (".rss", ".atom", ".rdf", ".feed.json", ".xml"), read_feed, "it needs entries; fetch the feed later"
    ),
    *(Bundle(name, endings, reader(records), _WANTED[name]) for name, endings, records in FORMS),
    Bundle("warc", (".warc", ".warc.gz"), read_warc, "it needs answers (response) with pages (text/html); crawl again"),
    Bundle("wacz", (".wacz",), read_wacz, "it needs a WARC with pages in it; crawl again"),
)


def bundles_for(settings: Settings) -> tuple[Bundle, ...]:
    """The same with the field maps of the site."""
    forms = {name: reader(records, settings.imports) for name, _, records in FORMS}
    return tuple(replace(one, read=forms[one.name]) if one.name in forms else one for one in BUNDLES)


def is_export(bundle: Bundle) -> bool:
    """Whether its rows may have neither id nor address, and are known by their words."""
    return any(bundle.name == name for name, _, _ in FORMS)


def bundle_of(path: str, bundles: Iterable[Bundle] = BUNDLES) -> Bundle | None:
    """How the file of this name is unpacked; None for one that is not."""
    name = path.rpartition("/")[2].lower()
    if door_of(name) is not None:
        return None
    return next((bundle for bundle in bundles if name.endswith(bundle.endings)), None)


def never_silent(
    bundle: Bundle, rows: Iterable[Row], path: str, size_bytes: int, problems: list[Problem]
) -> Iterator[Row]:
    """The rows; where there are none and the reader told nothing of why, a word on that."""
    before, any_row = len(problems), False
    for row in rows:
        any_row = True
        yield row
    if not any_row and len(problems) == before:
        told = "no article is in the file" if size_bytes else "the file is empty"
        problems.append(Problem(path, 0, 0, "no-rows", told, bundle.wanted, level="warning"))
