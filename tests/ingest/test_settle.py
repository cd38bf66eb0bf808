"""A person's work is never lost: any order of hand edits and new machine results, on the text of one file."""

from __future__ import annotations

import os
from typing import Any

import pytest
from desk import IDS, MACHINE, PATH, names_of
from hand import EDITS, play
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.memory import FORMAT, Memory
from site_gen.content.writer import format_item
from site_gen.ingest.merge import merge
from site_gen.ingest.merge_body import orphans_in
from site_gen.ingest.settle import settle
from site_gen.model import Event, Item, Statement

EXAMPLES = int(os.environ.get("SITE_GEN_EXAMPLES", "1000"))
WHOLE = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

drafts = st.integers(0, len(MACHINE) - 1).map(MACHINE.__getitem__)
edits = st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 9), st.sampled_from(IDS))
stories = st.lists(st.one_of(drafts, edits, edits), min_size=2, max_size=10)


@WHOLE
@given(drafts, stories, drafts)
def test_no_order_of_edits_and_results_loses_what_a_person_did(first: Item, story: list[Any], last: Item) -> None:
    desk = play([first, *story, last])
    assert desk.memory is not None
    assert desk.memory.orphans == orphans_in(desk.item()) or desk.memory.orphans == ()


@WHOLE
@given(drafts, stories, drafts)
def test_the_same_result_again_changes_no_byte_of_file_or_memory(first: Item, story: list[Any], last: Item) -> None:
    desk = play([first, *story, last])
    text, memory = desk.text, desk.memory
    desk.ingest(last)
    assert desk.text == text
    assert desk.memory == memory


@WHOLE
@given(drafts, drafts)
def test_an_untouched_file_follows_the_machine(first: Item, second: Item) -> None:
    assert play([first, second]).text == format_item(second)


@WHOLE
@given(drafts, drafts, st.sampled_from(["crlf", "bom", "reformat", "keys"]))
def test_another_form_of_the_same_values_is_no_edit(first: Item, second: Item, form: str) -> None:
    """CRLF, a byte order mark or another tool's layout: the machine's values still follow the machine."""
    desk = play([first, (form, 1, "anna"), second])
    item = desk.item()
    assert (item.title, item.published, item.body) == (second.title, second.published, second.body)
    assert (set(item.actors), set(item.topics)) == (set(second.actors), set(second.topics))
    for field in ("statements", "events", "figures"):
        assert {str(_bare(one)) for one in getattr(item, field)} == {str(_bare(one)) for one in getattr(second, field)}


@WHOLE
@given(drafts, drafts, drafts, st.sampled_from(["", "2024-01-02 by NN"]))
def test_merging_what_was_merged_changes_nothing(base: Item, stands: Item, now: Item, reviewed: str) -> None:
    stands = replace(stands, reviewed=reviewed)
    once = merge(_memory(base), stands, now)
    memory = replace(_memory(now), pins=once.pins, removed=once.removed, differences=once.differences)
    assert merge(memory, once.item, now) == once
    assert once.item == stands or not reviewed


@WHOLE
@given(drafts, drafts, drafts)
def test_without_a_last_draft_every_value_is_the_persons_for_ever(stands: Item, now: Item, later: Item) -> None:
    once = merge(None, stands, now)
    assert once.item == stands
    memory = replace(_memory(now), pins=once.pins, removed=once.removed, differences=once.differences)
    again = merge(memory, stands, later).item
    for field in ("title", "published", "url"):
        assert getattr(again, field) == getattr(stands, field)
    for field in ("actors", "topics", "statements", "events", "figures"):
        assert [one for one in getattr(again, field) if one in getattr(stands, field)] == [*getattr(stands, field)]
        refused = set(names_of(now, field)) - set(names_of(stands, field))
        assert not refused & set(names_of(again, field))


