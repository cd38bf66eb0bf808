"""What a host's robots.txt allows (RFC 9309): the longest rule that matches wins, "*" and "$" as there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

AGENT: Final = "site-gen"
_MOST: Final = 500 * 1024
"""Characters that are read, as the standard asks at least."""
_LONGEST_PAUSE: Final = 30.0


class Robots(Struct, frozen=True):
    """The rules that hold for us."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Path pattern, and whether it may be asked."""
    pause_seconds: float = 0.0
    """What the host asks for between two requests; at most half a minute."""


ALL: Final = Robots()
NOTHING: Final = Robots((("/", False),))


def read_robots(text: str) -> Robots:
    """The rules for us: of the groups with our name, else of those for everyone."""
    own: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    found = False
    for agents, lines in _groups(text[:_MOST]):
        if any(AGENT in agent for agent in agents):
            found = True
            own += lines
        elif "*" in agents:
            others += lines
    chosen = own if found else others
    rules = tuple((value, key == "allow") for key, value in chosen if key in ("allow", "disallow") and value)
    pauses = [float(value) for key, value in chosen if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d+)?", value)]
    return Robots(rules, min(max(pauses, default=0.0), _LONGEST_PAUSE))


def may_ask(robots: Robots, url: str) -> bool:
    """Whether an address may be asked; robots.txt itself always."""
    parts = urlsplit(url)
    path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
    if path == "/robots.txt":
        return True
    matching = [(len(pattern), allowed) for pattern, allowed in robots.rules if _matches(unquote(pattern), path)]
    return max(matching, default=(0, True))[1]


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Names of agents in lower case, with the lines below them."""
    agents: list[str] = []
    lines: list[tuple[str, str]] = []
    for raw in text.removeprefix("\ufeff").splitlines():
        key, colon, value = raw.partition("#")[0].partition(":")
        name, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = [], []
            agents.append(value.lower())
        elif agents:
            lines.append((name, value))
    if agents:
        yield agents, lines


def _matches(pattern: str, path: str) -> bool:
    """A rule's pattern against a path, in linear time: the pieces between stars are sought one after the other."""
    end = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = pieces[-1]
    return (
        not end
        or at == len(path)
        or (len(pieces) > 1 and path.endswith(last) and len(path) - len(last) >= at - len(last))
    )
