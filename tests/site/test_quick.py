"""What compiled templates call gives what Jinja's own gives."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from typing import Any

import pytest
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

import site_gen.site.quick
from site_gen.site.quick import joined, shown

VALUES = ("<b>&\"'", "plain", "", Markup("<i>"), 3, None, True, 2.5, ("<",))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_shown_as_escape_gives_it(value: object) -> None:
    assert shown(value) == escape(value)


def test_without_the_quick_escaping_of_markupsafe_the_text_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "markupsafe._speedups", None)
    spec = spec_from_file_location("slow_quick", site_gen.site.quick.__file__)
    assert spec is not None
    assert spec.loader is not None
    slow: Any = module_from_spec(spec)
    spec.loader.exec_module(slow)
    for value in VALUES:
        assert slow.shown(value) == shown(value)
    assert slow.shown("<") == "&lt;"


@pytest.mark.parametrize("parts", list(product(VALUES, repeat=2)), ids=repr)
def test_sides_are_joined_as_jinja_joins_them(parts: tuple[object, ...]) -> None:
    assert joined(*parts) == markup_join(parts)
    assert type(joined(*parts)) is type(markup_join(parts))
