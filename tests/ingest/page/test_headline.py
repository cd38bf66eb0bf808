"""Which of a page's headings is its headline."""

from __future__ import annotations

import pytest

from site_gen.ingest.doors import open_seed
from site_gen.ingest.facts import Fact

TEXT = (
    "<p>The bridge over the Orl was opened on Monday, the mayor said, after nine years of work and two floods.</p>" * 3
)


def headline(title: str, heading: str) -> Fact | None:
    body = f"<h1>{heading}</h1><article>{TEXT}</article>"
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return open_seed(page.encode(), "seeds/x.html").title


@pytest.mark.parametrize(
    ("title", "heading", "found"),
    [
        ("Bridge opens in Orlen after nine years - Orlmedia", "오를 미디어", "Bridge opens in Orlen after nine years"),
        ("Orlmedia", "Мост открыт", "Мост открыт"),
        ("Orlmedia | news", "Bridge opens", "Bridge opens"),
        ("Bridge opens in Orlen after nine years", "Bridge open at last", "Bridge open at last"),
    ],
)
def test_an_only_heading_is_the_headline_unless_it_may_be_a_logo(title: str, heading: str, found: str) -> None:
    fact = headline(title, heading)
    assert fact is not None
    assert fact.value == found


OG = '<meta property="og:title" content="{}">'


def of_page(head: str, heading: str, lang: str = "de") -> str:
    page = f'<html lang="{lang}"><head>{head}</head><body><h1>{heading}</h1><article>{TEXT}</article></body></html>'
    fact = open_seed(page.encode(), "seeds/x.html").title
    return fact.value if fact else ""


@pytest.mark.parametrize(
    ("told", "heading", "found"),
    [
        ("Die Brücke öffnet am Montag", "<span>Verkehr</span> <span>Die Brücke öffnet am Montag</span>",
         "Die Brücke öffnet am Montag"),
        ("Die Brücke öffnet am Montag", "Die Brücke öffnet am Montag <a href=x>Im Editor öffnen</a>",
         "Die Brücke öffnet am Montag"),
        ("Die Brücke öffnet am Montag - Orlpost",
         "Die Brücke öffnet am Montag <small>: <b>Datum: 26.01.2032</b> <i>Mitteilung 6/2032</i></small>",
         "Die Brücke öffnet am Montag"),
        ("Orlen", "<time>27.01.2032</time> Brücke in Orlen offen", "Brücke in Orlen offen"),
        ("Bridge opens on Monday", "Local News | Bridge opens on Monday", "Bridge opens on Monday"),
        ("Bridge opens on Monday", "Bridge opens on Monday | ORLPOST.EXAMPLE", "Bridge opens on Monday"),
        ("Nach der Flut: Brücke öffnet am Montag", "<i>Nach der Flut</i><b>Brücke öffnet am Montag</b>",
         "Nach der Flut: Brücke öffnet am Montag"),
        ("Etwas anderes", "<i>Nach der Flut</i> : <b>Brücke öffnet am Montag</b>", "Etwas anderes"),
        ("Brücke am Montag offen", "<i>Orlen</i> : <b>Brücke öffnet am Montag</b>", "Orlen: Brücke öffnet am Montag"),
        ("The bridge opens on Monday at", "The bridge opens on Monday at noon <em>after</em> nine years",
         "The bridge opens on Monday at noon after nine years"),
        ("Sturm trifft Orlen am Montag", "<em>Sturm</em> trifft Orlen am Montag", "Sturm trifft Orlen am Montag"),
        ("Brücke öffnet", "Brü\xadcke öff\xadnet am Mon\xadtag", "Brücke öffnet am Montag"),
        ("橋が開く", "<ruby>橋<rt>はし</rt></ruby>が開く", "橋が開く"),
    ],
)  # fmt: skip
def test_a_heading_s_headline_is_what_machines_are_told_of_it(told: str, heading: str, found: str) -> None:
    assert of_page(OG.format(told), heading) == found


def test_marks_keep_their_space_in_french() -> None:
    assert of_page(OG.format("Le pont ouvre lundi matin"), "<i>Orlen</i> : <b>le pont ouvre lundi</b>", "fr") == (
        "Orlen : le pont ouvre lundi"
    )


@pytest.mark.parametrize(
    ("title", "heading", "found"),
    [
        ("Orlradio » Nummer zwei: Leo", "orlradio", "Nummer zwei: Leo"),
        ("Orlpost » Blog Archive » The bridge opens on Monday", "Orlpost", "The bridge opens on Monday"),
        ("The bridge opens on Monday : Orl-Archive | Notes of a town | since 2005", "Orl-Archive",
         "The bridge opens on Monday"),
        ("Bridge opens » ", "", "Bridge opens"),
        ("Frau Berg zu »Brücken im Nebel?«", "", "Frau Berg zu »Brücken im Nebel?«"),
        ("Kinder und Brücken » Orlhilfe e.V.", "Orlhilfe e.V. Verein für Kinder und Brücken und mehr",
         "Kinder und Brücken"),
        ("Le pont est ouvert depuis lundi ! ‹ Projet du pont", "", "Le pont est ouvert depuis lundi !"),
        ("ORL NEWS EASY|橋が月曜日に開いて人びとがわたった", "", "ORL NEWS EASY|橋が月曜日に開いて人びとがわたった"),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_no_headline(title: str, heading: str, found: str) -> None:
    address = '<link rel="canonical" href="https://www.orlradio.example/2">' if "radio" in title else ""
    site = '<meta property="og:site_name" content="Orlpost">'
    assert of_page(f"<title>{title}</title>{site}{address}", heading) == found


def test_a_title_for_machines_that_is_the_site_s_goes_behind_the_page_s_own() -> None:
    head = f"<title>The Orl public licence in its version 3 - Orl project</title>{OG.format('orl.example')}"
    assert of_page(f'{head}<link rel="canonical" href="https://orl.example/l">', "") == (
        "The Orl public licence in its version 3"
    )


def test_the_name_of_the_site_goes_off_the_headline_in_json_ld() -> None:
    node = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens - Orlpost"}</script>'
    assert of_page(f'<meta property="og:site_name" content="Orlpost">{node}', "") == "Bridge opens"


def test_a_section_s_name_that_is_a_title_too_goes_behind_the_headline() -> None:
    told = '<title>News - Orlmedia</title><meta property="og:title" content="Bridge opens in Orlen after nine years">'
    heads = "<h1>News</h1><h1>Bridge opens in Orlen after nine years</h1>"
    page = f"<html><head>{told}</head><body>{heads}<article>{TEXT}</article></body></html>"
    fact = open_seed(page.encode(), "seeds/x.html").title
    assert fact is not None
    assert fact.value == "Bridge opens in Orlen after nine years"
