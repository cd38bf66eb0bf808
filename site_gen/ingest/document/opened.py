"""What Word and PDF have in common: what of a document's properties is believed, and what is told without a library."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from site_gen.content.controls import CONTROL
from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Fact, Opened

_BASIS: Final = "document"
_NO_TITLE: Final = re.compile(
    r"^(?:microsoft word - .*|(?:document|dokument|документ|untitled|presentation|title)[\s_-]*\d*|.*\.(?:docx?|pdf|"
    r"odt|rtf|indd|pages|tex)|\(anonymous\)|none|null|powerpoint.*)$",
    re.IGNORECASE,
)
"""Titles that programs write of themselves."""
_PERSON: Final = re.compile(r"(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w’'-]+")
_NOBODY: Final = re.compile(
    r"\b(?:user|admin\w*|office|microsoft|owner|unknown|python|pdf|writer|adobe|template)\b", re.I
)
_SMALL: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
                               "\u00ad": "", "\u200b": "", "\ufeff": ""})  # fmt: skip
"""Letters set as one, and signs that nobody sees."""


def opened_document(
    text: str, headline: str, title: str, author: str, made: datetime | None, notes: tuple[str, ...]
) -> Opened:
    """A document's text with what can be believed of its properties: its day stays a guess."""
    shown = headline or ("" if _NO_TITLE.match(title.strip()) else " ".join(title.split()))
    person = " ".join(author.split())
    authors = (person,) if _PERSON.fullmatch(person) and not _NOBODY.search(person) else ()
    return Opened(
        text=CONTROL.sub(" ", text.translate(_SMALL)),
        title=Fact(shown.translate(_SMALL), _BASIS) if shown else None,
        guessed=made.date().isoformat() if made is not None and 1990 < made.year < 2100 else "",
        authors=authors,
        authors_basis=_BASIS if authors else "",
        notes=notes,
    )


def refused_document(path: str, code: str, told: str, hint: str) -> SiteError:
    """A document that cannot be taken."""
    return SiteError([Problem(path, 0, 0, code, told, hint)])


def missing(path: str, kind: str) -> SiteError:
    """Where the library of the extra is not there."""
    told = f"{kind} documents are read by a library that is not installed"
    return refused_document(path, "missing-extra", told, "pip install 'site-gen[documents]'")
