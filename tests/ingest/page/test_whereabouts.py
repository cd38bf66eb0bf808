"""Who publishes a page, and what of that is only a notice of rights."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.page import Page
from site_gen.ingest.page.whereabouts import publisher_of


@pytest.mark.parametrize(
    ("notice", "name"),
    [
        ("&amp;amp;copy; 2016 meadow.com", "meadow.com"),
        ("(c) meadow.nl - All rights reserved", "meadow.nl"),
        ("Copyright © 2017 Meadow Inc. All Rights Reserved.", "Meadow Inc"),
        ("2022 Anna Berg RIVERS, Anna Berg", "Anna Berg RIVERS, Anna Berg"),
        ("(C) 2020 by Meadow Wines", "Meadow Wines"),
        ("Copyright 2014", "meadow.example"),
        ("Copyright © 2001-2009", "meadow.example"),
        ("24 Kanal", "24 Kanal"),
        ("Bymuseet", "Bymuseet"),
        ("www.meadow.com", "meadow.com"),
        ("", "meadow.example"),
    ],
)
def test_a_notice_of_rights_names_a_publisher_without_its_years(notice: str, name: str) -> None:
    page = Page({"copyright": (notice,)}, {}, (), (), "", {}, "en", "https://www.meadow.example/a")
    found = publisher_of(page)
    assert found is not None
    assert found.value == name


def test_the_name_of_the_site_goes_before_a_notice_of_rights() -> None:
    page = Page({"copyright": ("2020 Meadow Inc",), "og:site_name": ("Meadow Post",)}, {}, (), (), "", {}, "en", "")
    found = publisher_of(page)
    assert found is not None
    assert found.value == "Meadow Post"
