"""The preview under those who mean it ill, and under load: only what was built, only to whom it is meant."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_site import tree, write_project
from test_build import clean_tree
from test_serve import TIMEOUT, Server
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from site_gen.asking import host_of, is_loopback, is_named, same_origin
from site_gen.cli import main


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = write_project(tmp_path_factory.mktemp("guard") / "project")
    (root / "secret.txt").write_text("secret words")
    served = Server(root)
    yield served
    served.process.kill()
    served.process.wait(TIMEOUT)


def ask(server: Server, request: bytes) -> bytes:
    """The answer to the bytes of a request, whole."""
    with socket.create_connection(("127.0.0.1", server.port), TIMEOUT) as line:
        line.settimeout(TIMEOUT)
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65536), b""))


def status(server: Server, path: str, host: str = "", method: str = "GET", more: str = "") -> int:
    told = f"{method} {path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{server.port}'}\r\nConnection: close\r\n{more}\r\n"
    answer = ask(server, told.encode("utf-8", "surrogateescape"))
    assert b"secret" not in answer
    assert b"Traceback" not in answer
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt",
        "/..\\secret.txt", "/items/../../secret.txt", "/%252e%252e/secret.txt", "//etc/passwd", "/%00",
        "/index.html%00",
        "/%2fetc%2fpasswd", "/....//secret.txt", "/.%00./secret.txt", "/%c0%ae%c0%ae/secret.txt", 
        "/%uff0e%uff0e/secret.txt",
        "/file:///etc/passwd", "/content/site.yaml", "/.git/config", "/.site-gen/memo.sqlite", "/.gitignore",
        "/secret.txt",
        "/items", "/items/", "/assets/", "/%", "/%zz", "/" + "a" * 5000, "/;/../secret.txt", "/items/%0d%0aX-Evil:1",
    ],
)  # fmt: skip
def test_nothing_but_the_built_files_is_to_be_had(server: Server, path: str) -> None:
    assert status(server, path) in (400, 404)
    assert status(server, path, method="HEAD") in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_only_reading_is_allowed(server: Server, method: str) -> None:
    assert status(server, "/index.html", method=method, more="Content-Length: 0\r\n") in (403, 404, 405)


HOSTS = (
    "evil.example", "127.0.0.1.evil.example", "evil.example:8000", "localhost.evil.example", "[::1", "[", "]", "[::1]x",
    "127.0.0.1:port", "127.0.0.1:99999", "127.0.0.1@evil.example", "evil.example#127.0.0.1", "evil.example/127.0.0.1",
    "127.0.0.1,evil.example", "localhost evil", "2130706433", "0x7f.1", "10.0.0.5", "0.0.0.0", "\u0131localhost",
    "%6cocalhost",
)  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_this_machine_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/livereload.js", "/_review"):
        assert status(server, path, host) in (400, 403)
    assert not is_named(host, "127.0.0.1")


def test_a_request_without_a_host_is_refused_and_this_machines_names_are_served(server: Server) -> None:
    assert b" 403 " in ask(server, b"GET / HTTP/1.0\r\n\r\n")[:20]
    for host in ("localhost", f"LOCALHOST:{server.port}", "127.0.0.1", f"[::1]:{server.port}"):
        assert status(server, "/", host) == 200
    assert status(server, "/index.html", method="HEAD") == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1", "http://localhost:PORT", "[", ""],
)
def test_a_socket_of_another_origin_is_refused(server: Server, origin: str) -> None:
    async def story() -> None:
        headers = {"Origin": origin.replace("PORT", str(server.port))}
        with pytest.raises(Exception, match="403"):
            await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{server.port}/epoch/0/livereload", headers=headers))

    asyncio.run(story())


def test_a_socket_without_an_origin_under_a_foreign_name_is_refused(server: Server) -> None:
    told = b"GET /epoch/0/livereload HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    told += b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eHh4\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), TIMEOUT) as line:
        line.sendall(told)
        assert b" 403 " in line.recv(20)


def test_other_sites_cannot_load_its_scripts(server: Server) -> None:
    answer = ask(server, b"GET /assets/search.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"cross-origin-resource-policy: same-origin" in answer.lower()


def test_five_hundred_requests_at_once_are_all_answered(server: Server) -> None:
    with ThreadPoolExecutor(500) as pool:
        assert set(pool.map(lambda _: status(server, "/index.html"), range(500))) == {200}


@pytest.mark.parametrize(
    ("told", "listening", "named"),
    [
        ("10.0.0.5:8000", "0.0.0.0", True), ("[fe80::1]:8000", "::", True), ("evil.example", "0.0.0.0", False),
        ("desk.example", "desk.example", True), ("DESK.example:80", "desk.example", True), ("", "0.0.0.0", False),
        ("localhost", "10.0.0.5", True), ("10.0.0.5", "127.0.0.1", False),
    ],
)  # fmt: skip
def test_a_server_told_to_listen_elsewhere_knows_its_names(told: str, listening: str, named: bool) -> None:
    assert is_named(told, listening) == named


def test_who_asks_is_told_by_address_and_origin() -> None:
    assert [is_loopback(one) for one in ("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "::1%lo")] == [True] * 5
    assert [is_loopback(one) for one in ("10.0.0.1", "::ffff:10.0.0.1", "", "localhost")] == [False] * 4
    assert host_of("[::1]:80") == "::1"
    assert same_origin("http://localhost:8000", "localhost:8000")
    assert not same_origin("http://[", "[")


def test_listening_elsewhere_is_warned_of_and_the_review_stays_here(project: Path) -> None:
    served = Server(project, "--host", "0.0.0.0")
    try:
        assert "error" not in served.warned
        assert "warning[open-preview]: whoever reaches this address reads the preview, drafts too" in served.warned
        assert status(served, "/", "10.1.2.3:8000") == 200
        assert status(served, "/_review", "127.0.0.1") == 200
        assert status(served, "/", "evil.example") == 403
    finally:
        served.process.kill()
        served.process.wait(TIMEOUT)


def test_an_address_that_is_none_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(project), "serve", "--port", "0", "--host", "203.0.113.1"]) == 1
    assert "203.0.113.1:0: error[port]: the port cannot be opened" in capsys.readouterr().err


def _until(found: object, seconds: float = TIMEOUT) -> None:
    assert callable(found)
    ended = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < ended
        time.sleep(0.02)


def _delete(folder: Path) -> None:
    """Delete a folder that another process may be writing into: what came in meanwhile makes it start again."""

    def is_gone() -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    _until(is_gone)


def test_deleted_folders_and_broken_saves_do_not_end_it(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/more.html").write_text("more")
    served = Server(project)
    try:
        _delete(project / "public")
        _until(lambda: status(served, "/") == 200)
        (project / "public/index.html").unlink()
        (project / "public/index.html").symlink_to(project / "content/site.yaml")
        assert b"page_size" not in ask(served, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        _until(lambda: status(served, "/") == 200)
        _delete(project / ".site-gen")
        _delete(project / "templates")
        (project / "content").rename(project / "away")
        _until(lambda: "site-gen-problems" in served.get()[1])
        (project / "away").rename(project / "content")
        _until(lambda: "site-gen-problems" not in served.get()[1])
        (project / "content/site.yaml").write_bytes(b"\xff\xfe\x00")
        _until(lambda: "site-gen-problems" in served.get()[1])
        assert served.process.poll() is None
    finally:
        served.process.kill()
        served.process.wait(TIMEOUT)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_within_a_second_in_the_midst_of_saves_and_leaves_no_process(
    project: Path, how: signal.Signals
) -> None:
    served = Server(project)
    path = project / "content/items/gates-open.md"
    text = path.read_text()
    for number in range(40):
        path.write_text(text.replace("Gates open", f"Gates open {number}", 1))
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    began = time.monotonic()
    served.process.send_signal(how)
    assert served.process.wait(TIMEOUT) in (130, -how)
    assert time.monotonic() - began < 1
    assert [child for child in children if os.path.exists(f"/proc/{child}")] == []
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", served.port)) != 0


def test_a_build_beside_a_preview_and_saves_comes_to_a_clean_site(project: Path) -> None:
    served = Server(project)
    try:
        for number in range(3):
            path = project / "content/items/gates-open.md"
            path.write_text(path.read_text().replace("\n---\n\n", f"\n---\n\nNew {number}.\n\n"))
            assert main(["-C", str(project), "build", "-q"]) == 0
        _until(lambda: "New 2." in served.get("items/gates-open.html")[1])
    finally:
        served.process.kill()
        served.process.wait(TIMEOUT)
    assert main(["-C", str(project), "build", "-q"]) == 0
    assert tree(project / "public") == clean_tree(project)
