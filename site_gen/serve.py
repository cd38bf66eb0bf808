"""The preview: builds, serves on this machine, rebuilds at every change, reloads every open page. A rim.

Only what `preview` shows is served; nothing of it is in the files on disk.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sys
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Any, Final

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from site_gen.amounts import amount
from site_gen.asking import LOOPBACK, is_loopback, is_named, same_origin
from site_gen.build import BuildOptions
from site_gen.errors import Problem, SiteError
from site_gen.exits import INTERRUPTED
from site_gen.kept import BuildReport
from site_gen.preview import HOST, Preview, Say, Tell
from site_gen.review.page import ROOT
from site_gen.review.web import review_routes

_WATCHED: Final = ("content", "templates", "seeds")
_BACKLOG: Final = 1024
_BODY_BYTES: Final = 1 << 20
_DEBOUNCE_MS: Final = 40
_REST_SECONDS: Final = 0.1
_BURST_STEPS: Final = 30
_WAY_SECONDS: Final = 0.05
_WAY_STEPS: Final = 30


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
            await _give_way(preview)
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


async def _give_way(preview: Preview) -> None:
    """Let pages that are asked for as they come be made before the build, which would have half of their processor."""
    if preview.live is None or preview.live.coming is None:
        return
    for _ in range(_WAY_STEPS):
        await asyncio.sleep(_WAY_SECONDS)
        if not preview.asked:
            return


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
        async def get(self, path: str) -> None:
            if not is_ours(self.request):
                raise web.HTTPError(403, reason="Only this machine is served")
            page = preview.page
            status, media, data = await asyncio.to_thread(page, path) if preview.comes(path) else page(path)
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
