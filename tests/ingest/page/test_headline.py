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


def test_a_section_s_name_that_is_a_title_too_goes_behind_the_headline() -> None:
    told = '<title>News - Orlmedia</title><meta property="og:title" content="Bridge opens in Orlen after nine years">'
    heads = "<h1>News</h1><h1>Bridge opens in Orlen after nine years</h1>"
    page = f"<html><head>{told}</head><body>{heads}<article>{TEXT}</article></body></html>"
    fact = open_seed(page.encode(), "seeds/x.html").title
    assert fact is not None
    assert fact.value == "Bridge opens in Orlen after nine years"
