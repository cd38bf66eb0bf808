"""From the words that name a host to the calls that put a site there. Pure: nothing is looked at, nothing is run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_gen.content.secret import SECRET, has_secret, without_secrets
from site_gen.errors import Problem, SiteError, did_you_mean


class Asked(Struct, frozen=True):
    """What is to be put where."""

    host: str
    target: tuple[str, ...]
    """The words behind the host's."""
    folder: str
    """Of the built site, as the project's folder sees it."""


class Plan(Struct, frozen=True):
    """How it is done."""

    host: str
    target: str
    """As people read it."""
    web: bool
    """Whether the site is then read by its address, which it must know."""
    steps: tuple[tuple[str, ...], ...]
    """Calls of the user's tools, in their order; what a call learns from one before it is in capitals."""
    local: str = ""
    """Folder on this machine that gets the site; empty for another machine."""
    remove: bool = False
    """Whether what is there and not of the site goes."""


Planner = Callable[[Asked], Plan]


def refuse(code: str, message: str, hint: str) -> SiteError:
    """A problem of the words that name a host."""
    return SiteError([Problem("publish", 0, 0, code, message, hint)])


def plan_for(words: Sequence[str], folder: str, hosts: Mapping[str, Planner]) -> Plan:
    """The plan for words such as ("rsync", "desk@example.org:/srv/river/"). Raises SiteError where they tell no place,
    one that must not be written, or a password."""
    if any(has_secret(word) for word in words):
        told = without_secrets(next(word for word in words if has_secret(word)))
        raise refuse(SECRET, f'"{told}" has a password or token in it', "leave it out: your own tools know who you are")
    for word in words:
        if word.startswith("-") or not word.isprintable():
            raise refuse("bad-target", f'"{ascii(word)[1:-1]}" names no place', "write it without a leading hyphen")
    host, *target = words
    if host not in hosts:
        hint = did_you_mean(host, hosts) or f"one of {', '.join(hosts)}"
        raise refuse("bad-target", f'no host "{host}"', hint)
    return hosts[host](Asked(host, tuple(target), folder))


def only_target(asked: Asked, form: str) -> str:
    """The one word behind a host's name. `form` tells how it is written."""
    if len(asked.target) != 1 or not asked.target[0].strip():
        raise refuse("bad-target", f"{asked.host} needs one place", f"write  site-gen publish {asked.host} {form}")
    return asked.target[0]


HOME: Final = frozenset(["home", "Users", "root"])
"""Folders at the root in which people's own ones stand."""


def safe_path(path: str) -> bool:
    """Whether everything else in a folder of this name may go: it is none of a whole machine or person.

    >>> [safe_path(path) for path in ("/srv/river/", "www", "/", "", "~/", "/home/desk", "a/../..", "/srv")]
    [True, True, False, False, False, False, False, False]
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or (parts[0].startswith("~") and len(parts) == 1):
        return False
    if path.startswith("/"):
        return len(parts) > 1 and not (parts[0] in HOME and len(parts) == 2)
    return True
