"""Whether what once differed between a person's file and the machine differs still."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from site_gen.content.difference import (
    entry_differs,
    entry_missing,
    field_differs,
    list_of,
    still_differs,
    told,
    word_missing,
)
from site_gen.content.memory import FORMAT, Difference, Memory
from site_gen.content.renamed import Renaming, renamed_memory
from site_gen.model import Item, Statement

SAID = Statement("ada", "The dam held.", "direct")
MINE = Item("x", "Mine", "", actors=("ada",), statements=(replace(SAID, speaker="bo"),))
NOW = Item("x", "Theirs", "", actors=("ada", "bo"), statements=(SAID,))


@pytest.mark.parametrize(
    ("old", "settled"),
    [
        (field_differs("title", "Mine", "Theirs"), replace(MINE, title="Theirs")),
        (word_missing("actors", "bo"), replace(MINE, actors=("bo", "ada"))),
        (entry_differs("statements", SAID, "speaker", "bo", "ada"), replace(MINE, statements=(SAID,))),
    ],
)
def test_a_difference_holds_until_the_file_says_the_same(old: Difference, settled: Item) -> None:
    assert still_differs(old, MINE, NOW)
    assert not still_differs(old, settled, NOW)
    assert not still_differs(old, MINE, MINE)


def test_an_entry_is_missing_until_it_is_there_or_nobody_proposes_it() -> None:
    old, without = entry_missing("statements", SAID), replace(MINE, statements=())
    assert still_differs(old, without, NOW)
    assert not still_differs(old, NOW, NOW)
    assert not still_differs(old, without, without)


def test_a_difference_in_a_field_that_items_do_not_have_is_none() -> None:
    assert not still_differs(Difference("mood: of the day", "", "glad"), MINE, NOW)


def test_values_are_told_in_short_without_their_places() -> None:
    assert told(("a", "b")) == "a; b"
    assert told(None) == ""
    assert told(SAID) == "ada, The dam held., direct"
    assert list_of(entry_missing("statements", SAID)) == "statements"


@pytest.mark.parametrize(
    ("old", "renamed"),
    [
        (word_missing("actors", "ada"), word_missing("actors", "ana")),
        (field_differs("title", "ada", "Ada"), field_differs("title", "ada", "Ada")),
        (
            entry_differs("statements", SAID, "verb", "ada", "said"),
            entry_differs("statements", SAID, "verb", "ada", "said"),
        ),
        (
            entry_differs("statements", SAID, "speaker", "bo", "ada"),
            entry_differs("statements", SAID, "speaker", "bo", "ana"),
        ),
        (entry_missing("statements", SAID), entry_missing("statements", replace(SAID, speaker="ana"))),
        (
            replace(entry_missing("statements", SAID), proposed="gone"),
            replace(entry_missing("statements", SAID), proposed="gone"),
        ),
    ],
)
def test_a_difference_is_told_with_the_new_id_once_an_actor_has_one(old: Difference, renamed: Difference) -> None:
    memory = Memory(FORMAT, "x", "", "", "", NOW, (), differences=(old,))
    assert renamed_memory(memory, Renaming("actor", "ada", "ana")).differences == (renamed,)
