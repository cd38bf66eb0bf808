"""The preview: builds, serves on this machine, rebuilds at every change, reloads every open page. A rim.

Two numbers and one condition: the epoch of the last finished build, and the epoch that a page was served with. A page
tells its epoch when its socket opens; if it is behind, it is told to reload at once, so no save is ever built without
the browser being told. A failed build is an epoch too: pages then come with an overlay that says what is wrong.
Nothing of this is in the files on disk.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import html
import json
import mimetypes
import os
import re
import stat
import sys
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

import msgspec
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from site_gen.amounts import amount
from site_gen.asking import LOOPBACK, is_loopback, is_named, same_origin
from site_gen.build import BuildOptions, build
from site_gen.errors import Problem, SiteError, format_problems
from site_gen.exits import INTERRUPTED
from site_gen.kept import BuildReport
from site_gen.lineage import told_lineage, with_lineage
from site_gen.live import Live
from site_gen.lock import BUSY
from site_gen.preparing import Prepared
from site_gen.review.page import ROOT
from site_gen.review.web import Review, review_routes
from site_gen.site.manifest import read_manifest
from site_gen.site.render import Ancestor, Templates
from site_gen.standing import default_templates

HOST: Final = "127.0.0.1"
_WATCHED: Final = ("content", "templates", "seeds")
_CSP: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_BACKLOG: Final = 1024
_BODY_BYTES: Final = 1 << 20
_DEBOUNCE_MS: Final = 40
_REST_SECONDS: Final = 0.1
_BURST_STEPS: Final = 30
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
        self._shown = Lock()
        """Held while `looks` and `epoch` change: a look may be taken while a build ends."""
        self.saves = 0
        self.blind = True
        """Whether something was saved since the last build began that no page made ahead shows."""
        self.writing = Lock()
        """Held while items are written: by a build, which ingests, or by an answer of the review."""
        self.review = Review(root, lambda: Templates(root / "templates", default_templates()), self.writing, by)

    def look(self, paths: Collection[str]) -> bool:
        """Whether pages could be made at once after saves of `paths`, below the project."""
        self.saves += 1
        try:
            found = self.live.look(paths) if self.live and not self.problems else None
        except Exception:  # the build that follows will tell what is wrong
            found = None
        if found is None:
            self.blind = True
            return False
        self.blind |= self.live is not None and self.live.listed
        with self._shown:
            self.looks.update({path: (self.saves, data) for path, data in found.items()})
            self.epoch += 1
        return True

    def take(self, prepared: Prepared) -> None:
        """The site as it was built, for looks at what changes next and at what made each page."""
        self.live = Live(self.root, prepared.frame, prepared.templates)
        self.made = {page.path: page.template for page in prepared.pages}
        self._lineages = {}

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
        self.blind = False
        gc.unfreeze()
        try:
            with self.writing:
                report = build(self.root, self.options, take=self.take)
            self.problems = ()
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
            if report is None or not as_shown:
                self.epoch += 1
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

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and bytes of a file of the site; only what the manifest names is ever opened."""
        wanted = f"{path}index.html" if not path or path.endswith("/") else path
        status = 200
        if wanted not in self.files:
            status, wanted = 404, "404.html"
        ahead = self.looks.get(wanted)
        data = b"" if wanted not in self.files else ahead[1] if ahead else self._built(wanted)
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


