"""Word and PDF of every shape; what is protected, broken, hostile or beyond the libraries is refused by name."""

from __future__ import annotations

import builtins
import io
import tomllib
import zipfile
from collections.abc import Callable
from typing import Final

import ingest.door_cases as cases
import pytest
from pypdf import PdfReader, PdfWriter

from site_gen.errors import SiteError
from site_gen.ingest import confined
from site_gen.ingest.confined import open_confined
from site_gen.ingest.doors import open_seed

WORD: Final = (cases.DATA / "word/01-title-style.docx").read_bytes()
PDF: Final = (cases.DATA / "pdf/01-lines.pdf").read_bytes()


@pytest.mark.parametrize(("folder", "name"), [(kind, name) for kind in ("word", "pdf") for name in cases.names(kind)])
def test_a_document_gives_what_its_table_says(folder: str, name: str) -> None:
    opened = cases.check(folder, name)
    wanted = tomllib.loads((cases.DATA / folder / f"{name}.toml").read_text("utf-8"))
    assert opened.guessed == wanted.get("guessed", "")
    assert opened.published is None


def test_there_is_a_table_for_every_document() -> None:
    assert cases.strangers("word") == cases.strangers("pdf") == []
    assert len(cases.names("word")) >= 10
    assert len(cases.names("pdf")) >= 10


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(name: str, data: bytes) -> bytes:
    """The Word document with one part more, or another one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return out.getvalue()


REFUSED: Final[dict[str, tuple[str, Callable[[], bytes], str]]] = {
    "a PDF with a password": ("x.pdf", locked, "protected"),
    "a PDF of pictures": ("x.pdf", blank, "no-words"),
    "a PDF that is a page": ("x.pdf", lambda: b"<html><p>Sign in</p></html>", "broken-document"),
    "a PDF's first bytes": ("x.pdf", lambda: PDF[:60], "broken-document"),
    "a PDF cut short": ("x.pdf", lambda: PDF[:-300], "broken-document"),
    "nothing as PDF": ("x.pdf", lambda: b"", "broken-document"),
    "an old Word document": ("x.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "protected"),
    "Word cut short": ("x.docx", lambda: WORD[:400], "broken-document"),
    "another archive": ("x.docx", lambda: b"PK\x05\x06" + b"\0" * 18, "broken-document"),
    "Word without words": ("x.docx", lambda: packed("word/document.xml", b"<x/>"), "broken-document"),
    "nothing as Word": ("x.docx", lambda: b"", "broken-document"),
    "a bomb": ("x.docx", lambda: packed("word/media/a.png", b"\0" * 200_000_000), "seed-too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name_and_remedy(name: str) -> None:
    path, make, code = REFUSED[name]
    with pytest.raises(SiteError) as caught:
        open_seed(make(), f"seeds/{path}")
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].hint


def test_documents_are_opened_in_the_child_and_entities_of_entities_end_there() -> None:
    bomb = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    xml = f'<!DOCTYPE x [<!ENTITY a "{"a" * 9}">{bomb}]><w:document xmlns:w="w"><w:body>&j;</w:body></w:document>'
    try:
        assert open_confined(PDF, "seeds/x.pdf") == open_seed(PDF, "seeds/x.pdf")
        with pytest.raises(SiteError):
            open_confined(packed("word/document.xml", xml.encode()), "seeds/x.docx")
        assert "two of the four gates" in open_confined(WORD, "seeds/x.docx").text
    finally:
        confined.end()


@pytest.mark.parametrize(("path", "data", "library"), [("x.docx", WORD, "docx"), ("x.pdf", PDF, "pypdf")])
def test_without_the_extra_the_remedy_is_told(
    path: str, data: bytes, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *given: object, **named: object) -> object:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return real(name, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SiteError) as caught:
        open_seed(data, f"seeds/{path}")
    assert caught.value.problems[0].code == "missing-extra"
    assert "site-gen[documents]" in caught.value.problems[0].hint
