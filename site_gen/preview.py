"""What the preview shows: what was built last, what comes, and what went wrong. A rim.

Two numbers and one condition: the epoch of the last finished build, and the epoch that a page was served with. A page
tells its epoch when its socket opens; if it is behind, it is told to reload at once, so no save is ever built without
the browser being told. A failed build is an epoch too: pages then come with an overlay that says what is wrong.
Nothing of this is in the files on disk.
"""

from __future__ import annotations

import gc
import html
import mimetypes
import os
import re
import stat
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from site_gen.build import BuildOptions, build
from site_gen.errors import Problem, SiteError, format_problems
from site_gen.kept import BuildReport
from site_gen.lineage import told_lineage, with_lineage
from site_gen.live import Live
from site_gen.lock import BUSY
from site_gen.preparing import Prepared
from site_gen.review.page import ROOT
from site_gen.review.web import Review
from site_gen.site.manifest import read_manifest
from site_gen.site.render import Ancestor, Templates
from site_gen.standing import default_templates

HOST: Final = "127.0.0.1"
_CSP: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_OVERLAY: Final = """<div role="alert" lang="en" dir="ltr" style="position:fixed;inset:0;z-index:9999;overflow:auto;
background:#1b1b1bf2;color:#f5f1e8;padding:2rem;font:15px/1.5 ui-monospace,monospace" id="site-gen-problems">
<p style="font-weight:600">This page is from the last good build. The newest save has problems:</p>
<pre style="white-space:pre-wrap">%s</pre></div>"""
_REVIEW: Final = f"""<p lang="en" dir="ltr" style="position:fixed;inset:auto 0 0 auto;margin:0;z-index:9998"><a
href="/{ROOT}" style="display:block;padding:12px;background:#1b1b1b;color:#f5f1e8;font:15px system-ui">review</a></p>"""

Say = Callable[[str], None]
Tell = Callable[[tuple[Problem, ...]], None]


