"""A built site on a small server, under a path and with headers, as hosts have it; and a walk along all links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen


class _Handler(SimpleHTTPRequestHandler):
    """Files of a folder below `under`, and nothing else."""

    def __init__(self, *rest: object, under: str, headers: Mapping[str, str], directory: str) -> None:
        self.under, self.more = under, headers
        super().__init__(*rest, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.under):
            return "/nonexistent/none"
        return super().translate_path("/" + path.removeprefix(self.under))

    def end_headers(self) -> None:
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def serving(folder: Path, under: str, headers: Mapping[str, str]) -> Iterator[str]:
    """Serve a built site below the path `under`; its address."""
    made = partial(_Handler, under=under, headers=headers, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{under}"
        server.shutdown()


def headers_of_nginx(text: str) -> dict[str, str]:
    """The headers that a configuration adds."""
    return dict(re.findall(r'add_header ([\w-]+) "?([^";]+?)"? always;', text))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "canonical":
            return
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def crawl(base: str) -> set[str]:
    """Every address that is reached from the page at `base` on its server. Raises AssertionError for one that is not
    there."""
    origin = "/".join(base.split("/")[:3]) + "/"
    waiting, seen = [base], {base}
    while waiting:
        url = waiting.pop()
        try:
            with urlopen(url, timeout=20) as answer:
                kind, data = answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            raise AssertionError(f"{url}: {error.code}") from None
        if kind != "text/html":
            continue
        reader = _Links()
        reader.feed(data.decode())
        for link in reader.found:
            found = urldefrag(urljoin(url, link))[0]
            if found.startswith(origin) and found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen
