"""Hostile seeds are refused by name or taken within limits, and the seed after them is read as ever."""

from __future__ import annotations

import gzip
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import pytest

from site_gen.errors import SiteError
from site_gen.ingest import confined
from site_gen.ingest.confined import open_confined

SENTENCE: Final = "The mayor said on Tuesday that the dam was safe and that nobody had been hurt. "
BODY: Final = f"<p>{SENTENCE * 5}</p>"
MANY: Final = 100_000


def page(inner: str, head: str = "") -> bytes:
    return (
        f"<html><head><title>Dam is safe</title>{head}</head><body><h1>Dam is safe</h1>{inner}</body></html>".encode()
    )


@pytest.fixture(autouse=True, scope="module")
def _end_child() -> Iterator[None]:
    yield
    confined.end()


TAKEN: Final[dict[str, Callable[[], bytes]]] = {
    "nested divs": lambda: page("<div>" * MANY + BODY + "</div>" * MANY),
    "nested divs never closed": lambda: page("<div>" * MANY + BODY),
    "nested tables": lambda: page("<table><tr><td>" * 20_000 + BODY),
    "nested quotes": lambda: page("<blockquote>" * 1_900 + BODY * 3),
    "an entity bomb": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">'.encode() for at in range(9))
        + b"]>"
        + page(f"<p>&j;&j;</p>{BODY}")
    ),
    "unending comments": lambda: page(BODY + "<!--" * 200_000),
    "scripts never closed": lambda: page(BODY + "<script>" * 50_000),
    "deep JSON-LD": lambda: page(BODY, f'<script type="application/ld+json">{{"a":{"[" * MANY}{"]" * MANY}}}</script>'),
    "many JSON-LD nodes": lambda: page(
        BODY, f'<script type="application/ld+json">[{",".join(["{}"] * MANY)}]</script>'
    ),
    "a picture in the markup": lambda: page(f'<img src="data:image/png;base64,{"A" * 20_000_000}">{BODY}'),
    "bars in a title": lambda: page(BODY, f"<title>{' | a' * 50_000}</title>"),
    "UTF-16 without a mark": lambda: page(BODY).decode().encode("utf-16-le"),
}
REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "a gzip bomb": (lambda: gzip.compress(b"<p>" + b"x" * 120_000_000), "seed-too-large"),
    "gzip in gzip": (lambda: gzip.compress(gzip.compress(page(BODY))), "packed-twice"),
    "gzip cut short": (lambda: gzip.compress(page(BODY * 9))[:90], "broken-gzip"),
    "gzip that is none": (lambda: b"\x1f\x8b" + b"x" * 99, "broken-gzip"),
    "sixty million bytes": (lambda: b"<p>" + b"x" * 60_000_000, "seed-too-large"),
    "a million elements": (lambda: page("<span>x</span>" * 1_000_000), "page-limits"),
    "a text as long as ten books": (lambda: page(f"<p>{'word ' * 150_000}</p>"), "page-limits"),
    "zeros": (lambda: b"\0" * 1_000_000, "no-page"),
    "no markup": (lambda: b"hello " * 1_000, "no-page"),
    "nothing": (lambda: b"", "no-page"),
    "white space": (lambda: b" \n" * 1_000, "no-page"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_hostile_page_gives_its_words(name: str) -> None:
    assert SENTENCE.strip() in open_confined(TAKEN[name](), "seeds/x.html").text


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_beyond_all_limits_is_refused_by_name_and_remedy(name: str) -> None:
    make, code = REFUSED[name]
    with pytest.raises(SiteError) as caught:
        open_confined(make(), "seeds/x.html")
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("seeds/x.html", code)
    assert problem.hint


def test_a_child_that_dies_costs_one_seed_at_most() -> None:
    open_confined(page(BODY), "seeds/x.html")
    child = confined.child_id()
    assert child
    os.kill(child, signal.SIGKILL)
    with suppress(SiteError):  # raised where the seed was asked for before the end was seen
        open_confined(page(BODY), "seeds/x.html")
    assert open_confined(page(BODY), "seeds/x.html").text
    assert confined.child_id() not in (0, child)


def test_the_child_is_held_to_its_memory() -> None:
    open_confined(page(BODY), "seeds/x.html")
    assert resource.prlimit(confined.child_id(), resource.RLIMIT_DATA)[0] == confined.MEMORY_BYTES


def test_the_child_is_held_to_its_time() -> None:
    open_confined(page(BODY), "seeds/x.html")
    soft, _ = resource.prlimit(confined.child_id(), resource.RLIMIT_CPU)
    assert 0 < soft <= confined.CPU_SECONDS + 60


def test_plain_text_needs_no_child() -> None:
    confined.end()
    assert open_confined(SENTENCE.encode(), "seeds/x.txt").plain
    assert confined.child_id() == 0
