"""The text of pages that show nothing without their scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from site_gen.ingest.page.state import state_text

_HEAD = "Karsen spillway to open at noon"
_LINES = (
    "The regional water authority said on Wednesday that the spillway at Karsen would be opened for the first time.",
    "Forecasters expect the rain to end on Friday, and the ferry to Ostra is moored at the church until then.",
)
_OTHER = (
    "Cat found after nine days in the church tower of Ostra, and its owner, a baker, says that it had grown fat. " * 4
)


@pytest.mark.parametrize(
    "article",
    [
        {"title": _HEAD, "body": [{"type": "p", "text": line} for line in _LINES]},
        {"title": _HEAD, "teaser": "The first in eleven years.", "html": "".join(f"<p>{one}</p>" for one in _LINES)},
        {"headline": _HEAD, "content": {"blocks": [{"kind": "text", "value": line} for line in _LINES]}},
    ],
)  # fmt: skip
def test_the_mapping_with_the_headline_has_the_text(article: dict[str, Any]) -> None:
    state = {"props": {"related": [{"title": "Cat found", "body": _OTHER}], "page": {"article": article}}}
    assert state_text(["{", json.dumps(state)], _HEAD) == "\n\n".join(_LINES)


@pytest.mark.parametrize("state", [{}, {"title": _HEAD}, {"title": "Cat found", "body": _OTHER}, [_OTHER], "x"])
def test_a_state_without_the_article_gives_no_text(state: Any) -> None:
    assert state_text([json.dumps(state)], _HEAD) == ""
    assert state_text([json.dumps({"title": _HEAD, "body": _OTHER})], "") == ""


def test_a_state_nested_beyond_reason_is_passed_over() -> None:
    assert state_text(["[" * 100_000, '{"a":' * 500 + "1" + "}" * 500], _HEAD) == ""
