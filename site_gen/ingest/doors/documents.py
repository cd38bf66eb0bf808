"""The doors for Word and PDF, which libraries of the extra `documents` read."""

from __future__ import annotations

from site_gen.ingest.facts import Opened


def open_word(data: bytes, path: str, url: str = "") -> Opened:
    """The article of a Word document. Raises SiteError for what is none, is protected, or has no words."""
    from site_gen.ingest.document.word import read_word

    return read_word(data, path)


def open_pdf(data: bytes, path: str, url: str = "") -> Opened:
    """The article of a PDF. Raises SiteError for what is none, is protected, or has pictures of words alone."""
    from site_gen.ingest.document.pdf import read_pdf

    return read_pdf(data, path)
