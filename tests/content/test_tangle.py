"""What is told at a glance of a body's depth and price is what a look at its lines tells."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_bodies import bodies

from site_gen.content import tangle
from site_gen.content.tangle import tangle_in

_starts = st.lists(
    st.sampled_from(["> ", ">", "- ", "* ", "+ ", "1. ", "12) ", "  ", "\t", "a", "\n"]), max_size=24
).map("".join)
_deep = st.lists(_starts, max_size=4).map("\n".join)


@given(st.one_of(bodies, _deep, _deep), st.sampled_from([1, 1, 1, 40, 900]))
@example(">" * 10 + "a", 1)
@example("\t" * 10 + "- a", 1)
@example("> " * 20 + "a", 1)
def test_a_body_that_is_short_and_shallow_at_a_glance_is_so(body: str, times: int) -> None:
    body = "\n".join([body] * times)
    lines = body.count("\n") + 1
    assume(tangle._is_short(body, lines))
    assert tangle._is_plain(body, lines)
    assert tangle._nested(body) is None
    assert tangle._priced(body) is None


@pytest.mark.parametrize("deepest", [">" * 20, "> " * 20, "- " * 20, "\t" * 10 + "- ", "1. " * 20, "+ > " * 10])
def test_what_is_too_deep_is_told_in_the_shortest_body(deepest: str) -> None:
    for before in ("", "so\n\n"):
        told = tangle_in(f"{before}{deepest}a")
        assert told is not None
        assert (told.code, told.line) == ("too-deep", before.count("\n") + 1)
