"""A person's hand: everything that one may do to an item's file, in an editor, in review, or with another YAML tool.

An edit is `(Desk, Item as it stands, number, id)`: it changes the desk's text and notes what must hold from then on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

import yaml
from desk import IDS, LISTS, PATH, Desk, Edit, Note, names_of
from msgspec.structs import replace

from site_gen.content.frontmatter import read_front_matter
from site_gen.content.ids import rename_in_item
from site_gen.content.item import parse_item
from site_gen.content.memory import text_key
from site_gen.content.renamed import Renaming, renamed_item, renamed_memory
from site_gen.content.rewrite import same_values
from site_gen.errors import SiteError
from site_gen.model import Item, Statement


def _value(field: str, told: Callable[[int], str]) -> Edit:
    def edit(desk: Desk, item: Item, number: int, word: str) -> None:
        if desk.write(replace(item, **{field: told(number)})):
            desk.human[(field,)] = told(number)

    return edit


def _add_word(field: str, front: bool) -> Edit:
    def edit(desk: Desk, item: Item, number: int, word: str) -> None:
        stands = getattr(item, field)
        if word not in stands and desk.write(replace(item, **{field: (word, *stands) if front else (*stands, word)})):
            desk.human[field, word] = True
            desk.human.pop(("order", field), None)

    return edit


def _remove_word(field: str) -> Edit:
    def edit(desk: Desk, item: Item, number: int, word: str) -> None:
        stands = getattr(item, field)
        if word in stands and desk.write(replace(item, **{field: tuple(one for one in stands if one != word)})):
            desk.human[field, word] = False

    return edit


def _change_entry(field: str, change: Callable[[Any, int, str], Any]) -> Edit:
    """An entry, that whose turn it is, changed or gone; entries with the same words as another's are left."""

    def edit(desk: Desk, item: Item, number: int, word: str) -> None:
        stands = getattr(item, field)
        if not stands:
            return
        at = number % len(stands)
        before, after = stands[at], change(stands[at], number, word)
        same = [one for one in stands if one.text == before.text]
        if len(same) > 1 or before.text.startswith("twin"):
            return
        new = () if after is None else (after,)
        if desk.write(replace(item, **{field: (*stands[:at], *new, *stands[at + 1 :])})):
            if after is not None and after.text != before.text:
                desk.note_entry(field, before, None)
                before = None
            desk.note_entry(field, before, after)
            if before is None:
                desk.human.pop(("order", field), None)

    return edit


def _add_statement(desk: Desk, item: Item, number: int, word: str) -> None:
    new = Statement(speaker=word, text=f"My words {number}", kind="direct")
    if new.text not in names_of(item, "statements"):
        front = number % 2
        if desk.write(replace(item, statements=(new, *item.statements) if front else (*item.statements, new))):
            desk.note_entry("statements", None, new)
            desk.human.pop(("order", "statements"), None)


def _add_twin(desk: Desk, item: Item, number: int, word: str) -> None:
    """A statement with the very words of another, by somebody else."""
    if not item.statements:
        return
    like = item.statements[number % len(item.statements)]
    new = Statement(speaker=word, text=like.text, kind="partial", named=f"witness {number}")
    if names_of(item, "statements").count(like.text) > 1 or like.named.startswith("witness"):
        return
    if desk.write(replace(item, statements=(*item.statements, new))):
        desk.human["dup", "statements", like.text] = new.named
        desk.human.pop(("order", "statements"), None)
        for key in [key for key in desk.human if key[:2] == ("statements", like.text)]:
            del desk.human[key]


def _delete_all(desk: Desk, item: Item, number: int, word: str) -> None:
    field = ("actors", "topics", *LISTS)[number % 5]
    stands = getattr(item, field)
    if stands and desk.write(replace(item, **{field: ()})):
        for one in stands:
            if field in LISTS:
                desk.note_entry(field, one, None)
            else:
                desk.human[field, one] = False


def _body_end(desk: Desk, item: Item, number: int, word: str) -> None:
    told = f"My own paragraph {number}."
    if desk.write(replace(item, body=f"{item.body.rstrip()}\n\n{told}\n")):
        desk.human["body", told] = True


def _body_middle(desk: Desk, item: Item, number: int, word: str) -> None:
    parts = item.body.rstrip("\n").split("\n\n")
    told = f"In the middle {number}."
    if desk.write(
        replace(item, body="\n\n".join((*parts[: number % len(parts)], told, *parts[number % len(parts) :])) + "\n")
    ):
        desk.human["body", told] = True


