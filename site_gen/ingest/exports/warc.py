"""WARC files and WACZ packages of crawlers: each page of HTML that was fetched whole becomes a row. Flat in memory.

`warcio` reads the form; the pages themselves are opened later, by the door for pages. What was seen before (revisits,
the same address, the same bytes) is passed over and told.
"""

from __future__ import annotations

import gzip
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from site_gen.content.schema import safe_url
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError
from site_gen.ingest.exports.record import MOST_BYTES, refused
from site_gen.ingest.unpack import Row

_PAGES: Final = ("text/html", "application/xhtml+xml")
_INSIDE: Final = (".warc", ".warc.gz")
_AGAIN: Final = "download it again"
_LACKING: Final = "pip install 'site-gen[warc]'"


def read_warc(file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows of a WARC, compressed or not; where it breaks off, those before."""
    yield from _Pages(path, problems).rows(file)


def read_wacz(file: BinaryIO, path: str, problems: list[Problem]) -> Iterator[Row]:
    """The rows of every WARC in a WACZ."""
    try:
        package = zipfile.ZipFile(file)
        names = sorted(name for name in package.namelist() if name.lower().endswith(_INSIDE))
    except (zipfile.BadZipFile, OSError) as error:
        told = f"this is no WACZ: {error}"
        raise SiteError([Problem(path, 0, 0, "no-wacz", told, "download the package again")]) from None
    pages = _Pages(path, problems)
    for name in names:
        with package.open(name) as member:
            yield from pages.rows(member)


class _Pages:
    """The pages of one file, and what was seen of them: a number of 64 bits for each address and each content."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path, self.problems, self.count = path, problems, 0
        self.skipped = 0
        """Records that were read before the file had to be opened otherwise."""
        self.seen: set[int] = set()
        self.passed: Counter[str] = Counter()

    def rows(self, file: Any) -> Iterator[Row]:
        """The rows of one WARC."""
        try:
            from warcio.archiveiterator import ArchiveIterator
        except ImportError:
            told = "reading WARC files needs the package warcio"
            raise SiteError([Problem(self.path, 0, 0, "no-warcio", told, _LACKING)]) from None
        records = ArchiveIterator(file)
        passed, last = self.count, None
        while True:
            try:
                record = next(records, None)
            except Exception as error:  # what a broken record raises inside warcio is its own affair
                if "non-chunked gzip" in str(error) and file.seekable() and not isinstance(file, gzip.GzipFile):
                    file.seek(0)
                    self.count, self.skipped = passed, self.count
                    yield from self.rows(gzip.GzipFile(fileobj=file))
                    return
                self._tell("cut-off", f"the file breaks off here: {' '.join(str(error).split())[:200]}", _AGAIN)
                break
            if record is None:
                if _breaks_off(records, last, file) and not any(one.code == "cut-off" for one in self.problems):
                    self._tell("cut-off", "the file breaks off within its last record", _AGAIN)
                break
            self.count, last = self.count + 1, record
            if self.count > self.skipped and (row := self._row(record)) is not None:
                yield row
        for what, number in sorted(self.passed.items()):
            told = f"{number:,} records passed over: {what}"
            self.problems.append(Problem(self.path, 0, 0, "passed-over", told, level="warning"))
        self.passed.clear()

    def _row(self, record: Any) -> Row | None:
        """A page's row; None for what is none, or was seen."""
        kind, url = record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or ""
        url = url.strip("<> ")
        if kind == "revisit":
            self.passed["revisits of pages that had not changed"] += 1
        if kind != "response" or not safe_url(url) or record.http_headers is None:
            return None
        status, form = record.http_headers.get_statuscode(), record.http_headers.get_header("Content-Type") or ""
        if form.partition(";")[0].strip().lower() not in _PAGES:
            return None
        if not status.startswith("2") or status == "206":
            self.passed["answers that are no whole page"] += 1
            return None
        return self._page(record, url.partition("#")[0], form)

    def _page(self, record: Any, url: str, form: str) -> Row | None:
        try:
            data = record.content_stream().read(MOST_BYTES + 1)
        except Exception as error:  # what a broken compression raises inside warcio is its own affair
            self._tell("broken-record", f"{url} cannot be unpacked: {type(error).__name__}", "fetch the page again")
            return None
        if getattr(record.raw_stream, "limit", 0) > 0 and len(data) <= MOST_BYTES:
            self._tell("cut-off", f"the file breaks off within {url}", _AGAIN)
            return None
        if len(data) > MOST_BYTES or not data.strip():
            told = f"{url} has {'no content' if not data.strip() else f'more than {MOST_BYTES:,} bytes'}"
            self._tell("too-large" if data.strip() else "empty-record", told, "fetch the page again")
            return None
        address, content = hash(("url", url.partition("://")[2])), hash(data)
        if {address, content} & self.seen:
            again = "addresses that stand in the file before" if address in self.seen else "the same bytes as before"
            self.passed[again] += 1
            return None
        self.seen |= {address, content}
        moment = (record.rec_headers.get_header("WARC-Date") or "").strip()
        sidecar = f"url: {quoted(url)}\nextra:\n  captured: {quoted(moment)}\n"
        if "charset" in form.lower() and "utf-8" not in form.lower():
            sidecar += f'fetched:\n  "header content-type": {quoted(" ".join(form.split())[:200])}\n'
        words = url.rstrip("/").rpartition("/")[2].partition("?")[0].rpartition(".")
        return Row(f"warc {url}", f"{words[0] or words[2]}.html", data, sidecar)

    def _tell(self, code: str, message: str, hint: str) -> None:
        self.problems.append(refused(self.path, self.count, code, message, hint))


def _breaks_off(records: Any, last: Any, file: Any) -> bool:
    """Whether bytes are left that make no record, or the last record has fewer than it says."""
    if last is not None and getattr(last.raw_stream, "limit", 0) > 0:
        return True
    return bool(file.seekable()) and 0 < getattr(records, "offset", 0) < file.tell()