def serve(root: Path, options: BuildOptions, port: int, say: Say, tell: Tell, by: str = "", host: str = HOST) -> int:
    """Serve until interrupted; `by` signs what is decided in the review. Raises SiteError when the port is taken."""
    preview = Preview(root, options, say, tell, by)
    preview.host = host
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        sockets = bind_sockets(port, host, backlog=_BACKLOG)
    except (OSError, UnicodeError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        told = "is in use" if taken else f"cannot be opened: {getattr(error, 'strerror', None) or error}"
        hint = "choose another with --port, or any that is free with --port 0"
        raise SiteError([Problem(place, 0, 0, "port", f"the port {told}", hint)]) from None
    if host not in LOOPBACK:
        told, hint = "whoever reaches this address reads the preview, drafts too", "leave --host out to serve yourself"
        tell((Problem(place, 0, 0, "open-preview", told, hint, level="warning"),))
    asyncio.run(_serve(preview, sockets))
    return 0


async def _serve(preview: Preview, sockets: list[Any]) -> None:
    """Open the server, build, then watch for ever."""
    LiveReloadHandler.watcher = Watcher()
    LiveReloadHandler.live_css = False
    server = HTTPServer(_application(preview), max_body_size=_BODY_BYTES, max_buffer_size=2 * _BODY_BYTES)
    server.add_sockets(sockets)
    preview.port = sockets[0].getsockname()[1]
    changed = asyncio.Event()
    changed.set()
    preview.missed = changed.set

    async def saved(paths: Collection[str]) -> None:
        if await asyncio.to_thread(preview.look, paths):
            LiveReloadHandler.reload_waiters("*")
        changed.set()

    watching = [asyncio.create_task(_watch(preview.root, saved, deep)) for deep in (True, False)]
    try:
        shown = f"[{preview.host}]" if ":" in preview.host else preview.host
        preview.say(f"serving http://{shown}:{preview.port}/ (review at /{ROOT}; stop with Ctrl-C)")
        while True:
            await changed.wait()
            changed.clear()
            epoch = preview.epoch
            report = await asyncio.to_thread(preview.rebuild)
            _tell(preview, report)
            if preview.epoch != epoch:
                LiveReloadHandler.reload_waiters("*")
            if preview.busy:
                changed.set()
                await asyncio.sleep(_REST_SECONDS)
            await _quiet(changed)
    except asyncio.CancelledError:
        # Ctrl-C. A build or a watch may be at work in a thread that nothing can call off; a build may end anywhere,
        # since the next one makes it good, so nobody has to wait for it.
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    finally:
        for task in watching:
            task.cancel()
        server.stop()


async def _quiet(changed: asyncio.Event) -> None:
    """Let a burst of saves pass, so that one build takes them all; the first after some rest waits for nothing."""
    for _ in range(_BURST_STEPS):
        if not changed.is_set():
            return
        changed.clear()
        await asyncio.sleep(_REST_SECONDS)
        if not changed.is_set():
            changed.set()
            return
    changed.set()


def _tell(preview: Preview, report: BuildReport | None) -> None:
    if report is None:
        preview.tell(preview.problems)
        preview.say(f"problems: {len(preview.problems)}; the last good build stays")
    else:
        preview.tell(report.warnings)
        preview.say(
            f"built {amount(report.items, 'item')}, {amount(report.written, 'page')} written in {report.seconds:.2f} s"
        )


async def _watch(root: Path, saved: Callable[[Collection[str]], Awaitable[None]], deep: bool) -> None:
    """Tell `saved` the paths of each change below the watched folders (`deep`), or when one of them comes or goes."""
    from watchfiles import awatch

    def counts(_: object, path: str) -> bool:
        parts = Path(path).relative_to(base).parts if Path(path).is_relative_to(base) else (path,)
        if deep:
            return not any(part.startswith(".") or part.endswith(("~", ".tmp")) for part in parts)
        return parts[0] in _WATCHED

    base = root.resolve()
    while True:
        folders = [base / name for name in _WATCHED if (base / name).is_dir()] if deep else [base]
        seen = {folder for folder in folders if folder.is_dir()}
        if not seen:
            await asyncio.sleep(0.5)
            continue
        try:
            async for found in awatch(
                *folders, watch_filter=counts, debounce=_DEBOUNCE_MS, step=10, recursive=deep, rust_timeout=1000,
                yield_on_timeout=True,
            ):  # fmt: skip
                if found:
                    await saved({Path(path).relative_to(base).as_posix() for _, path in found})
                if deep and seen != {base / name for name in _WATCHED if (base / name).is_dir()}:
                    await saved(())
                    break
        except (FileNotFoundError, OSError):
            await asyncio.sleep(0.2)


def _application(preview: Preview) -> web.Application:
    def is_ours(request: Any) -> bool:
        """Whether the request names this machine, so that no foreign page reaches us by a name of its own."""
        return is_named(request.headers.get("Host", ""), preview.host)

    def is_here(request: Any) -> bool:
        """Whether it comes from this machine too, as whoever decides in the review must."""
        return is_ours(request) and is_loopback(request.remote_ip)

    class Pages(web.RequestHandler):
        def get(self, path: str) -> None:
            if not is_ours(self.request):
                raise web.HTTPError(403, reason="Only this machine is served")
            status, media, data = preview.page(path)
            self.set_status(status)
            self.set_header("Content-Type", media)
            self.set_header("Cache-Control", "no-store")
            self.set_header("X-Content-Type-Options", "nosniff")
            self.set_header("Cross-Origin-Resource-Policy", "same-origin")
            self.finish(data)

        head = get

        def compute_etag(self) -> None:
            """None: nothing is stored, so no hash is made of what may be long."""

    class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
        def prepare(self) -> None:
            origin = self.request.headers.get("Origin")  # every browser tells one
            if not is_ours(self.request) or (origin is not None and not self.check_origin(origin)):
                raise web.HTTPError(403)

        def check_origin(self, origin: str) -> bool:
            return is_ours(self.request) and same_origin(origin, self.request.host)

        def open(self, epoch: str = "0") -> None:
            self.page_epoch = int(epoch)

        def on_message(self, message: str | bytes) -> None:
            try:
                told = json.loads(message)
            except ValueError:
                return
            if not isinstance(told, dict) or "command" not in told:
                return
            super().on_message(json.dumps(told))
            if told["command"] == "info" and self.page_epoch != preview.epoch:
                self.send_message({"command": "reload", "path": "*", "liveCSS": False})

    class Script(LiveReloadJSHandler):  # type: ignore[misc]
        def prepare(self) -> None:
            if not is_ours(self.request):
                raise web.HTTPError(403)

    routes = [(r"/epoch/(\d{1,9})/livereload", Socket), (r"/livereload\.js", Script)]
    routes += [*review_routes(preview.review, is_here), (r"/(.*)", Pages)]
    return web.Application(routes, compress_response=False, log_function=lambda handler: None)