def _body_change(desk: Desk, item: Item, number: int, word: str) -> None:
    parts = item.body.rstrip("\n").split("\n\n")
    at = number % len(parts)
    told = f"{parts[at]} (mine {number})"
    if parts[at] and desk.write(replace(item, body="\n\n".join((*parts[:at], told, *parts[at + 1 :])) + "\n")):
        desk.human["body", told] = True


def _body_less(desk: Desk, item: Item, number: int, word: str) -> None:
    parts = item.body.rstrip("\n").split("\n\n")
    gone = parts.pop(number % len(parts))
    if parts and gone not in parts and desk.write(replace(item, body="\n\n".join(parts) + "\n")):
        for key in [key for key in desk.human if key[0] == "body" and key[1] in gone]:
            del desk.human[key]
        desk.human["gone", gone] = True


def _reshape(desk: Desk, change: Callable[[dict[str, Any]], None]) -> None:
    """The file as another YAML tool would write it: comments lost, quoting and layout its own."""
    text = desk.text or ""
    crlf, mark = "\r\n" in text, text[:1] == "\ufeff"
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    body = text[read_front_matter(PATH, text).body_start :]
    fields = _nulls(yaml.load(text[: len(text) - len(body)].split("---\n")[1], Loader=yaml.BaseLoader))
    change(fields)
    told = f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=60)}---\n{body}"
    desk.text = ("\ufeff" if mark else "") + (told.replace("\n", "\r\n") if crlf else told)
    desk.human = {key: value for key, value in desk.human.items() if key[0] != "comment"}


def _nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _nulls(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_nulls(one) for one in value]
    return None if value == "null" else value


def _reformat(desk: Desk, item: Item, number: int, word: str) -> None:
    _reshape(desk, lambda fields: None)


def _reorder(desk: Desk, item: Item, number: int, word: str) -> None:
    """The entries of a list in another order."""
    field = ("actors", *LISTS)[number % 4]
    names = names_of(item, field)
    if len(names) < 2 or len(set(names)) < len(names):
        return

    def change(fields: dict[str, Any]) -> None:
        entries = fields[field]
        fields[field] = [*entries[1:], entries[0]] if number % 2 else entries[::-1]

    _reshape(desk, change)
    desk.human["order", field] = names_of(desk.item(), field)


def _reorder_keys(desk: Desk, item: Item, number: int, word: str) -> None:
    """The fields in another order."""

    def change(fields: dict[str, Any]) -> None:
        for key in Random(number).sample(sorted(fields), len(fields)):
            fields[key] = fields.pop(key)

    _reshape(desk, change)
    desk.human[("keys",)] = tuple(one.partition(":")[0] for one in desk.item().places[0].split("\n")[:-1])


def _confirm(desk: Desk, item: Item, number: int, word: str) -> None:
    """A person stands behind the whole, or does not any more."""
    desk.write(replace(item, reviewed="" if item.reviewed else f"2024-02-0{number + 1} by NN"))


def _comment(desk: Desk, item: Item, number: int, word: str) -> None:
    """A comment in a line of its own before any line, or behind one, wherever YAML takes it for one."""
    text = desk.text or ""
    lines = re.split(r"(?<=\n)", text)
    end = lines[0][len(lines[0].rstrip("\r\n")) :]
    note = f"# note {number} {word}"
    at = 1 + (number * 7) % max(1, next(place for place, line in enumerate(lines[1:], 1) if line.startswith("---")) - 1)
    if number % 2:
        lines[at] = f"{lines[at].rstrip()}   {note}{end}"
    else:
        lines[at] = f"{' ' * (number % 3)}{note}{end}{lines[at]}"
    told = "".join(lines)
    try:
        fits = same_values(parse_item(PATH, told), item)
    except SiteError:
        return
    if fits and note not in text:
        desk.text = told
        desk.human["comment", note] = True


def _crlf(desk: Desk, item: Item, number: int, word: str) -> None:
    desk.text = (desk.text or "").replace("\r\n", "\n").replace("\n", "\r\n")
    desk.human[("crlf",)] = True


def _bom(desk: Desk, item: Item, number: int, word: str) -> None:
    desk.text = "\ufeff" + (desk.text or "").removeprefix("\ufeff")
    desk.human[("bom",)] = True


