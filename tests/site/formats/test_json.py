"""JSON: TimelineJS takes texts for HTML, so nothing of them may act; the schema is one."""

from __future__ import annotations

import json
from typing import Any

from hostile_site import BASE, data
from jsonschema import Draft202012Validator

from site_gen.site.formats.json import schema_bytes, timelinejs_bytes
from site_gen.site.formats.views import SchemaView


def _timeline() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(timelinejs_bytes(data()))
    return found


def test_the_timeline_has_each_event_whose_days_are_known_in_order() -> None:
    days = [tuple(one["start_date"].values()) for one in _timeline()["events"]]
    assert days == [(1990, 1, 1), (2022, 8, 1), (2022, 8, 6), (2022, 8, 9)]
    assert [one["text"]["headline"] for one in _timeline()["events"]] == [
        "the 1990s", "possibly August 2022", "6 August 2022", "between 9 and 11 August 2022",
    ]  # fmt: skip
    assert [("end_date" in one, "display_date" in one) for one in _timeline()["events"]] == [
        (True, True), (True, True), (False, False), (True, True),
    ]  # fmt: skip


def test_nothing_of_a_text_acts_in_the_timeline() -> None:
    for one in (_timeline()["title"], *_timeline()["events"]):
        for text in one["text"].values():
            assert "</script>" not in text
            assert "<b>" not in text
    link = _timeline()["events"][0]["text"]["text"]
    assert f'<a href="{BASE}items/full.html#e-' in link


def test_the_schema_is_a_schema_and_explains_every_field() -> None:
    told = json.loads(schema_bytes(SchemaView(BASE)))
    Draft202012Validator.check_schema(told)
    assert told["$id"] == f"{BASE}data/schema.json"
    assert "$id" not in json.loads(schema_bytes(SchemaView("")))
    lacking = [
        f"{name}.{field}"
        for name, part in told["$defs"].items()
        if name.endswith("Data")
        for field, form in part["properties"].items()
        if "description" not in form
    ]
    assert lacking == []
