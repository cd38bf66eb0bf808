"""Pages whose words stand where readers of trees overlook them."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.read import read_page

_LINES = (
    "The council of Marren closed the old lock on the river on Tuesday after engineers found a crack in its gate.",
    "Barges will wait at the lower quay until a diver has looked at the hinge, the harbour master Ilse Brandt said.",
    "Two ferries to Ostra keep to their hours, and the fish market of the old harbour opens at six as it always does.",
    "The repair of the gate is to take a month, and the costs are shared by the towns on both of the river's banks.",
)


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("می\u200cشود", "می\u200cشود"),
        ("उपाध्\u200dयक्ष", "उपाध्\u200dयक्ष"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u200cOstra Phone\u200c", "Ostra Phone"),
    ],
)
def test_signs_that_join_letters_stay_where_there_are_letters_to_join(word: str, kept: str) -> None:
    body = "".join(f"<p>{line} {word}</p>" for line in _LINES)
    page = f"<html><head><title>Lock</title></head><body><article><h1>Lock</h1>{body}</article></body>"
    assert read_page(page, "a.html").text.split("\n\n") == [f"{line} {kept}" for line in _LINES]


@pytest.mark.parametrize(
    "body",
    [
        "<p>{0}</p><p>{1}</p><p>{2}</p><p>{3}</p>",
        "<p><span id='top'></span>{0}</p><p><i class='icon'></i>{1}</p><p>{2}</p><p>{3}</p>",
        "<div><div class='ad'></div>{0}<p></p>{1}<p></p>{2}<p></p>{3}</div>",
        "<div>{0}<div id='slot-1'></div>{1}<div id='slot-2'></div>{2}<br><br>{3}</div>",
        "<p><strong></strong>{0}</p><h3></h3><p><a name='b'></a>{1}</p><p><em></em>{2}</p><p>{3}</p>",
    ],
)
def test_words_behind_an_empty_element_are_words_of_the_article(body: str) -> None:
    page = f"<html><head><title>Lock</title></head><body><article><h1>Lock</h1>{body.format(*_LINES)}</article></body>"
    assert read_page(page, "a.html").text.split("\n\n") == list(_LINES)
