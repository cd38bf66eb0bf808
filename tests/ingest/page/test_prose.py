"""Running text told from labels, in a tree and in what was found of it."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.prose import prose_in, prose_of
from site_gen.ingest.page.tree import parse_tree

_LINE = "The ferry to Ostra was held in port for a second night by the storm."


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (f"<p>{_LINE}</p><p>{_LINE}</p>", 2),
        (f"<p>{_LINE}</p><ul><li>Home</li><li>Harbour news</li></ul>", 1),
        (f"<div>{_LINE}<div>Share</div></div>", 1),
        (
            "<p>The <a href='/f'>ferry</a> to <b>Ostra</b> was held in port for a second night by a <i>storm</i>.</p>",
            1,
        ),
        (f"<p>{_LINE}</p><script>{_LINE * 9}</script>", 1),
        ("<p>Ferries</p><p>2 April</p>", 0),
    ],
)
def test_prose_is_what_blocks_say_at_length(markup: str, lines: int) -> None:
    tree, _ = parse_tree(f"<html><body>{markup}</body></html>")
    assert tree is not None
    assert round(prose_in(tree) / len(_LINE), 1) in (lines, lines - 0.1)  # blanks beside links are not counted


def test_short_paragraphs_found_are_no_prose() -> None:
    assert prose_of([_LINE, "By Ilse Brandt", _LINE, "2 April"]) == 2 * len(_LINE)
