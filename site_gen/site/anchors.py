"""Fragments of entries: the same words keep the same address."""

from __future__ import annotations

from hashlib import blake2b

from site_gen.model import Event, Figure, Statement
from site_gen.site.markdown import fold


def anchor_of(finding: Statement | Event | Figure) -> str:
    """A fragment that stays while the words stay: "s-1f2e3d4c" for a statement, "e-…" event, "f-…" figure."""
    kind = type(finding).__name__[0].lower()
    who = (
        finding.speaker
        if isinstance(finding, Statement)
        else finding.by
        if isinstance(finding, Figure)
        else finding.when
    )
    more = finding.measure + finding.value if isinstance(finding, Figure) else ""
    digest = blake2b(f"{who}\0{more}\0{fold(finding.text)}".encode(), digest_size=4).hexdigest()
    return f"{kind}-{digest}"
