"""The door for Markdown with front matter: posts of Hugo, Jekyll, Pelican, clippings of Obsidian, notes of Zotero."""

from __future__ import annotations

import re

from site_gen.content.controls import CONTROL
from site_gen.errors import Problem, SiteError
from site_gen.ingest.doors.plain import decode
from site_gen.ingest.facts import Fact, Opened
from site_gen.ingest.matter import Matter, read_matter

_BASIS = "front matter"
_HEADING = re.compile(r"\s*#[ \t]+(\S.*?)[ \t]*#*[ \t]*(?:\n|\Z)|\s*(\S[^\n]*)\n=+[ \t]*(?:\n|\Z)")
"""A heading of the first order above the text: its title."""

_TAG = re.compile(r"</?(?:em|i|b|strong|span|sup|sub|code|br)\b[^<>]*>", re.IGNORECASE)


def open_note(data: bytes, path: str, url: str = "") -> Opened:
    """The article of a note, its Markdown as plain words. Raises SiteError for what is no text or has no words."""
    from site_gen.ingest.note.fields import facts_of
    from site_gen.ingest.note.words import words_of

    matter = read_matter(path, decode(data, path))
    facts, body, title, basis = facts_of(matter.fields), matter.body, "", _BASIS
    if heading := _HEADING.match(body):
        shown = words_of(heading[1] or heading[2])[0]
        if not facts.title or shown.casefold() == facts.title.casefold():
            title, body, basis = shown, body[heading.end() :], _BASIS if facts.title else "markup"
    text, commands = words_of(body)
    if not text:
        raise SiteError([Problem(path, 0, 0, "empty-seed", "the note has no text", "remove it, or write the article")])
    left = f"{commands} {'commands' if commands != 1 else 'command'} of another tool left out of the text"

    def fact(value: str, basis: str = _BASIS) -> Fact | None:
        return Fact(value, basis) if value else None

    return Opened(
        text=CONTROL.sub(" ", text),
        title=fact(_TAG.sub("", facts.title) or title, basis),
        published=fact(facts.published),
        updated=fact(facts.updated),
        url=fact(facts.url),
        source=fact(facts.source),
        authors=facts.authors,
        authors_basis=_BASIS if facts.authors else "",
        lang=fact(facts.lang),
        tags=facts.tags,
        extra=facts.extra,
        notes=(*_faults(matter), *((left,) if commands else ())),
    )


def _faults(matter: Matter) -> tuple[str, ...]:
    """A word where the fields had to be read line by line."""
    if not matter.faults or not matter.fields:
        return ()
    first = matter.faults[0]
    place = f", line {first.line}" if first.line else ""
    kind = "TOML" if first.code == "bad-toml" else "YAML"
    return (f"the front matter is not quite {kind} ({first.message}{place}) and was read line by line",)
