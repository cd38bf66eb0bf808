"""Bytes of pages under true, false and missing declarations."""

from __future__ import annotations

import pytest

from site_gen.ingest.page.encoding import decode_page, same_encoding

GERMAN = "Die Schleusen bei Karsen öffnen, sagte Märta Öhlin: „Wir müssen für alle größere Flächen räumen“. " * 4
RUSSIAN = "Региональное водное управление сообщило в среду, что водосброс будет открыт впервые за одиннадцать лет. " * 4


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-8", "iso-8859-1"),
        (GERMAN, "utf-8", "no-such-thing"),
        (GERMAN, "utf-8-sig", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1"),
        (GERMAN, "cp1252", ""),
        (GERMAN, "utf-16", ""),
        (GERMAN, "utf-16-le", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "koi8-r", "koi8-r"),
    ],
)
def test_the_words_come_out_whatever_is_declared(text: str, encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    read, _, said = decode_page(f"<html><head>{meta}</head><p>{text}</p></html>".encode(encoding))
    assert text in read
    assert said in (declared, encoding.removesuffix("-sig"), "utf-16-le")


def test_a_stray_byte_does_not_spoil_a_page() -> None:
    data = f"<p>{GERMAN * 9}</p>".encode() + b"<p>\xe4</p>"
    read, encoding, _ = decode_page(data)
    assert GERMAN in read
    assert encoding == "utf-8"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("ISO-8859-1", "cp1252", True), ("utf8", "utf-8", True), ("", "cp1251", True), ("utf-8", "cp1251", False)],
)
def test_two_names_of_one_encoding_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_encoding(one, other) is same
