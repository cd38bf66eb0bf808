"""The tables of fields: which keys an item, a registry entry and the settings may have, and how each is read."""

from __future__ import annotations

from typing import Any, Final, get_args

from site_gen.colours import PAPERS
from site_gen.content.extra import extras
from site_gen.content.field_map import FIELD_MAP
from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Node, Scalar
from site_gen.content.looks import asset, colour, faces
from site_gen.content.schema import (
    Convert,
    Field,
    Fields,
    Report,
    base,
    choice,
    edtf,
    edtf_text,
    ids,
    language,
    language_problem,
    many,
    needed_line,
    needed_text,
    number,
    pairs,
    quantity,
    record,
    slug_or_empty,
    slug_or_none,
    text,
    url,
)
from site_gen.content.secret import words_without_secrets
from site_gen.errors import did_you_mean
from site_gen.incoming import FieldMap
from site_gen.model import (
    ActorKind,
    Alias,
    AliasKind,
    Correction,
    Cut,
    Event,
    EventState,
    Evidence,
    Figure,
    Grade,
    Look,
    PublishText,
    Role,
    Statement,
    StatementKind,
    Status,
)

ACTS: Final = ("report", "claim", "deny", "demand", "promise", "warn", "accuse")
BASES: Final = ("name", "role", "metonym", "pronoun", "carried")

_STATEMENT: Final[Fields] = {
    "speaker": Field(slug_or_none, required=True),
    "text": Field(needed_text, required=True),
    "kind": Field(choice(*get_args(StatementKind)), required=True),
    "named": Field(text),
    "basis": Field(choice(*BASES, empty=True)),
    "verb": Field(text),
    "act": Field(choice(*ACTS, empty=True)),
    "to": Field(text),
    "via": Field(text),
    "said": Field(edtf),
    "words": Field(text),
    "rule": Field(text),
    "topics": Field(ids),
    "replies_to": Field(text),
    "reviewed": Field(text),
}
_EVENT: Final[Fields] = {
    "when": Field(edtf),
    "words": Field(text),
    "rule": Field(text),
    "text": Field(needed_text, required=True),
    "actors": Field(ids),
    "topics": Field(ids),
    "state": Field(choice(*get_args(EventState))),
    "type": Field(text),
    "claimed_by": Field(slug_or_empty),
    "named": Field(text),
    "reviewed": Field(text),
}
_FIGURE: Final[Fields] = {
    "by": Field(slug_or_none),
    "named": Field(text),
    "measure": Field(needed_text, required=True),
    "value": Field(quantity, required=True),
    "qualifier": Field(text),
    "unit": Field(text),
    "of": Field(text),
    "side": Field(slug_or_empty),
    "when": Field(edtf),
    "words": Field(text),
    "rule": Field(text),
    "text": Field(needed_text, required=True),
    "reviewed": Field(text),
}
RECORDS: Final[dict[str, Fields]] = {"statements": _STATEMENT, "events": _EVENT, "figures": _FIGURE}
"""What a list of an item's findings has in each entry, by the item's field."""
_CUT: Final[Fields] = {
    "reason": Field(needed_text, required=True),
    "start": Field(number(0, 10**9 - 1)),
    "end": Field(number(0, 10**9 - 1)),
    "lines": Field(number(0, 10**9 - 1)),
    "words": Field(text),
    "rule": Field(text),
}
_CORRECTION: Final[Fields] = {
    "on": Field(edtf_text, required=True),
    "text": Field(needed_text, required=True),
}
_EVIDENCE: Final[Fields] = {"seed": Field(text), "sha256": Field(text)}

_BASED: Final = ("title", "published", "updated", "url", "source", "lang", "via", "authors")


def _known_basis(key: str) -> tuple[str, str, str]:
    """Whether a field is one of which is told how it is known."""
    if key in _BASED:
        return "", "", ""
    hint = did_you_mean(key, _BASED) or f"known fields: {', '.join(_BASED)}"
    return "unknown-field", f'no field "{key[:60]}" of which a basis is told', hint


