"""Addresses fetched from a server on this machine: what is kept, what is refused, and that nobody is asked unasked."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest

from site_gen.cli import main
from site_gen.content.item import parse_item
from site_gen.content.sidecar import parse_sidecar
from site_gen.errors import Problem, SiteError
from site_gen.fetching import Visit, Visitor, fetch_all
from site_gen.ingest import confined
from site_gen.init import init
from site_gen.model import Item
from site_gen.questions import plain_answers

DATA: Final = Path(__file__).parent / "data/ingest"
PAGE: Final = (DATA / "pages/01-json-ld-graph.html").read_bytes()
FEED: Final = (DATA / "feeds/01-rss.xml").read_bytes()
Answer = tuple[int, dict[str, str], bytes]
HTML: Final = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "secret=1"}


def routes(base: str) -> dict[str, Callable[[], Answer]]:
    return {
        "/robots.txt": lambda: (200, {}, b"User-agent: *\nDisallow: /closed\n"),
        "/page": lambda: (200, HTML, PAGE),
        "/moved": lambda: (301, {"Location": "/again"}, b""),
        "/again": lambda: (302, {"Location": f"{base}/page"}, b""),
        "/round": lambda: (302, {"Location": "/round"}, b""),
        "/to-file": lambda: (302, {"Location": "file:///etc/passwd"}, b""),
        "/to-closed": lambda: (302, {"Location": "/closed/a"}, b""),
        "/closed/a": lambda: (200, HTML, PAGE),
        "/feed": lambda: (200, {"Content-Type": "application/rss+xml"}, FEED),
        "/packed": lambda: (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
        "/bomb": lambda: (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"x" * 60_000_000)),
        "/huge": lambda: (200, HTML, b"<html>" + b"x" * 21_000_000),
        "/picture": lambda: (200, {"Content-Type": "image/png"}, b"\x89PNG"),
        "/short": lambda: (200, {**HTML, "Content-Length": "999999"}, PAGE),
        "/gone": lambda: (410, HTML, PAGE),
        "/text": lambda: (200, {"Content-Type": "text/plain"}, b"The mayor said on Tuesday that the dam was safe.\n"),
        "/web/20310402140500/https://meadowpost.example/a": lambda: (200, HTML, PAGE),
    }


class Server:
    """A server with the routes above and a log of what it was asked."""

    def __init__(self) -> None:
        self.log: list[str] = []
        log = self.log

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                log.append(self.path)
                base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
                status, headers, data = routes(base).get(self.path, lambda: (404, {}, b""))()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(data)
                except OSError:
                    log.append("left")

            def log_message(self, *given: object) -> None:
                """Not to the terminal."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.server.shutdown()
    found.server.server_close()
    confined.end()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init(tmp_path / "p", plain_answers("River"))
    for seed in (tmp_path / "p/seeds").iterdir():
        seed.unlink()
    return tmp_path / "p"


def fetch(root: Path, *addresses: str, local: bool = True) -> tuple[tuple[Visit, ...], list[Problem]]:
    problems: list[Problem] = []
    return fetch_all(root, addresses, Visitor(local), problems, lambda _: None), problems


def items(root: Path) -> list[Item]:
    return [parse_item(path.name, path.read_text()) for path in sorted((root / "content/items").glob("*.md"))]


def test_a_page_is_kept_as_it_came_with_how_it_came(server: Server, root: Path) -> None:
    (visit,), problems = fetch(root, f"{server.url}/page#part")
    assert not problems
    assert (root / visit.path).read_bytes() == PAGE
    fetched = dict(parse_sidecar("x", (root / f"{visit.path}.yaml").read_text()).fetched)
    assert fetched["url"] == f"{server.url}/page"
    assert fetched["header content-type"] == "text/html; charset=utf-8"
    assert "secret" not in str(fetched)


