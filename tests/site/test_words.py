"""The interface in other languages: every text translated, none left in English on a page; counts and numbers."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
import pytest
import russian_site
from catalogue import LOCALE, Message, catalogues, messages
from small_site import tree

from site_gen.build import BuildOptions, build
from site_gen.errors import SiteError
from site_gen.site.data.dictionary import TABLES, fields_of
from site_gen.site.vocabulary import counted
from site_gen.site.words import ENGLISH, Words, load_words

_PLACE: Final = re.compile(r"%\((\w+)\)s")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}")
"""Matches "the" and "JSON", not "A" or "дом"."""
_WRAPPED: Final = re.compile(r"⟦[^⟦⟧]*⟧")
_CONTENT: Final = re.compile(r"https?://\S+|The river rises")
"""Addresses, and the one article in English. Matches "https://post.example/a1", not "post"."""
_NAMES: Final = frozenset(
    "JSON Atom RSS Feed CSV SQLite TimelineJS iCalendar GEXF BibTeX Web Annotation Schema SHA EDTF ISO IPTC".split()
)
"""Names of forms and standards, the same in every language."""
_TERMS: Final = frozenset(
    "SQL Datasette Python UTF Knight Lab Gephi biblatex Zotero BCP PLOVER Media Topic null true false "
    "about at least most Schema json corrections site gen ingest".split()
)
"""What the Russian texts name as it is written in files."""
_KEYWORDS: Final = {"search.html": frozenset("by actor topic source".split())}
"""What readers type as it is, by page."""
_TOLD: Final = ("title", "aria-label", "placeholder", "label", "data-said", "data-here", "data-everywhere")
"""Attributes that readers see, or that the scripts say."""
_HIDDEN: Final = frozenset(["script", "style", "code"])
_OPTIONS: Final = BuildOptions(ingest="none")


def _project(root: Path, **more: str) -> Path:
    for path, text in {**russian_site.FILES, **more}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def _catalogue(told: dict[Message, tuple[str, ...]]) -> str:
    """A catalogue as an author writes one."""
    lines = (LOCALE / "ru.po").read_text("utf-8").partition("\n\n")[0].splitlines()
    for text, forms in told.items():
        names = ("msgid",) if isinstance(text, str) else ("msgid", "msgid_plural")
        lines += ["", *(f"{name} {_quoted(part)}" for name, part in zip(names, _parts(text), strict=True))]
        if isinstance(text, str):
            lines.append(f"msgstr {_quoted(forms[0])}")
        else:
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(forms)]
    return "\n".join(lines) + "\n"


def _parts(text: Message) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _pseudo() -> str:
    """A catalogue in which every text stands in brackets."""
    return _catalogue({text: tuple(f"⟦{part}⟧" for part in (*_parts(text), _parts(text)[-1])) for text in messages()})


def _own(element: Element, lang: str = "") -> Iterator[str]:
    """What readers of a page see that claims to be in the site's language: texts and told attributes, as they stand."""
    lang = element.get("lang", lang)
    if lang != "ru" or element.tag in _HIDDEN or "address" in element.get("class", "").split():
        return
    yield from (element.get(name, "") for name in _TOLD)
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content", "")
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _own(child, lang)
        yield child.tail or ""


def _seen(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "public").rglob("*.html")):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for text in _own(page):
            for told in _said(text) if text.startswith("{") else [text]:
                if told.strip():
                    yield path.relative_to(root / "public").as_posix(), _CONTENT.sub("", told)


def _said(text: str) -> Iterator[str]:
    """The texts that a script is given as JSON."""
    for value in json.loads(text).values():
        yield from value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]


def _unwrapped(text: str) -> str:
    """The text without what stands in brackets, however deep."""
    while (less := _WRAPPED.sub("", text)) != text:
        text = less
    return text


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = _project(tmp_path_factory.mktemp("russian") / "project")
    build(root, _OPTIONS)
    return root


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = _project(tmp_path_factory.mktemp("pseudo") / "project", **{"templates/locale/ru.po": _pseudo()})
    build(root, _OPTIONS)
    return root


def test_every_text_stands_translated_in_every_catalogue_and_none_that_stands_nowhere() -> None:
    wanted = set(messages())
    assert len(wanted) > 450
    assert "ru" in catalogues()
    for lang, catalogue in catalogues().items():
        found = {tuple(one.id) if isinstance(one.id, list | tuple) else one.id: one for one in catalogue if one.id}
        forms = {text: _forms(one.string) for text, one in found.items()}
        assert set(found) == wanted, lang
        assert [text for text, told in forms.items() if not all(told)] == []
        assert {len(told) for text, told in forms.items() if isinstance(text, tuple)} == {catalogue.num_plurals}
        assert not any(one.fuzzy for one in found.values())


def _forms(told: object) -> tuple[str, ...]:
    return tuple(str(part) for part in told) if isinstance(told, list | tuple) else (str(told),)


