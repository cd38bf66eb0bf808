"""Characters that were encoded twice are mended where that is certain, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.ingest.doors import open_seed
from site_gen.ingest.page.read import read_page
from site_gen.ingest.page.twice import encoded_once

SAID = "“We open two gates,” said Olin — the river’s level fell, “thank heaven”. "
TEXTS = [
    SAID,
    "Die Behörde öffnet zwei Tore über dem Fluß. Für München heißt das: größere Vorräte.",
    "Губернатор заявил, что водосброс будет открыт.",
    "Les écluses s’ouvrent à midi, où l’eau baisse : déjà très élevée.",
    "当局は水曜日に発表した。",
]


def twice(text: str) -> str:
    return "".join(
        bytes((byte,)).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_was_encoded_twice_is_what_it_was(text: str) -> None:
    assert encoded_once(twice(text))[0] == text


@pytest.mark.parametrize(
    "text", [*TEXTS, "„Viel Spaß“, „so groß“, „ein Fluß“, „zu heiß“ – ÜBER ALLES.", "NÃO À LA MERÂ»"]
)
def test_a_text_that_was_encoded_once_stays(text: str) -> None:
    assert encoded_once(text) == (text, 0)


@given(st.text(alphabet=st.characters(codec="cp1252"), max_size=60))
def test_any_text_is_mended_or_stays(text: str) -> None:
    mended, count = encoded_once(text)
    assert (mended == text) == (count == 0)


def test_a_page_encoded_twice_says_so_and_has_its_marks() -> None:
    page = f'<html lang=en><meta charset="utf-8"><title>Gates</title><h1>Gates</h1><p>{SAID * 3}</p>'
    opened = open_seed(twice(page).encode(), "seeds/a.html")
    assert opened.text == (SAID * 3).strip()
    assert opened.notes == ("declared utf-8, read as utf-8 encoded twice",)
    assert read_page(page, "a.html").text == opened.text