def test_redirects_are_followed_and_told(server: Server, root: Path) -> None:
    (visit,), _ = fetch(root, f"{server.url}/moved")
    assert visit.redirects == (f"{server.url}/again", f"{server.url}/page")
    fetched = dict(parse_sidecar("x", (root / f"{visit.path}.yaml").read_text()).fetched)
    assert (fetched["asked"], fetched["redirect 1"]) == (f"{server.url}/moved", f"{server.url}/again")
    assert fetched["url"] == f"{server.url}/page"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/round", "redirect"),
        ("/to-file", "redirect"),
        ("/to-closed", "robots"),
        ("/closed/a", "robots"),
        ("/bomb", "seed-too-large"),
        ("/huge", "too-large"),
        ("/picture", "no-article"),
        ("/short", "cut-short"),
        ("/gone", "no-answer"),
        ("/nowhere", "no-answer"),
    ],
)
def test_what_cannot_be_had_is_told_and_leaves_nothing(server: Server, root: Path, path: str, code: str) -> None:
    visits, problems = fetch(root, f"{server.url}{path}", f"{server.url}/page")
    assert [problem.code for problem in problems] == [code]
    assert [visit.asked for visit in visits] == [f"{server.url}/page"]
    assert len(list((root / "seeds").rglob("*.*"))) == 2


def test_what_robots_forbids_is_never_asked(server: Server, root: Path) -> None:
    server.log.clear()
    fetch(root, f"{server.url}/closed/a", f"{server.url}/page")
    assert server.log == ["/robots.txt", "/page"]


def test_this_machine_is_asked_only_where_that_is_allowed(server: Server, root: Path) -> None:
    server.log.clear()
    port = server.url.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):
        visits, problems = fetch(root, f"http://{host}:{port}/page", local=False)
        assert not visits
        assert problems[0].code in ("local-address", "no-host", "bad-address"), host
    assert server.log == []


def test_an_answer_packed_unasked_is_unpacked(server: Server, root: Path) -> None:
    (visit,), _ = fetch(root, f"{server.url}/packed")
    assert (root / visit.path).read_bytes() == PAGE


def test_an_article_that_is_there_is_not_asked_for_again(server: Server, root: Path) -> None:
    fetch(root, f"{server.url}/page")
    server.log.clear()
    (visit,), _ = fetch(root, f"{server.url}/page")
    assert not visit.new
    assert server.log == []


def test_addresses_on_the_command_line_become_items_and_a_build_asks_nobody(server: Server, root: Path) -> None:
    (root / "list").write_text(f"# of today\n{server.url}/text\n{server.url}/feed\n")
    arguments = ["-C", str(root), "ingest", f"{server.url}/page", "--list", str(root / "list"), "--allow-local"]
    assert main(arguments) == 0
    found = items(root)
    assert len(found) == 4
    assert sorted({dict(item.basis).get("url", "") for item in found}) == ["feed", "fetched", "markup"]
    server.log.clear()
    assert main(["-C", str(root), "build", "-q"]) == 0
    assert server.log == []
    assert main(arguments) == 0
    assert server.log == ["/robots.txt", "/feed"]
    assert len(items(root)) == 4


def test_a_dry_run_asks_nobody(server: Server, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server.log.clear()
    assert main(["-C", str(root), "ingest", "--dry-run", f"{server.url}/page", "--allow-local"]) == 0
    assert f"would be fetched: {server.url}/page" in capsys.readouterr().out
    assert server.log == []
    assert not list((root / "seeds").iterdir())


def test_a_host_that_does_not_answer_is_told_by_name(root: Path) -> None:
    visits, problems = fetch(root, "http://127.0.0.1:9/x")
    assert not visits
    assert problems[0].code == "no-answer"


def test_a_missing_list_is_told_with_its_remedy(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(root), "ingest", "--list", str(root / "nothing")]) == 1
    assert "one address a line" in capsys.readouterr().err


def test_a_bad_address_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(SiteError) as caught:
        Visitor().fetch("ftp://x.example/a")
    assert caught.value.problems[0].code == "bad-address"
