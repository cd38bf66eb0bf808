"""Who asks the preview: whether a request comes from this machine, for this machine, from a page of ours. Pure.

A foreign page in the same browser can send requests here by a name of its own that leads to this machine (DNS
rebinding). It cannot choose the Host header then: that has its name. An address of digits is nobody's name.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

LOOPBACK: Final = frozenset(["localhost", "127.0.0.1", "::1"])
_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::([0-9]{1,5}))?", re.ASCII | re.IGNORECASE)
"""A host and perhaps a port: "localhost:8000", "[::1]:80"; not "[::1", "a@b", "localhost:port"."""


def host_of(told: str) -> str:
    """The host that a Host header names, in lower case; "" for one that is none."""
    found = _HOST.fullmatch(told)
    if found is None or int(found[3] or 0) > 65535:
        return ""
    return (found[1] or found[2]).lower()


def is_named(told: str, listening: str) -> bool:
    """Whether a Host header names the server that listens at `listening`: this machine by its own names, or where it
    was told to listen elsewhere also that name, or any address of digits."""
    host = host_of(told)
    if host in LOOPBACK:
        return True
    return listening not in LOOPBACK and (host == listening.lower() or is_address(host))


def is_address(host: str) -> bool:
    """Whether this is an address of digits."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    """Whether what asks is on this machine."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback


def same_origin(origin: str, host: str) -> bool:
    """Whether an Origin header is that of the pages which a server with this Host header gives."""
    return bool(host_of(host)) and origin.lower() == f"http://{host.lower()}"
