"""Text that no newspaper prints: one piece over and over must cost time in proportion to its length."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

import pytest

from site_gen.ingest.article import Article, bare_article
from site_gen.ingest.clean import find_cuts
from site_gen.ingest.dates import find_times
from site_gen.ingest.draft import draft_item
from site_gen.ingest.events import find_events
from site_gen.ingest.extract import extract
from site_gen.ingest.figures import find_figures
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.ingest.topics import find_topics
from site_gen.model import Actor, Registry, Topic

_REGISTRY: Final = Registry(
    {"baku": Actor("baku", "Baku", "state"), "john-smith": Actor("john-smith", "John Smith", "person")}
)
_ALL: Final[tuple[Callable[[Article], object], ...]] = (
    lambda article: find_cuts(article.text),
    find_times,
    lambda article: find_names(article, _REGISTRY),
    lambda article: find_topics(article, _REGISTRY),
    lambda article: find_statements(article, _REGISTRY),
    lambda article: find_figures(article, _REGISTRY),
    lambda article: find_events(article, _REGISTRY),
)
_SECONDS_A_PIECE: Final = 0.001
"""About twice what the dearest piece needs, far below what quadratic work would cost."""
_PIECES: Final = (
    "on Monday and ",
    "12 March 2020 said he , ",
    "said on Monday that 12 were killed in Baku , ",
    "John Smith of Baku, ",
    "he said “so” , ",
    '" ',
    "“",
    "( ",
    "1,000 killed ",
    "A-",
    "U.",
    ". A ",
    "a.\n",
    "according to ",
    "it is to ",
    "\n\n",
)


def test_an_item_of_many_statements_is_drafted_in_linear_time() -> None:
    registry = Registry(topics={"dams": Topic("dams", "Dams", terms=("dam",))})
    article = bare_article("Ada Holm said on Monday that the dam would hold. " * 4000, "2022-08-04")
    found = extract(article, registry)
    begun = time.process_time()
    item = draft_item("x", article, found, registry)
    assert time.process_time() - begun < 4
    assert [one.topics for one in item.statements] == [("dams",)] * 4000


@pytest.mark.parametrize("piece", _PIECES)
def test_a_piece_repeated_without_end_takes_linear_time(piece: str) -> None:
    gc.collect()
    count = 3000
    begun = time.process_time()
    article = bare_article(piece * count, "2022-08-04")
    for extractor in _ALL:
        extractor(article)
    assert time.process_time() - begun < 0.5 + _SECONDS_A_PIECE * count