@WHOLE
@given(drafts, drafts, drafts)
def test_the_order_in_the_file_stays(base: Item, stands: Item, now: Item) -> None:
    merged = merge(_memory(base), stands, now).item
    for field in ("actors", "topics", "statements", "events", "figures"):
        before, after = names_of(stands, field), names_of(merged, field)
        assert [one for one in after if one in before] == [one for one in before if one in after]


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way of losing a person's work that these stories must see."""
    for fault in ("pins", "removed"):
        with monkeypatch.context() as patch:
            patch.setattr("desk.settled", lambda *values, lost=fault: _forgetful(lost, *values))
            with pytest.raises(AssertionError):
                _play_all()


def _forgetful(lost: str, *values: Any) -> Memory:
    from site_gen.ingest.settle import settled

    return replace(settled(*values), **{lost: ()})


def _play_all() -> None:
    for number in range(len(MACHINE) - 2):
        for kind in sorted(EDITS):
            play(
                [
                    MACHINE[number],
                    (kind, number % 10, IDS[number % 4]),
                    *MACHINE[number + 1 : number + 3],
                    MACHINE[number],
                ]
            )


def _bare(entry: Any) -> Any:
    return replace(entry, place=None)


def _memory(item: Item) -> Memory:
    return Memory(FORMAT, "x", "seeds/x.txt", "0", "", item, ())


def test_a_value_that_the_machine_once_shared_stays_the_persons() -> None:
    desk = play([_item("One")])
    desk.edit(EDITS["title"], 1, "")
    for title in ("Mine 1", "Two", "Three"):
        desk.ingest(_item(title))
        assert parse_item(PATH, desk.text or "").title == "Mine 1"


def test_without_a_memory_everything_is_the_persons() -> None:
    desk = play([_item("One")])
    desk.memory = None
    desk.ingest(replace(_item("Two"), actors=("anna",)))
    assert parse_item(PATH, desk.text or "").title == "One"
    assert desk.memory is not None
    assert {difference.field for difference in desk.memory.differences} >= {"title", "actors"}


def test_what_a_person_takes_out_and_puts_in_again_is_theirs() -> None:
    """The machine must not take it back, as it may what it wrote itself."""
    desk = play([replace(_item("One"), actors=("city", "dam"))])
    desk.edit(EDITS["actor less"], 0, "city")
    desk.ingest(replace(_item("One"), actors=("city", "dam")))
    desk.edit(EDITS["actor more"], 0, "city")
    desk.ingest(_item("One"))
    assert desk.item().actors == ("city",)


def test_what_a_person_puts_in_and_takes_out_again_stays_out() -> None:
    desk = play([_item("One")])
    for kind in ("actor more", "statement more"):
        desk.edit(EDITS[kind], 1, "city")
    desk.ingest(_item("One"))
    for kind in ("actor less", "statement less"):
        desk.edit(EDITS[kind], 0, "city")
    said = Statement("anna", "My words 1", "direct")
    desk.ingest(replace(_item("One"), actors=("city",), statements=(said,)))
    assert (desk.item().actors, desk.item().statements) == ((), ())


def test_a_paragraph_that_a_person_took_out_stays_out() -> None:
    both, one = "The dam held.\n\nRain is to come.\n", "Rain is to come.\n"
    desk = play([replace(_item("One"), body=both)])
    desk.edit(EDITS["body less"], 0, "")
    for body in (both, one, both):
        desk.ingest(replace(_item("One"), body=body))
        assert desk.item().body == one


def test_an_entry_with_a_persons_comment_is_not_taken_back() -> None:
    said = Statement("anna", "The dam held.", "direct")
    desk = play([replace(_item("One"), actors=("anna", "bela"), statements=(said,))])
    text = (desk.text or "").replace("kind: direct", "kind: direct  # I heard it")
    desk.text = text.replace("actors: [anna, bela]", "actors:\n  - anna  # surely\n  - bela")
    desk.ingest(_item("Two"))
    item = desk.item()
    assert (item.title, item.actors, names_of(item, "statements")) == ("Two", ("anna",), ("The dam held.",))
    desk.ingest(replace(_item("Two"), statements=(replace(said, speaker="bela"),)))
    assert "# I heard it" in (desk.text or "")


