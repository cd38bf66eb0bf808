"""Hostile text in every field and place: shown as written or refused, and nothing of it acts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import html5lib
import pytest
from hostile_text import active
from payloads import payloads, texts, write_payloads

from site_gen.build import BuildOptions, build
from site_gen.site.markdown import render_markdown
from site_gen.site.urls import fragment_link

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All payloads in all places, built."""
    root = write_payloads(tmp_path_factory.mktemp("payloads"))
    build(root, BuildOptions(ingest="none"))
    return root / "public"


def test_there_are_many_payloads() -> None:
    assert len(set(payloads())) > 400


def test_an_html5_parser_finds_nothing_that_acts(public: Path) -> None:
    pages = sorted(public.rglob("*.html"))
    assert len(pages) > 50
    assert {page.name: found for page in pages if (found := active(page.read_bytes()))} == {}


def test_every_text_is_shown_as_it_was_written(public: Path) -> None:
    for at, text in enumerate(texts()):
        page = html5lib.parse((public / f"items/i{at}.html").read_bytes(), namespaceHTMLElements=False)
        assert " ".join("".join(next(page.iter("h1")).itertext()).split()) == " ".join(text.split())


@pytest.mark.parametrize("form", ["*.xml", "*.rss", "*.gexf", "*.svg"])
def test_what_is_xml_can_be_read_and_has_no_element_of_html(public: Path, form: str) -> None:
    files = sorted(public.rglob(form))
    assert files
    for path in files:
        for element in ElementTree.parse(path).iter():
            assert not str(element.tag).startswith("{http://www.w3.org/1999/xhtml}")
            assert not any(name.lower().startswith("on") for name in element.attrib)


def test_what_is_json_can_be_read(public: Path) -> None:
    files = sorted(public.rglob("*.json"))
    assert files
    for path in files:
        json.loads(path.read_text(encoding="utf-8"))


def test_linked_data_ends_where_its_element_does(public: Path) -> None:
    for path in sorted(public.rglob("*.html"))[::6]:
        page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        for element in page.iter("script"):
            if element.get("type") == "application/ld+json":
                json.loads(element.text or "")


def test_no_cell_is_a_formula(public: Path) -> None:
    files = sorted(public.rglob("*.csv"))
    assert files
    for path in files:
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)):
            assert [cell for cell in row if cell.startswith(FORMULA) and not cell[1:].replace(".", "").isdigit()] == []


def test_a_calendar_has_only_its_own_lines(public: Path) -> None:
    text = (public / "data/events.ics").read_bytes().decode()
    assert "\r" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "")
    events = unfolded.count("\r\nBEGIN:VEVENT\r\n")
    assert events == unfolded.count("\r\nEND:VEVENT\r\n") == len(list(texts()))


def _links() -> Iterator[str]:
    schemes = "javascript vbscript data file ftp blob about view-source intent ms-msdt tel sms chrome jar feed".split()
    for scheme in schemes:
        for written in (scheme, scheme.upper(), scheme.title(), f" {scheme}", f"&#{ord(scheme[0])};{scheme[1:]}",
                        f"{scheme[:2]}&Tab;{scheme[2:]}", f"{scheme[:2]}&NewLine;{scheme[2:]}",
                        f"\\{scheme}"):  # fmt: skip
            yield f"[x]({written}:pwn)"
            yield f"[x](<{written}:pwn>)"
            yield f"<{written}:pwn>"
            yield f"[x]\n\n[x]: {written}:pwn"


@pytest.mark.parametrize("body", list(_links()), ids=ascii)
def test_a_link_leads_to_the_web_or_nowhere(body: str) -> None:
    page = html5lib.parse(render_markdown(body).html, namespaceHTMLElements=False)
    for element in page.iter("a"):
        address = (element.get("href") or "").strip().lower()
        scheme = "".join(address.partition(":")[0].split()) if ":" in address.partition("/")[0] else ""
        assert scheme in ("", "http", "https", "mailto")


@pytest.mark.parametrize("payload", payloads()[::7], ids=ascii)
def test_a_fragment_holds_words_alone(payload: str) -> None:
    link = fragment_link("https://a.example/", payload)
    assert not set(link) & set("\"'<> \n`")
