"""The three-way merge of an article's text, by paragraphs, and what of the entries it has lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from hashlib import blake2b

from site_gen.content.pairing import straight, words_of
from site_gen.model import Event, Figure, Item, Statement

Change = tuple[int, int, list[str]]
"""First paragraph of the base, one past the last, and what stands there instead."""


def merge_body(
    base: str | None, stands: str, now: str, pins: Collection[str], removed: Collection[str]
) -> tuple[str, set[str], set[str], bool]:
    """(merged text, pins, removals, whether the machine's text could not be taken in whole).

    Paragraphs that a person wrote or changed stay, also when the machine once had the same, and those that a person
    took out stay out; the machine's changes of the others are taken. Without a base the text is the person's.
    """
    merged, conflict = _merged(base, stands, now, pins, removed)
    own = own_paragraphs(stands, base or "") | own_paragraphs(merged, now)
    gone = own_paragraphs(base or "", stands) | own_paragraphs(now, merged)
    there = own_paragraphs(merged, "")
    own |= own_paragraphs(stands, "") & set(removed)  # put in again
    return merged, own | set(pins), (gone | set(removed)) - there, conflict


def _merged(
    base: str | None, stands: str, now: str, pins: Collection[str], removed: Collection[str]
) -> tuple[str, bool]:
    if base is None:
        return stands, _paragraphs(stands) != _paragraphs(now)
    old, ours, theirs = _paragraphs(base), _paragraphs(stands), _paragraphs(now)
    theirs = [one for one in theirs if one in ours or one in old or _pin(one) not in removed]
    if theirs == ours:
        return stands, False
    mine = _changes(old, ours)
    held = own_paragraphs(stands, base) | set(pins)
    taken: list[Change] = []
    conflict = False
    for change in _changes(old, theirs):
        replaced = old[change[0] : change[1]]
        if any(_touch(change, other) for other in mine) or any(_pin(one) in held for one in replaced):
            conflict = True
        else:
            taken.append(change)
    if not taken:
        return stands, conflict
    merged = list(old)
    for first, last, new in sorted([*mine, *taken], key=lambda change: change[:2], reverse=True):
        merged[first:last] = new
    return "\n\n".join(merged) + ("\n" if stands.endswith("\n") or not stands else ""), conflict


def own_paragraphs(stands: str, machine: str) -> set[str]:
    """Pins of the paragraphs that the machine's text does not have."""
    theirs = set(_paragraphs(machine))
    return {_pin(paragraph) for paragraph in _paragraphs(stands) if paragraph not in theirs}


def told_change(before: str, after: str) -> str:
    """ "1 paragraph added, 2 changed" between two texts of a seed; "" when nothing of the text changed."""
    added = removed = changed = 0
    for first, last, new in _changes(_paragraphs(before), _paragraphs(after)):
        both = min(last - first, len(new))
        changed += both
        removed += last - first - both
        added += len(new) - both
    counts = ((added, "added"), (removed, "removed"), (changed, "changed"))
    parts = [f"{count} {word}" for count, word in counts if count]
    return f"paragraphs: {', '.join(parts)}" if parts else ""


def orphans_in(item: Item) -> tuple[str, ...]:
    """Texts of entries that the item's body does not have: to be looked at, since the site leaves them off."""
    plain = " ".join(str(words_of_text(item.body)).split())
    entries: tuple[Statement | Event | Figure, ...] = (*item.statements, *item.events, *item.figures)
    return tuple(entry.text for entry in entries if not all(part in plain for part in _parts(str(words_of(entry)))))


def words_of_text(body: str) -> str:
    """The body's words without Markdown's backslashes, quotation marks straight."""
    return straight(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", body))


def _parts(words: str) -> list[str]:
    return words.split(" […] ")


def _paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    return [
        (first, last, list(new[begin:end])) for tag, first, last, begin, end in matcher.get_opcodes() if tag != "equal"
    ]


def _touch(one: Change, other: Change) -> bool:
    """Whether two changes meet: they share a paragraph, or both add at one place."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def _pin(paragraph: str) -> str:
    return "body/" + blake2b(" ".join(paragraph.split()).encode(), digest_size=8).hexdigest()