class Preview:
    """One running preview: what was built last, and what went wrong."""

    def __init__(self, root: Path, options: BuildOptions, say: Say, tell: Tell, by: str = "") -> None:
        self.root, self.say, self.tell = root, say, tell
        self.options = msgspec.structs.replace(options, ingest="none" if options.ingest == "none" else "all")
        self.folder = root / options.output
        self.epoch = 0
        self.host, self.port = HOST, 0
        self.missed: Callable[[], None] = lambda: None
        """Called when a file of the site is not there any more."""
        self._missed_epoch = -1
        self.problems: tuple[Problem, ...] = ()
        self.files: frozenset[str] = frozenset()
        self.live: Live | None = None
        self.made: dict[str, str] = {}
        """Path of each page to its template, as of the last build."""
        self._lineages: dict[str, tuple[tuple[Ancestor, ...], tuple[str, ...]]] = {}
        self.looks: dict[str, tuple[int, bytes]] = {}
        """Pages made ahead of the build that follows, with the number of the save that they show."""
        self._asked: dict[str, bytes] = {}
        """Other pages that somebody asked for meanwhile, as they come; empty where they stay."""
        self._unbuilt: list[tuple[int, tuple[str, ...]]] = []
        """Saves, by their numbers, that no build is known to have."""
        self._shown = Lock()
        """Held while `looks` and `epoch` change: a look may be taken while a build ends."""
        self.saves = 0
        self.blind = True
        """Whether something was saved since the last build began that no page made ahead shows."""
        self._unseen = 0
        """The number of the last save that `live` does not know; none where it knows all."""
        self.writing = Lock()
        """Held while items are written: by a build, which ingests, or by an answer of the review."""
        self.review = Review(root, lambda: Templates(root / "templates", default_templates()), self.writing, by)

    def look(self, paths: Collection[str]) -> bool:
        """Whether pages could be made at once after saves of `paths`, below the project."""
        self.saves += 1
        self._unbuilt.append((self.saves, tuple(paths)))
        try:
            found = self.live.look(paths) if self.live and not self.problems else None
        except Exception:  # the build that follows will tell what is wrong
            found = None
        if found is None:
            self.blind, self._unseen = True, self.saves
            return False
        self.blind |= self.live is not None and self.live.coming is not None
        with self._shown:
            self._asked = {}
            self.looks.update({path: (self.saves, data) for path, data in found.items()})
            self.epoch += 1
        return True

    def take(self, prepared: Prepared) -> None:
        """The site as it was built, for looks at what changes next and at what made each page."""
        self.live = Live(self.root, prepared.frame, prepared.templates)
        self.made = {page.path: page.template for page in prepared.pages}
        self._asked, self._lineages = {}, {}

    def lineage(self, path: str) -> str:
        """The comment that tells which templates made a page; "" where none did, or they have a fault by now."""
        name = self.made.get(path)
        if name is None or self.live is None or not path.endswith(".html"):
            return ""
        if name not in self._lineages:
            templates = self.live.templates
            with suppress(SiteError):  # saved since: the build that follows tells
                self._lineages[name] = (templates.lineage(name), templates.used(name))
        return told_lineage(path, *self._lineages[name]) if name in self._lineages else ""

    def rebuild(self) -> BuildReport | None:
        """Build once; problems are kept for the overlay. Any other error is kept too, so that the server stays up."""
        report, shown, blind = None, self.saves, self.blind or bool(self.problems)
        live = self.live
        known = () if self._unseen or self.problems else {path for _, paths in self._unbuilt for path in paths}
        seen = live.seen if live else None
        self.blind = False
        gc.unfreeze()
        try:
            with self.writing:
                report = build(self.root, self.options, take=self.take, known=known)
            self.problems = ()
            if live is not None and live is self.live:
                live.built(seen)
            if self._unseen <= shown:
                self._unseen = 0
        except SiteError as error:
            self.problems = error.problems
        except Exception as error:  # the server must outlive a bug; the bug is shown
            self.problems = (
                Problem("site-gen", 0, 0, "bug", f"{type(error).__name__}: {error}", "please report this"),
            )
        gc.freeze()  # the site stays: looking for rubbish in it at each save would find none
        self.files = frozenset((*read_manifest(self.folder), "manifest.json"))
        with self._shown:
            ahead = {path: data for path, (save, data) in self.looks.items() if save <= shown}
            as_shown = ahead and not blind and all(self._built(path) == data for path, data in ahead.items())
            self.looks = {path: look for path, look in self.looks.items() if path not in ahead}
            self._unbuilt = [one for one in self._unbuilt if one[0] > shown]
            self._asked = {}
            if report is None or not as_shown:
                self.epoch += 1
        for save, paths in self._unbuilt if report else ():  # saved meanwhile: so that lists show them still
            found = None
            with suppress(Exception):
                found = self.live and self.live.look(paths)
            if not found:
                self._unseen = save
        return report

    @property
    def busy(self) -> bool:
        """Whether the last build was put off, since another process is at work here."""
        return any(problem.code == BUSY for problem in self.problems)

    def _built(self, path: str) -> bytes:
        """A file of the site, which is plain and has no link above it; else nothing."""
        steps = path.split("/")
        try:
            if any(os.path.islink(self.folder / "/".join(steps[:depth])) for depth in range(1, len(steps))):
                return b""
            flags = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(self.folder / path, flags), "rb") as file:
                return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
        except OSError:
            return b""

    def _miss(self) -> None:
        """Have the site made anew, once for each that was made."""
        if not self.problems and self._missed_epoch != self.epoch:
            self._missed_epoch = self.epoch
            self.missed()

    def comes(self, path: str) -> bool:
        """Whether it may take its time to tell how a page comes."""
        coming = self.live is not None and self.live.coming is not None
        return coming and path not in self.looks and path not in self._asked

    @property
    def asked(self) -> bool:
        """Whether somebody waits for a page as it comes."""
        return self.live is not None and self.live.coming is not None and self.live.busy

    def _ahead(self, path: str) -> bytes:
        """A page as the build that follows will make it; nothing where it is as it was built, as far as one knows."""
        look, live = self.looks.get(path), self.live
        if look is not None or live is None or live.coming is None or self.problems:
            return look[1] if look else b""
        if path not in self._asked:
            asked = self._asked
            try:
                asked[path] = live.page(path) or b""
            except Exception:  # the build that follows will tell what is wrong
                asked[path] = b""
            return asked[path]
        return self._asked[path]

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and bytes of a file of the site; only what the manifest names is ever opened."""
        wanted = f"{path}index.html" if not path or path.endswith("/") else path
        status = 200
        if wanted not in self.files:
            status, wanted = 404, "404.html"
        data = b"" if wanted not in self.files else self._ahead(wanted) or self._built(wanted)
        if wanted in self.files and not data:
            self._miss()
        status = status if data else 404
        media = mimetypes.guess_type(wanted)[0] or "application/octet-stream"
        if wanted.endswith(".html"):
            page = with_lineage(data, self.lineage(wanted)) if data else b"<!doctype html><title>site-gen</title>\n"
            return status, "text/html; charset=utf-8", self.alive(page)
        return status, f"{media}; charset=utf-8" if media.startswith("text/") or "xml" in media else media, data

    def alive(self, page: bytes) -> bytes:
        """A page with the reloading script and, after a failed build, the overlay; without its security policy.

        The script joins host, port and "/livereload" to its socket's address; a port that goes on as a path is how
        the page's epoch comes back to us.
        """
        script = f'<script src="/livereload.js?port={self.port}/epoch/{self.epoch}"></script>'.encode()
        overlay = (_OVERLAY % html.escape(format_problems(self.problems))).encode() if self.problems else b""
        page = _CSP.sub(b"", page, count=1)
        head, found, rest = page.partition(b"</head>")
        page = head + script + found + rest if found else page + script
        overlay += _REVIEW.encode()
        body, found, rest = page.rpartition(b"</body>")
        return body + overlay + found + rest if found else page + overlay