def test_what_cannot_be_written_is_told_and_the_rest_is_written() -> None:
    """A comment in the topics of a statement; it stays a machine's value, and may follow once the comment is gone."""
    said = Statement("anna", "The dam held.", "direct", topics=("dam", "city"))
    desk = play([replace(_item("One"), statements=(said,))])
    plain = desk.text or ""
    desk.text = plain.replace("topics: [dam, city]", "topics: [dam,  # first\n      city]")
    now = replace(_item("Two"), published="2024", statements=(replace(said, topics=("city",)),))
    outcome = settle(desk.text, now, desk.memory)
    assert outcome.left == ("statements",)
    assert outcome.notes == ("statements stays as it is: line 13: a comment stands in what would go",)
    for _ in range(2):
        desk.ingest(now)
        assert (desk.item().title, desk.item().published) == ("Two", "2024")
        assert desk.item().statements[0].topics == ("dam", "city")
        assert desk.memory is not None
        assert desk.memory.differences[-1].field == "statements"
    desk.text = (desk.text or "").replace("  # first\n     ", "")
    desk.ingest(now)
    assert desk.item().statements[0].topics == ("city",)


def test_an_entry_in_front_that_looks_like_one_that_goes_does_not_cross_the_others() -> None:
    """Found by 20,000 stories: "nothing but the words was changed" counts in one place only."""
    first = (Event("Rain is to come."), Event("The dam held."), Event("no talks", state="scheduled"))
    second = (Event("We went home,", state="scheduled"), Event("Rain is to come.", actors=("anna",)))
    desk = play([replace(_item("One"), events=first), ("crlf", 1, ""), replace(_item("One"), events=second)])
    assert tuple(_bare(one) for one in desk.item().events) == second


def test_what_a_frozen_item_does_not_take_is_told_until_it_is_settled() -> None:
    said = Statement("anna", "The dam held.", "direct")
    desk = play([replace(_item("One"), statements=(said,))])
    desk.edit(EDITS["confirmed"], 1, "")
    more = (replace(said, speaker="bela"), Statement("city", "no talks", "indirect"))
    for _ in range(3):
        desk.ingest(replace(_item("Two"), statements=more))
        assert desk.memory is not None
        assert [(one.field, one.stands, one.proposed) for one in desk.memory.differences] == [
            ("title", "One", "Two"),
            ("statements: The dam held., speaker", "anna", "bela"),
            ("statements: no talks", "", "city, no talks, indirect"),
        ]
    desk.edit(EDITS["confirmed"], 1, "")
    desk.edit(EDITS["speaker"], 0, "bela")
    desk.ingest(replace(_item("Two"), statements=more))
    assert desk.memory is not None
    assert [one.field for one in desk.memory.differences] == ["title", "statements: no talks"]


def test_a_difference_of_any_field_follows_a_renaming() -> None:
    desk = play([_item("One"), ("title", 1, ""), _item("Two"), ("rename", 1, "anna"), _item("Two")])
    assert desk.memory is not None
    assert [one.proposed for one in desk.memory.differences] == ["Two"]


def test_an_item_that_a_person_stands_behind_keeps_every_value() -> None:
    desk = play([_item("One")])
    desk.text = (desk.text or "").replace("status: review", 'status: review\nreviewed: "2024-01-03 by NN"')
    desk.ingest(replace(_item("Two"), actors=("anna",)))
    item = parse_item(PATH, desk.text)
    assert (item.title, item.actors) == ("One", ())


def test_an_unreadable_file_stays_and_is_told() -> None:
    outcome = settle("no front matter", _item("One"), None)
    assert (outcome.action, outcome.text) == ("keep", "no front matter")
    assert outcome.notes


def test_a_lost_text_is_listed_as_an_orphan() -> None:
    desk = play([replace(_item("One"), body="We went home, she said.\n")])
    desk.edit(EDITS["statement more"], 1, "anna")
    desk.ingest(replace(_item("One"), body="Nothing of it.\n"))
    assert desk.memory is not None
    assert desk.memory.orphans == ("My words 1",)


def _item(title: str) -> Item:
    return Item(id="x", title=title, body="The dam held.\n", status="review")
