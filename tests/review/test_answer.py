"""Answers as changes of an item, without a disk."""

from __future__ import annotations

import pytest

from site_gen.errors import SiteError
from site_gen.model import Event, Figure, Item, Statement
from site_gen.review.answer import ALLOWED, Answer, answered, fields_of
from site_gen.review.queue import Question
from site_gen.site.anchors import anchor_of

MARK = "2026-01-31 by NN"
SAID = Statement("anna", "We went home,", "direct", named="she", basis="pronoun")
HAPPENED = Event("The dam held.", None, words="on Monday", actors=("dam",))
COUNTED = Figure("houses", "40", "40 houses stood in water")
ITEM = Item(
    "x", "One", "We went home, she said. The dam held. 40 houses stood in water.", statements=(SAID,),
    events=(HAPPENED,), figures=(COUNTED,), actors=("anna", "dam"), topics=("floods",), status="review",
)  # fmt: skip


def about(entry: Statement | Event | Figure | None, kind: str = "entry") -> Question:
    anchor = anchor_of(entry) if entry is not None else ""
    return Question("q", kind, "x", anchor, "content/items/x.md", 3, "", "")  # type: ignore[arg-type]


def test_accepting_marks_the_entry_and_changes_nothing_else() -> None:
    item, anchor = answered(ITEM, about(SAID), Answer("accept"), MARK)
    assert item.statements[0].reviewed == MARK
    assert (item.events, item.figures, item.actors) == (ITEM.events, ITEM.figures, ITEM.actors)
    assert anchor == anchor_of(SAID)


def test_another_speaker_is_a_persons_word_and_moves_the_anchor() -> None:
    item, anchor = answered(ITEM, about(SAID), Answer("is", "bela"), MARK)
    assert (item.statements[0].speaker, item.statements[0].basis) == ("bela", "")
    assert anchor == anchor_of(item.statements[0]) != anchor_of(SAID)
    assert answered(ITEM, about(COUNTED), Answer("is", "bela"), MARK)[0].figures[0].by == "bela"


def test_an_event_has_no_speaker() -> None:
    with pytest.raises(SiteError, match="no speaker"):
        answered(ITEM, about(HAPPENED), Answer("is", "bela"), MARK)


@pytest.mark.parametrize(("entry", "field"), [(SAID, "said"), (HAPPENED, "when"), (COUNTED, "when")])
def test_a_day_goes_where_such_an_entry_has_it(entry: Statement | Event | Figure, field: str) -> None:
    item, _ = answered(ITEM, about(entry), Answer("date", "2024-01"), MARK)
    found = {Statement: item.statements, Event: item.events, Figure: item.figures}[type(entry)][0]
    assert getattr(found, field) == "2024-01"
    with pytest.raises(SiteError, match="bad-date"):
        answered(ITEM, about(entry), Answer("date", "tomorrow"), MARK)


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [("act", "deny", "deny"), ("kind", "indirect", "indirect"), ("topics", "dams, floods", ("dams", "floods")),
     ("to", "the council: \"all\"", 'the council: "all"'), ("said", "", None)],
)  # fmt: skip
def test_any_field_can_be_changed_by_the_rules_of_the_file(field: str, value: str, wanted: object) -> None:
    item, _ = answered(ITEM, about(SAID), Answer("edit", value, field), MARK)
    assert getattr(item.statements[0], field) == wanted
    assert item.statements[0].reviewed == MARK


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("acts", "deny", "did you mean \"act\""), ("act", "shout", "bad-choice"), ("text", "", "empty"),
     ("reviewed", "x", "no field"), ("topics", "Not An Id", "bad-id")],
)  # fmt: skip
def test_what_the_file_would_not_take_is_refused(field: str, value: str, told: str) -> None:
    with pytest.raises(SiteError, match=told):
        answered(ITEM, about(SAID), Answer("edit", value, field), MARK)


def test_removing_takes_one_entry() -> None:
    item, anchor = answered(ITEM, about(HAPPENED), Answer("reject"), MARK)
    assert (item.events, item.statements, anchor) == ((), ITEM.statements, "")


def test_a_tag_goes_and_only_a_tag_that_is_there() -> None:
    whole = about(None, "item")
    assert answered(ITEM, whole, Answer("untag", "dam"), MARK)[0].actors == ("anna",)
    assert answered(ITEM, whole, Answer("untag", "floods"), MARK)[0].topics == ()
    with pytest.raises(SiteError, match='did you mean "floods"'):
        answered(ITEM, whole, Answer("untag", "flood"), MARK)


def test_the_whole_item_is_confirmed_or_a_field_of_it_changed() -> None:
    whole = about(None, "item")
    assert answered(ITEM, whole, Answer("accept"), MARK)[0].reviewed == MARK
    item, _ = answered(ITEM, whole, Answer("edit", "2024-05-06", "published"), MARK)
    assert (item.published, item.reviewed) == ("2024-05-06", "")
    with pytest.raises(SiteError, match="no field"):
        answered(ITEM, whole, Answer("edit", "published", "status"), MARK)


def test_an_entry_that_has_gone_is_told() -> None:
    with pytest.raises(SiteError, match="the file has changed"):
        answered(ITEM, about(Statement("anna", "Never said", "direct")), Answer("accept"), MARK)


def test_every_kind_of_question_can_be_skipped_and_has_fields_to_edit() -> None:
    assert all("skip" in allowed for allowed in ALLOWED.values())
    assert "speaker" in fields_of(ITEM, about(SAID))
    assert "title" in fields_of(ITEM, about(None, "item"))
