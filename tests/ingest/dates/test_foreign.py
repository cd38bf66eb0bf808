"""The forms of full dates in languages without a grammar."""

from __future__ import annotations

import re

import pytest

from site_gen.ingest.dates.foreign import SHAPES, Shape


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape_matches_its_right_examples_and_no_wrong_one(shape: Shape) -> None:
    assert all(re.fullmatch(shape.pattern, text) for text in shape.right)
    assert not any(re.fullmatch(shape.pattern, text) for text in shape.wrong)
