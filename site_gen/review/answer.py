"""What a person may answer to a question, and what that makes of an item. Pure: files are changed in `decide`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.frontmatter import read_yaml
from site_gen.content.records import ITEM, RECORDS
from site_gen.content.schema import Fields, Report
from site_gen.content.writer import quoted
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Event, Figure, Item, Statement
from site_gen.review.actor import NewActor
from site_gen.review.queue import Question
from site_gen.site.anchors import anchor_of
from site_gen.site.confirm import Entry, entries_of

Action = Literal["accept", "is", "date", "edit", "reject", "untag", "skip"]
ALLOWED: Final[Mapping[str, tuple[Action, ...]]] = {
    "actor": ("accept", "is", "reject", "skip"),
    "speaker": ("is", "accept", "edit", "reject", "skip"),
    "weak": ("accept", "is", "edit", "reject", "skip"),
    "date": ("date", "accept", "edit", "reject", "skip"),
    "entry": ("accept", "is", "date", "edit", "reject", "skip"),
    "difference": ("accept", "reject", "skip"),
    "orphan": ("accept", "edit", "reject", "skip"),
    "item": ("accept", "edit", "untag", "skip"),
}
"""Actions by kind of question, the likeliest first."""
_ITEM_FIELDS: Final = tuple("title published updated source url lang via authors actors topics summary".split())


class Answer(Struct, frozen=True):
    """What a person says to a question."""

    action: Action
    value: str = ""
    """is: an actor id; date: EDTF; edit: the field's new value, lists parted by commas; untag: an actor or topic id."""
    field: str = ""
    """edit: which field."""
    actor: NewActor | None = None
    """accept, to a name: the actor as the person wants it."""


def answered(item: Item, question: Question, answer: Answer, mark: str) -> tuple[Item, str]:
    """The item as the answer makes it, and the anchor that the entry in question has then.

    `mark` is "2026-01-31 by NN": it is set on an entry that a person decided about, or on the item when all of it is
    accepted. Raises SiteError when the answer does not fit, or the entry is not there any more.
    """
    if question.kind == "item":
        return _whole(item, question, answer, mark), ""
    for field in RECORDS:
        for at, entry in enumerate(getattr(item, field)):
            if anchor_of(entry) == question.anchor:
                wanted = _entry(entry, question, answer, mark)
                entries = getattr(item, field)
                changed = (*entries[:at], *((wanted,) if wanted is not None else ()), *entries[at + 1 :])
                return replace(item, **{field: changed}), anchor_of(wanted) if wanted is not None else ""
    told = "the entry is not there any more: the file has changed"
    raise SiteError([Problem(question.path, question.line, 0, "changed", told, "look at it again")])


def fields_of(item: Item, question: Question) -> tuple[str, ...]:
    """The fields that can be edited of what a question is about."""
    if question.kind == "item":
        return _ITEM_FIELDS
    entry = next((one for one in entries_of(item) if anchor_of(one) == question.anchor), None)
    return tuple(key for key in RECORDS[_list_of(entry)] if key != "reviewed") if entry is not None else ()


def _whole(item: Item, question: Question, answer: Answer, mark: str) -> Item:
    if answer.action == "accept":
        return replace(item, reviewed=mark)
    if answer.action == "untag":
        if answer.value not in (*item.actors, *item.topics):
            told = f'the article has no tag "{answer.value}"'
            hint = did_you_mean(answer.value, (*item.actors, *item.topics))
            raise SiteError([Problem(question.path, question.line, 0, "unknown-tag", told, hint)])
        return replace(
            item,
            actors=tuple(one for one in item.actors if one != answer.value),
            topics=tuple(one for one in item.topics if one != answer.value),
        )
    value = _value(question, answer, {key: ITEM[key] for key in _ITEM_FIELDS})
    return replace(item, **{answer.field: value})


def _entry(entry: Entry, question: Question, answer: Answer, mark: str) -> Entry | None:
    """The entry changed and marked; None when it is to go."""
    if answer.action == "reject":
        return None
    if answer.action == "accept":
        return replace(entry, reviewed=mark)
    if answer.action == "is":
        return _with_speaker(entry, question, answer.value, mark)
    field = answer.field
    if answer.action == "date":
        field = "said" if isinstance(entry, Statement) else "when"
    fields = {key: one for key, one in RECORDS[_list_of(entry)].items() if key != "reviewed"}
    value = _value(question, replace(answer, field=field), fields)
    return replace(entry, reviewed=mark, **{field: value})


def _with_speaker(entry: Entry, question: Question, actor: str, mark: str) -> Entry:
    if isinstance(entry, Statement):
        return replace(entry, speaker=actor, basis="", reviewed=mark)
    if isinstance(entry, Figure):
        return replace(entry, by=actor, reviewed=mark)
    told, hint = "an event has no speaker", "edit its actors, or claimed_by"
    raise SiteError([Problem(question.path, question.line, 0, "no-speaker", told, hint)])


def _list_of(entry: Entry) -> str:
    """The field of the item in which such an entry stands."""
    return {Statement: "statements", Event: "events", Figure: "figures"}[type(entry)]


def _value(question: Question, answer: Answer, fields: Fields) -> Any:
    """A field's value from what was typed, read by the rules of the file. Raises SiteError."""
    if answer.field not in fields:
        hint = did_you_mean(answer.field, fields) or f"one of {', '.join(fields)}"
        raise SiteError([Problem(question.path, question.line, 0, "unknown-field", f'no field "{answer.field}"', hint)])
    listed = answer.field in ("actors", "topics", "via", "authors")
    words = [one.strip() for one in answer.value.split(",") if one.strip()] if listed else [answer.value.strip()]
    told = f"[{', '.join(map(quoted, words))}]" if listed else quoted(words[0]) if words[0] else "null"
    node = read_yaml(question.path, f"value: {told}\n").entries[0][1]
    report = Report(question.path, "")
    value = fields[answer.field].convert(node, report)
    if report.problems:
        raise SiteError(replace(one, line=question.line, column=0) for one in report.problems)
    return value
