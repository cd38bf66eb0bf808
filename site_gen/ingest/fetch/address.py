"""Which addresses may be asked, and which machines may answer."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

from site_gen.content.schema import safe_url


def is_address(text: str) -> bool:
    """Whether a word of the command line is meant as an address: anything with a scheme."""
    return "://" in text


def asked(text: str) -> str:
    """An address as it is asked for: without a fragment, letters beyond ASCII escaped; "" for what may not be asked."""
    bare = urldefrag(text.strip())[0]
    try:
        parts = urlsplit(bare)
        host = parts.hostname or ""
        host = host if ":" in host else host.encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.username or parts.password or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    url = urlunsplit((parts.scheme.lower(), host + port, path, query, ""))
    return url if safe_url(url) else ""


def redirected(url: str, location: str) -> str:
    """Where a redirect leads; "" for what may not be asked."""
    return asked(urljoin(url, location))


def is_public(machine: str) -> bool:
    """Whether an IP address is one of the open net: not of this machine, this network, or kept for something else."""
    try:
        found: IPv4Address | IPv6Address = ip_address(machine.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def addresses_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Addresses of a list, one a line, each once; blank lines and those that begin with # are passed over."""
    bare = (line.strip() for line in lines)
    return tuple(dict.fromkeys(line.split()[0] for line in bare if line and not line.startswith("#")))