def _rename(desk: Desk, item: Item, number: int, word: str) -> None:
    """An actor or topic gets another id, or becomes one with another; everywhere, as `rename` does it."""
    kind = "actor" if number % 2 else "topic"
    new = IDS[number % 4] if number > 5 else f"{word}-{len(desk.renamings)}"
    if new == word or any(one.old in (word, new) for one in desk.renamings):
        return
    change = Renaming(kind, word, new)  # type: ignore[arg-type]
    before = desk.text or ""
    desk.text = rename_in_item(PATH, before, kind, word, new)  # type: ignore[arg-type]
    if desk.memory is not None:
        written = desk.memory.written == text_key(before)
        desk.memory = renamed_memory(desk.memory, change)
        desk.memory = replace(desk.memory, written=text_key(desk.text) if written else "")
    follow(desk, change)


def follow(desk: Desk, change: Renaming) -> None:
    """The notes of what a person did, under the new id; the file has it already."""
    field = f"{change.kind}s"
    desk.renamings.append(change)
    notes = desk.human
    desk.human = {key: _renamed_value(key, value, change) for key, value in notes.items() if key[0] != field}
    told = {key[1]: value for key, value in notes.items() if key[0] == field}
    both = [told.pop(one) for one in (change.old, change.new) if one in told]
    desk.human |= {(field, one): value for one, value in told.items()}
    there = change.new in getattr(desk.item(), field)
    if there in both:
        desk.human[field, change.new] = there
    desk.human.pop(("order", field), None)
    desk.fresh = {key for key in desk.human if key in desk.fresh or key == (field, change.new)}


_ACTORS: Final = ("speaker", "by", "side", "actors", "claimed_by")


def _renamed_value(key: Note, value: Any, change: Renaming) -> Any:
    """The value of a note under the new id."""
    if key[0] == "whole":
        return renamed_item(value, change)
    if key[0] not in LISTS or len(key) < 3:
        return value
    if (change.kind == "actor" and key[2] in _ACTORS) or (change.kind, key[2]) == (
        "topic",
        "topics",
    ):
        if isinstance(value, tuple):
            told = tuple(one for one in value if one != change.old or change.new not in value)
            return tuple(change.new if one == change.old else one for one in told)
        return change.new if value == change.old else value
    return value


EDITS: Final[dict[str, Edit]] = {
    "title": _value("title", lambda number: f"Mine {number}"),
    "published": _value("published", lambda number: f"20{number:02}"),
    "summary": _value("summary", lambda number: f"I sum up {number}"),
    "actor more": _add_word("actors", front=False),
    "actor less": _remove_word("actors"),
    "topic more": _add_word("topics", front=True),
    "topic less": _remove_word("topics"),
    "statement more": _add_statement,
    "statement twice": _add_twin,
    "statement less": _change_entry("statements", lambda entry, number, word: None),
    "speaker": _change_entry("statements", lambda entry, number, word: replace(entry, speaker=word)),
    "words": _change_entry(
        "statements", lambda entry, number, word: replace(entry, text=f"{entry.text.rstrip('.')} sic {number}")
    ),
    "several": _change_entry(
        "statements",
        lambda entry, number, word: replace(entry, speaker=word, said=f"20{number:02}", topics=(word,), named="he"),
    ),
    "entry confirmed": _change_entry(
        "statements", lambda entry, number, word: replace(entry, reviewed=f"2024-01-0{number + 1} by NN")
    ),
    "event less": _change_entry("events", lambda entry, number, word: None),
    "event": _change_entry("events", lambda entry, number, word: replace(entry, state="disputed", actors=(word,))),
    "figure": _change_entry("figures", lambda entry, number, word: replace(entry, value=f"{number}00", by=word)),
    "all less": _delete_all,
    "body end": _body_end,
    "body middle": _body_middle,
    "body change": _body_change,
    "body less": _body_less,
    "reformat": _reformat,
    "order": _reorder,
    "keys": _reorder_keys,
    "comment": _comment,
    "confirmed": _confirm,
    "crlf": _crlf,
    "bom": _bom,
    "rename": _rename,
}
"""What a person may do, by name."""


def play(story: list[Any]) -> Desk:
    """A story of machine's drafts and a person's edits, looked at after every draft."""
    desk = Desk()
    for step in story:
        if isinstance(step, Item):
            desk.ingest(step)
            desk.check()
        else:
            kind, number, word = step
            desk.edit(EDITS[kind], number, word)
    return desk
