"""What came in place of an article is refused by name; an article about such things is none of it."""

from __future__ import annotations

import pytest

from site_gen.errors import SiteError
from site_gen.ingest.page.read import read_page
from site_gen.ingest.page.wall import wall_of

TEXT = "The mayor of Orlen said on Tuesday that the northern bridge would open before winter. "


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Checking your browser before accessing orlenpost.example."),
        ("Access Denied", "You do not have permission. Reference #18.2f."),
        ("404 - Page not found | Orlen Post", TEXT),
        ("Seite nicht gefunden – Orlener Blatt", TEXT),
        ("Attention Required! | Cloudflare", ""),
        ("Orlen Post", "You need to enable JavaScript to run this app."),
        ("Orlener Blatt", "Bitte aktivieren Sie JavaScript in Ihrem Browser."),
        ("La Rive", "Activez JavaScript pour lire cette page."),
        ("Река", "Включите JavaScript в браузере."),
    ],
)
def test_a_wall_is_told_from_an_article(title: str, text: str) -> None:
    assert wall_of(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Access denied", TEXT * 40),
        ("Access denied to the northern bridge", TEXT),
        ("404 people cross the northern bridge", TEXT),
        ("Bridge opens", f"{TEXT}The town's page needs JavaScript to be enabled, she said. {TEXT * 5}"),
        ("Bridge opens", TEXT),
        ("", ""),
    ],
)
def test_an_article_is_no_wall(title: str, text: str) -> None:
    assert wall_of(title, text) == ""


def test_a_page_that_scripts_fill_is_refused_with_a_remedy() -> None:
    words = "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>"
    shell = f"<html><head><title>Orlen Post</title></head><body>{words}</body></html>"
    with pytest.raises(SiteError) as caught:
        read_page(shell, "seeds/a.html")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("walled-page", "seeds/a.html")
    assert "open it in a browser" in problem.hint


def test_a_table_is_its_cells_without_the_rules_that_are_drawn_for_it() -> None:
    table = "<table><tr><th>Gate</th><th>Level</th></tr><tr><td>North</td><td>3.2 m</td></tr></table>"
    body = f"<h1>Bridge opens</h1><p>{TEXT * 2}</p>{table}<p>{TEXT}</p>"
    page = f"<html lang=en><head><title>Bridge opens</title></head><body><article>{body}</article></body></html>"
    assert "Gate | Level\n\nNorth | 3.2 m" in read_page(page, "a.html").text