def test_a_translation_has_the_places_of_its_text() -> None:
    for lang, catalogue in catalogues().items():
        for one in catalogue:
            if isinstance(one.id, str) and one.id:
                assert sorted(_PLACE.findall(one.id)) == sorted(_PLACE.findall(str(one.string))), (lang, one.id)
                assert one.id.count("…") == str(one.string).count("…"), (lang, one.id)
            elif one.id:
                for form in _forms(one.string):
                    assert set(_PLACE.findall(form)) <= set(_PLACE.findall(one.id[1])), (lang, one.id)


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 статья"),
        (2, "2 статьи"),
        (5, "5 статей"),
        (11, "11 статей"),
        (21, "21 статья"),
        (1000, "1\u202f000 статей"),
    ],
)
def test_russian_counts_have_three_forms(count: int, told: str) -> None:
    assert counted(load_words("ru"), article=count) == told


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "1,234,567"), ("en-GB", "1,234,567"), ("de", "1.234.567"), ("ru", "1\u202f234\u202f567")],
)  # fmt: skip
def test_thousands_are_parted_as_the_language_has_it(lang: str, told: str) -> None:
    assert load_words(lang).number(1234567) == told


def test_english_counts_have_two_forms_and_nothing_for_none() -> None:
    assert counted(ENGLISH, article=1, statement=1200, event=0) == "1 article, 1,200 statements"


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert load_words("xx").say("Timeline") == "Timeline"


def test_a_region_takes_the_catalogue_of_its_language() -> None:
    assert load_words("ru-BY").say("Timeline") == load_words("ru").say("Timeline") == "Хронология"


def test_a_key_changes_with_every_text() -> None:
    one, other = Words("ru", {"Timeline": ("Хронология",)}), Words("ru", {"Timeline": ("Летопись",)})
    assert one.key != other.key != ENGLISH.key == b""


def test_the_sites_catalogue_wins_text_by_text(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/ru.po").write_text(_catalogue({"Timeline": ("Летопись",)}), encoding="utf-8")
    words = load_words("ru", tmp_path)
    assert (words.say("Timeline"), words.say("Search")) == ("Летопись", "Поиск")
    assert counted(words, article=5) == "5 статей"


def test_what_the_sites_catalogue_leaves_untranslated_keeps_its_translation(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    told = _catalogue({"Timeline": ("",), "Sources": ("Откуда",)})
    (tmp_path / "locale/ru.po").write_text(told, encoding="utf-8")
    words = load_words("ru", tmp_path)
    assert (words.say("Timeline"), words.say("Sources")) == (load_words("ru").say("Timeline"), "Откуда")


def test_a_broken_catalogue_is_an_error_with_path_and_line(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale/ru.po").write_text('msgid "Timeline"\nmsgstr "Летопись"\n\nmsgid broken\n', encoding="utf-8")
    with pytest.raises(SiteError) as caught:
        load_words("ru", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line > 0, problem.code) == ("templates/locale/ru.po", True, "bad-catalogue")


def test_no_page_of_a_russian_site_has_an_english_word(russian: Path) -> None:
    found = {(path, text) for path, text in _seen(russian) if set(_LATIN.findall(text)) - _TERMS - _known(path)}
    assert sorted(found) == []


def test_every_text_of_every_page_comes_from_a_catalogue(pseudo: Path) -> None:
    found = {(path, text) for path, text in _seen(pseudo) if set(_LATIN.findall(_unwrapped(text))) - _known(path)}
    assert sorted(found) == []


def test_the_pages_say_most_of_the_texts(pseudo: Path) -> None:
    shown = "\n".join(text for _, text in _seen(pseudo))
    said = [text for text in messages() if any(_pattern(part).search(shown) for part in _parts(text))]
    assert len(said) > 0.75 * len(messages())


def _pattern(text: str) -> re.Pattern[str]:
    """The text in brackets with anything in its places."""
    return re.compile("⟦" + ".*?".join(re.escape(part) for part in re.split(r"%\(\w+\)s", text)) + "⟧")


def _known(page: str) -> frozenset[str]:
    return _NAMES | _KEYWORDS.get(page, frozenset()) | (_fields() if page == "data.html" else frozenset())


@cache
def _fields() -> frozenset[str]:
    """Names of fields, tables and values of the data set, and of the files that have them: as written in them."""
    told = " ".join(f"{table} {field} {form}" for table, row in TABLES for field, form, _ in fields_of(row))
    files = "site json schema manifest annotations timelinejs ics gexf bib csv sqlite references graph timeline"
    values = (
        "report claim deny demand promise warn accuse role name metonym pronoun carried newspaper agency broadcaster "
        "government ngo blog killed wounded deployed displaced detained"
    )
    return frozenset(_LATIN.findall(f"{told} {files} {values}"))


def test_what_is_in_another_language_says_so(russian: Path) -> None:
    page = html5lib.parse((russian / "public/items/a5.html").read_text("utf-8"), namespaceHTMLElements=False)
    assert page.get("lang") == "ru"
    foreign = [element for element in page.iter() if element.get("lang") == "en"]
    assert any("The river rises" in "".join(element.itertext()) for element in foreign)
    assert all(element.get("dir") == "auto" for element in foreign)


def test_a_changed_catalogue_changes_pages_as_a_clean_build_does(tmp_path: Path) -> None:
    root = _project(tmp_path / "project")
    before = build(root, _OPTIONS)
    assert build(root, _OPTIONS).written == 0
    own = root / "templates/locale/ru.po"
    own.parent.mkdir(parents=True)
    own.write_text(_catalogue({"Timeline": ("Летопись",)}), encoding="utf-8")
    report = build(root, _OPTIONS)
    assert 0 < report.written <= before.written
    assert "Летопись" in (root / "public/index.html").read_text("utf-8")
    clean = tmp_path / "clean"
    for name in ("content", "templates"):
        shutil.copytree(root / name, clean / name)
    build(clean, _OPTIONS)
    assert tree(root / "public") == tree(clean / "public")
