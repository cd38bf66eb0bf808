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
