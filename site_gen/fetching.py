"""Addresses that a person gave, fetched into `seeds/`: one at a time, as robots.txt allows, within bounds. A rim.

Only `site-gen ingest` with addresses comes here; no build does. Names are resolved here and the machine that was looked
at is the machine that is asked, so that no name can lead into this network after the look.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_gen import __version__
from site_gen.content.project import write_atomic
from site_gen.errors import Problem, SiteError
from site_gen.ingest.fetch.address import asked, is_public, redirected
from site_gen.ingest.fetch.robots import AGENT, ALL, NOTHING, Robots, may_ask, read_robots
from site_gen.ingest.fetch.stored import Response, ending_of, sidecar_of_response, stem_of
from site_gen.ingest.page.packed import GZIP, unpack
from site_gen.ingest.unpack import sidecar_path

MOST_BYTES: Final = 20_000_000
"""Of one answer, unpacked."""
_WAIT_SECONDS: Final = 20.0
"""For a connection, and for each piece of an answer."""
_WHOLE_SECONDS: Final = 90.0
_REDIRECTS: Final = 5
_PAUSE_SECONDS: Final = 1.0
"""Between two requests to one host; longer where its robots.txt asks for it."""
_MOVED: Final = frozenset((301, 302, 303, 307, 308))
_ENDINGS: Final = (".html", ".txt", ".md", ".eml", ".pdf", ".docx")


class Visit(Struct, frozen=True):
    """What became of one address."""

    asked: str
    path: str
    """Of its seed."""
    redirects: tuple[str, ...] = ()
    """Where it led, the last one last."""
    new: bool = True
    """Whether it was fetched; articles that are there are not fetched again, feeds are."""


class _Host(Struct):
    """A host as far as this run knows it."""

    robots: Robots
    asked_at: float


class Visitor:
    """One run's manners: what it knows of each host, and when it last asked there."""

    def __init__(self, allow_local: bool = False) -> None:
        self.allow_local = allow_local
        self.hosts: dict[str, _Host] = {}

    def fetch(self, given: str) -> Response:
        """The answer at an address, redirects followed. Raises SiteError for what may not or cannot be fetched."""
        url = asked(given)
        if not url:
            raise _refused(given, "bad-address", "this is no http or https address", "write https://host/path")
        steps: list[str] = []
        while True:
            self._look(given, url)
            status, headers, data = self._ask(given, url, MOST_BYTES)
            location = dict(headers).get("location", "")
            if status not in _MOVED or not location:
                break
            url = redirected(url, location)
            steps.append(url or location)
            if not url or len(steps) > _REDIRECTS:
                told = f"it leads to {steps[-1][:200]}" if not url else f"it leads on more than {_REDIRECTS} times"
                raise _refused(given, "redirect", told, "give the address of the article itself")
        if status != 200:
            raise _refused(given, "no-answer", f"{url} answers with status {status}", "look at it in a browser")
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Response(given, url, tuple(steps), status, headers, data, moment)

    def _look(self, given: str, url: str) -> None:
        """Whether the host lets this be asked; its robots.txt is read once."""
        host = self._host(given, url)
        if not may_ask(host.robots, url):
            told = f"robots.txt of {urlsplit(url).netloc} does not allow {url}"
            raise _refused(given, "robots", told, "save the page from a browser and put it into seeds/")

    def _host(self, given: str, url: str) -> _Host:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.hosts:
            self.hosts[origin] = _Host(ALL, 0.0)
            self.hosts[origin].robots = self._robots(given, f"{origin}/robots.txt")
        return self.hosts[origin]

    def _robots(self, given: str, url: str) -> Robots:
        """The host's rules: everything where it has none, nothing where it cannot say (RFC 9309, 2.3.1)."""
        for _ in range(_REDIRECTS):
            status, headers, data = self._ask(given, url, 600_000)
            url = redirected(url, dict(headers).get("location", "")) if status in _MOVED else ""
            if not url:
                break
        if status == 200:
            return read_robots(data.decode("utf-8", "replace"))
        return NOTHING if status >= 500 else ALL

    def _ask(self, given: str, url: str, most: int) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """One request and its answer. Raises SiteError."""
        parts = urlsplit(url)
        machine = self._machine(given, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        if is_public(machine[0]):
            self._wait(f"{parts.scheme}://{parts.netloc}")
        connection = None
        try:
            connection = _connection(parts.scheme, parts.netloc, machine)
            target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            connection.request("GET", target, headers={
                "User-Agent": f"{AGENT}/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity",
            })  # fmt: skip
            answer = connection.getresponse()
            headers = tuple((name.lower(), value) for name, value in answer.getheaders())
            return answer.status, headers, _body(given, url, answer, most)
        except (OSError, HTTPException, ValueError) as error:
            told = f"{url} cannot be fetched: {str(error) or type(error).__name__}"
            raise _refused(given, "no-answer", told, "look at it in a browser, or save it by hand") from None
        finally:
            if connection is not None:
                connection.close()

    def _machine(self, given: str, host: str, port: int) -> tuple[str, int]:
        """The machine behind a name, all of whose addresses are public ones."""
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise _refused(given, "no-host", f"no machine has the name {host}", "check the address") from None
        inside = [one for one in found if not is_public(one)]
        if inside and not self.allow_local:
            told = f"{host} is {inside[0]}, a machine of this network and not of the open net"
            raise _refused(given, "local-address", told, "use --allow-local where that is meant")
        return found[0], port

    def _wait(self, origin: str) -> None:
        host = self.hosts.setdefault(origin, _Host(ALL, 0.0))
        pause = max(_PAUSE_SECONDS, host.robots.pause_seconds)
        left = host.asked_at + pause - time.monotonic()
        if host.asked_at and left > 0:
            time.sleep(left)
        host.asked_at = time.monotonic()


def fetch_all(
    root: Path, addresses: Iterable[str], visitor: Visitor, problems: list[Problem], told: Callable[[str], None]
) -> tuple[Visit, ...]:
    """Fetch addresses one after the other into `seeds/`; what cannot be had is added to the problems."""
    visits = []
    for given in addresses:
        stem = stem_of(asked(given) or given)
        there = next((f"{stem}{one}" for one in _ENDINGS if (root / f"{stem}{one}").is_file()), "")
        if there:
            visits.append(Visit(given, there, new=False))
            continue
        told(given)
        try:
            response = visitor.fetch(given)
            ending = ending_of(response)
            if not ending:
                kind = dict(response.headers).get("content-type", "nothing that it names")
                raise _refused(given, "no-article", f"the address gives {kind}", "give the address of a page or feed")
        except SiteError as error:
            problems.extend(error.problems)
            continue
        write_atomic(root / sidecar_path(f"{stem}{ending}"), sidecar_of_response(response).encode())
        write_atomic(root / f"{stem}{ending}", response.data)
        visits.append(Visit(given, f"{stem}{ending}", response.redirects))
    return tuple(visits)


def _body(given: str, url: str, answer: HTTPResponse, most: int) -> bytes:
    """The answer's bytes, within limits of size and time, unpacked where the server packed them unasked."""
    parts, size, until = [], 0, time.monotonic() + _WHOLE_SECONDS
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > most:
            raise _refused(given, "too-large", f"{url} has more than {most:,} bytes", "save the article's text alone")
        if time.monotonic() > until:
            raise _refused(given, "too-slow", f"{url} takes more than {_WHOLE_SECONDS:.0f} s", "try again later")
    if answer.length:
        raise _refused(given, "cut-short", f"{url} was cut short {answer.length:,} bytes early", "try again later")
    data = b"".join(parts)
    return unpack(data, given) if data.startswith(GZIP) else data


def _connection(scheme: str, netloc: str, machine: tuple[str, int]) -> HTTPConnection:
    """A connection that speaks to the machine under the host's name."""
    plain = socket.create_connection(machine, _WAIT_SECONDS)
    if scheme != "https":
        connection = HTTPConnection(netloc, timeout=_WAIT_SECONDS)
        connection.sock = plain
        return connection
    secure = HTTPSConnection(netloc, timeout=_WAIT_SECONDS)
    try:
        name = urlsplit(f"//{netloc}").hostname
        secure.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name)
    except OSError:
        plain.close()
        raise
    return secure


def _refused(given: str, code: str, told: str, hint: str) -> SiteError:
    return SiteError([Problem(given, 0, 0, code, told, hint)])