ITEM: Final[Fields] = {
    "title": Field(needed_line, required=True),
    "published": Field(edtf),
    "updated": Field(edtf),
    "source": Field(slug_or_none),
    "url": Field(url),
    "lang": Field(language),
    "via": Field(ids),
    "copy_of": Field(slug_or_empty),
    "authors": Field(many(needed_text)),
    "basis": Field(pairs(text, _known_basis)),
    "actors": Field(ids),
    "topics": Field(ids),
    "summary": Field(text),
    "statements": Field(many(record(Statement, RECORDS["statements"], placed=True))),
    "events": Field(many(record(Event, RECORDS["events"], placed=True))),
    "figures": Field(many(record(Figure, RECORDS["figures"], placed=True))),
    "cuts": Field(many(record(Cut, _CUT))),
    "corrections": Field(many(record(Correction, _CORRECTION))),
    "status": Field(choice(*get_args(Status))),
    "reviewed": Field(text),
    "retracted": Field(text),
    "evidence": Field(record(Evidence, _EVIDENCE)),
    "extra": Field(extras),
}


def _short_form(cls: type[Any], fields: Fields, key: str) -> Convert:
    """A record that may be written as a bare text, its `key`."""
    full = record(cls, fields)

    @takes(Form("record", cls=cls, fields=fields, key=key))
    def convert(node: Node, report: Report) -> Any:
        return cls(**{key: needed_text(node, report)}) if isinstance(node, Scalar) else full(node, report)

    return convert


_ALIAS: Final[Fields] = {
    "name": Field(needed_text, required=True),
    "kind": Field(choice(*get_args(AliasKind))),
    "valid": Field(edtf_text),
    "unless": Field(many(needed_text)),
}
_ROLE: Final[Fields] = {
    "title": Field(needed_text, required=True),
    "of": Field(slug_or_empty),
    "valid": Field(edtf_text),
}
ACTOR: Final[Fields] = {
    "name": Field(needed_line, required=True),
    "short": Field(text),
    "kind": Field(choice(*get_args(ActorKind))),
    "aliases": Field(many(_short_form(Alias, _ALIAS, "name"))),
    "roles": Field(many(record(Role, _ROLE))),
    "of": Field(slug_or_empty),
    "names": Field(pairs(needed_text, language_problem)),
    "wikidata": Field(text),
    "note": Field(text),
    "formerly": Field(ids),
}
TOPIC: Final[Fields] = {
    "name": Field(needed_line, required=True),
    "short": Field(text),
    "terms": Field(many(needed_text)),
    "broader": Field(slug_or_empty),
    "iptc": Field(text),
    "note": Field(text),
    "formerly": Field(ids),
}
SOURCE: Final[Fields] = {
    "name": Field(needed_line, required=True),
    "short": Field(text),
    "aliases": Field(many(needed_text)),
    "kind": Field(text),
    "country": Field(text),
    "owner": Field(text),
    "home": Field(url),
    "lang": Field(language),
    "grade": Field(choice(*get_args(Grade), empty=True)),
    "grade_reason": Field(text),
    "publish_text": Field(choice(*get_args(PublishText), empty=True)),
    "boilerplate": Field(many(needed_text)),
    "note": Field(text),
    "formerly": Field(ids),
}
SETTINGS: Final[Fields] = {
    "title": Field(needed_line),
    "tagline": Field(text),
    "base_url": Field(base),
    "language": Field(language),
    "page_size": Field(number(0, 1_000_000)),
    "publish_text": Field(choice(*get_args(PublishText))),
    "feed_content": Field(choice("summary", "full")),
    "publish": Field(choice("all", "confirmed")),
    "situation": Field(text),
    "description": Field(text),
    "author": Field(text),
    "licence": Field(text),
    "extractors": Field(many(needed_text)),
    "look": Field(choice(*get_args(Look))),
    "accent": Field(colour(PAPERS[0])),
    "accent_dark": Field(colour(PAPERS[1])),
    "reading_font": Field(faces),
    "label_font": Field(faces),
    "logo": Field(asset),
    "footer": Field(text),
    "publish_to": Field(words_without_secrets),
    "import": Field(pairs(record(FieldMap, FIELD_MAP)), name="imports"),
}
SIDECAR: Final[Fields] = {
    "title": Field(text),
    "published": Field(text),
    "updated": Field(text),
    "url": Field(url),
    "source": Field(text),
    "via": Field(many(text)),
    "authors": Field(many(needed_text)),
    "lang": Field(language),
    "keep": Field(many(text)),
    "fetched": Field(pairs(text)),
    "extra": Field(extras),
}
