"""The preview with a real server and a real socket: no save is built without the page being told."""

from __future__ import annotations

import asyncio
import html
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from site_gen.site.page_views import ItemView

TIMEOUT = 20


class Server:
    """A `site-gen serve` of its own."""

    def __init__(self, root: Path, *more: str) -> None:
        self.root, self.warned = root, ""
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "site_gen", "-C", str(root), "serve", "--port", "0", *more],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "NO_COLOR": "1"},
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # shells take it from background jobs
        )  # fmt: skip
        self.port = int(re.search(r":(\d+)/", self.wait_for("serving"))[1])  # type: ignore[index]
        self.wait_for("built")

    def wait_for(self, word: str) -> str:
        """The next line that has `word`."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if word in line:
                return line
            self.warned += line
        raise EOFError(self.warned)

    def get(self, path: str = "", host: str | None = None) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/{path}", headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def epoch(self) -> str:
        found = re.search(r"livereload\.js\?port=\d+/epoch/(\d+)", self.get()[1])
        assert found
        return found[1]

    async def socket(self, epoch: str, origin: str | None = None) -> Any:
        url = f"ws://127.0.0.1:{self.port}/epoch/{epoch}/livereload"
        headers = {"Origin": origin or f"http://127.0.0.1:{self.port}"}
        socket = await websocket_connect(HTTPRequest(url, headers=headers))
        await socket.write_message(json.dumps({"command": "hello", "protocols": [], "ver": "1"}))
        assert await told(socket) == "hello"
        await socket.write_message(json.dumps({"command": "info", "plugins": {}, "url": "x"}))
        return socket


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    served = Server(project)
    yield served
    served.process.kill()
    served.process.wait(TIMEOUT)


async def told(socket: Any) -> str:
    return str(json.loads(await asyncio.wait_for(socket.read_message(), TIMEOUT))["command"])


def test_every_save_reaches_the_page_and_a_broken_one_is_shown_over_it(server: Server) -> None:
    settings = server.root / "content/site.yaml"
    good = settings.read_text()

    async def story() -> None:
        socket = await server.socket(server.epoch())
        for number in range(3):
            settings.write_text(good.replace("Weir watch", f"Title {number}"))
            assert await told(socket) == "reload"
            assert f"Title {number}" in server.get()[1]
        settings.write_text(good + "nonsense: 1\n")
        assert await told(socket) == "reload"
        page = server.get()[1]
        assert "site-gen-problems" in page
        assert "unknown-field" in page
        assert "Title 2" in page
        settings.write_text(good)
        assert await told(socket) == "reload"
        assert "site-gen-problems" not in server.get()[1]

    asyncio.run(story())


def test_a_page_that_is_behind_is_told_at_once(server: Server) -> None:
    async def story() -> None:
        stale = await server.socket("0")
        assert await told(stale) == "reload"

    asyncio.run(story())


def test_only_this_machine_and_only_the_built_files_are_served(server: Server) -> None:
    assert server.get(host="evil.example")[0] == 403
    assert server.get("../content/site.yaml")[0] == 404
    assert server.get("%2e%2e/content/site.yaml")[0] == 404
    assert server.get("content/site.yaml")[0] == 404
    assert server.get("items/gates-open.html")[0] == 200

    async def story() -> None:
        with pytest.raises(Exception, match="403"):
            await server.socket(server.epoch(), "http://evil.example")

    asyncio.run(story())


def test_the_files_on_disk_know_nothing_of_the_preview(server: Server) -> None:
    assert "livereload" in server.get()[1]
    for path in (server.root / "public").rglob("*.html"):
        assert "livereload" not in path.read_text()
        assert "<!--" not in path.read_text()


def test_a_page_tells_which_templates_made_it(server: Server) -> None:
    page = server.get("items/gates-open.html")[1]
    head = "<!doctype html>\n<!-- site-gen: items/gates-open.html\n     template: item.html (packaged)\n"
    assert page.startswith(head)
    own = server.root / "templates/item.html"

    async def story() -> None:
        socket = await server.socket(server.epoch())
        own.parent.mkdir()
        own.write_text('{% extends "default/item.html" %}{% block masthead %}<p>Ours</p>{{ super() }}{% endblock %}')
        while "<p>Ours</p>" not in server.get("items/gates-open.html")[1]:
            assert await told(socket) == "reload"
        page = server.get("items/gates-open.html")[1]
        assert "template: templates/item.html (yours)" in page
        assert "block masthead: templates/item.html (yours), instead of item.html (packaged)" in page

    asyncio.run(story())
    assert all(b"<!--" not in path.read_bytes() for path in (server.root / "public").rglob("*.html"))


def test_an_error_in_a_template_is_shown_with_the_fields_that_there_are(server: Server) -> None:
    own = server.root / "templates/item.html"

    async def story() -> None:
        socket = await server.socket(server.epoch())
        own.parent.mkdir()
        own.write_text("<p>\n{{ titel }}</p>\n")
        while "site-gen-problems" not in (page := html.unescape(server.get("items/gates-open.html")[1])):
            assert await told(socket) == "reload"
        assert "templates/item.html:2: error[template-error]: 'titel' is undefined" in page
        assert 'did you mean "title"? ItemView has: ' in page
        listed = page.partition("ItemView has: ")[2].partition("\n")[0]
        assert tuple(listed.split(", ")) == ItemView.__struct_fields__
        assert "      2 | {{ titel }}" in page

    asyncio.run(story())


def test_a_deleted_folder_does_not_end_the_preview(server: Server) -> None:
    async def story() -> None:
        socket = await server.socket(server.epoch())
        items = server.root / "content/items"
        kept = {path.name: path.read_text() for path in items.iterdir()}
        for path in items.iterdir():
            path.unlink()
        items.rmdir()
        assert await told(socket) == "reload"
        items.mkdir()
        for name, text in kept.items():
            (items / name).write_text(text)
        while server.get("items/gates-open.html")[0] != 200:
            assert await told(socket) == "reload"

    asyncio.run(story())


def test_a_burst_of_saves_is_taken_by_two_builds(server: Server) -> None:
    path = server.root / "content/items/gates-open.md"
    text = path.read_text()
    for number in range(200):
        path.write_text(text.replace("Gates open", f"Gates open {number}", 1))
    ended = time.monotonic() + TIMEOUT
    while "Gates open 199" not in (server.root / "public/index.html").read_text():
        assert time.monotonic() < ended
        time.sleep(0.05)
    time.sleep(0.5)
    server.process.kill()
    assert server.process.stdout is not None
    builds = [line for line in server.process.stdout if line.startswith("built")]
    assert 1 <= len(builds) <= 2


def test_an_interrupt_ends_it_within_a_second(server: Server) -> None:
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(3) == 130


def test_a_port_in_use_is_told(server: Server) -> None:
    again = subprocess.run(
        [sys.executable, "-m", "site_gen", "-C", str(server.root), "serve", "--port", str(server.port)],
        capture_output=True, text=True, timeout=TIMEOUT,
    )  # fmt: skip
    assert again.returncode == 1
    assert "the port is in use" in again.stderr
