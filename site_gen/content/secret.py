"""Passwords in addresses: seen, so that none is kept, published or told. Pure."""

from __future__ import annotations

import re
from typing import Final

from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Node
from site_gen.content.schema import Report, text

SECRET: Final = "secret-in-address"
"""Code of the error."""
_USER: Final = re.compile(r"(https?://)[^/@\s]+@|(\w[\w+.-]*://)[^/@\s:]*:[^/@\s]+@", re.IGNORECASE)
"""Who asks, in an address: "https://token@host/", "ssh://u:p@host/"; not "ssh://git@host/", "desk@host:/srv"."""


def has_secret(told: str) -> bool:
    """Whether a text has an address with a password or token in it."""
    return _USER.search(told) is not None


def without_secrets(told: str) -> str:
    """The text with "…" for whatever stands before the host of an address.

    >>> without_secrets("to https://me:hush@host/x")
    'to https://…@host/x'
    """
    return _USER.sub(lambda found: f"{found[1] or found[2]}…@", told)


@takes(Form("text", null=True, empty=True))
def words_without_secrets(node: Node, report: Report) -> str:
    """A text that may be published with the project; nothing is ""."""
    value = text(node, report)
    if has_secret(value):
        told, hint = "an address here has a password or token in it", "leave it out: your own tools know who you are"
        report.add(node, SECRET, told, hint)
        return ""
    return value
