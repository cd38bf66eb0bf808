"""What must hold of any input whatever, for each part that reads what strangers write.

A target is a function under hypothesis: `test_targets` asks each for some hundred inputs, `run` for as many as there is
time, led by what code they reach where atheris is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import html5lib
import yaml
from desk import IDS, MACHINE, PATH
from fuzz.texts import ANY, pages, prose, spaced_prose, yaml_soup
from hand import EDITS, play
from hostile_text import active
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_bodies import bodies
from msgspec.structs import replace

from site_gen.content.escape import escape_paragraph
from site_gen.content.frontmatter import read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.records import ACTOR, ITEM, SETTINGS, SIDECAR, SOURCE, TOPIC
from site_gen.content.registry import ACTORS, SITE, SOURCES, TOPICS, parse_registry, parse_settings
from site_gen.content.rewrite import NotRewritable, rewrite_item, same_values
from site_gen.content.sidecar import parse_sidecar
from site_gen.content.tangle import tangle_in
from site_gen.content.writer import format_item
from site_gen.dates import parse_edtf, short_wording, wording
from site_gen.errors import SiteError
from site_gen.incoming import Sidecar
from site_gen.ingest.article import bare_article, parse_article
from site_gen.ingest.clean import find_cuts, read_header
from site_gen.ingest.dates import find_times
from site_gen.ingest.doors import open_seed
from site_gen.ingest.draft import draft_item
from site_gen.ingest.extract import extract
from site_gen.model import Actor, Registry, Topic
from site_gen.site.assemble import prove
from site_gen.site.markdown import fold, render_markdown, render_reference

_REGISTRY: Final = Registry(
    {
        "oslo": Actor("oslo", "Oslo", "state"),
        "ada": Actor("ada", "Ada Holm", "person"),
        "smith": Actor("smith", "John Smith", "person"),
    },
    {"dams": Topic("dams", "Dams", terms=("dam", "gate*"))},
)
_DAYS: Final = st.sampled_from(["", "2022-08-04", "2022-08", "XXXX-09-25", "2022-08-04T23:30:00-05:00"])
_FILES: Final[dict[str, tuple[Any, bool]]] = {
    "item": (ITEM, False), SITE: (SETTINGS, False), "sidecar": (SIDECAR, False),
    ACTORS: (ACTOR, True), TOPICS: (TOPIC, True), SOURCES: (SOURCE, True),
}  # fmt: skip
_leaf = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**25), 10**25), st.floats(), st.dates(), st.text(ANY, max_size=12),
    st.sampled_from("a 2022-08-04 direct review person https://a.example/ javascript:x ../x 1".split()),
)  # fmt: skip
_names = st.sampled_from(sorted({name for fields, _ in _FILES.values() for name in fields} | {"text", "when", "x"}))
_value = st.recursive(
    _leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=4), max_leaves=8
)


def told(error: SiteError, path: str, lines: int = 10**9) -> None:
    """A refusal names file, line, code and remedy."""
    named(error, path)
    assert all(0 < problem.line <= lines for problem in error.problems), error.problems


def named(error: SiteError, path: str) -> None:
    """A refusal names file, code and remedy."""
    for problem in error.problems:
        assert problem.path == path, problem
        assert re.fullmatch(r"[a-z0-9-]+", problem.code), problem
        assert problem.message, problem
        assert problem.hint, problem


@given(yaml_soup, st.sampled_from(["", "---\n", "---\ntitle: T\n", "---\r\ntitle: T\r\n"]))
def frontmatter(text: str, start: str) -> None:
    """Any text is an item or is refused at its line; what is read is written and read again."""
    whole = f"{start}{text}\n---\nThe dam held.\n"
    try:
        item = parse_item(PATH, whole)
    except SiteError as error:
        told(error, PATH)
        return
    assert same_values(parse_item(PATH, format_item(item)), item)


@given(st.sampled_from(sorted(_FILES)), st.dictionaries(_names, _value, max_size=6))
def schema(file: str, values: dict[str, Any]) -> None:
    """Any value in any field of any file is taken or refused at its line."""
    _, entries = _FILES[file]
    text = yaml.safe_dump({"a": values} if entries else values, allow_unicode=True)
    path = "seeds/x.yaml" if file == "sidecar" else PATH if file == "item" else file
    try:
        if file == "item":
            parse_item(path, f"---\n{text}---\nThe dam held.\n")
        elif file == "sidecar":
            parse_sidecar(path, text)
        elif file == SITE:
            parse_settings(text)
        else:
            parse_registry({file: text})
    except SiteError as error:
        told(error, path)


@given(spaced_prose, _DAYS, st.sampled_from(["en", "ru", "de", "hy"]), st.text("0123456789X-/?~.TZ:+[], ", max_size=24))
def dates(text: str, published: str, lang: str, written: str) -> None:
    """Times lie in the text, in order, and are EDTF; what is EDTF has a first and last day and reads well."""
    last = 0
    for one in find_times(bare_article(text, published or None, lang=lang)):
        assert last <= one.start < one.end <= len(text)
        last = one.start
        if one.edtf is not None:
            parse_edtf(one.edtf)
    with suppress(ValueError):
        found = parse_edtf(written)
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        assert all(tell(written, lang) for tell in (wording, short_wording))


@given(prose, st.sampled_from(["en", "ru", "de"]), st.booleans(), st.lists(prose, max_size=2))
def clean(text: str, lang: str, headed: bool, boilerplate: list[str]) -> None:
    """Cuts lie in the text in order and apart; their words, and facts of the header, are words of the text."""
    at = 0
    for cut in find_cuts(text, tuple(boilerplate), lang, headed):
        assert at <= cut.start < cut.end <= len(text)
        assert text[cut.start : cut.end].split()[: len(cut.words.split())] == cut.words.split()
        at = cut.end
    for _, value in read_header(text):
        assert value in text


@given(spaced_prose, _DAYS, st.sampled_from(["", "en", "ru", "de", "hy"]))
@example("Ada Holm said “the cafe\u0301 is closed” on Monday.", "2022-08-04", "")
def extraction(text: str, published: str, lang: str) -> None:
    """A text behind the plain door becomes an item, or is refused by name."""
    _ingested(text.encode(), "seeds/x.txt", Sidecar(published=published, lang=lang))


@given(pages, st.sampled_from(["x.html", "x.mhtml", "x.eml", "x.md", "x.txt", "x.entry.json"]))
def doors(data: bytes, name: str) -> None:
    """Any bytes behind any door become an item, or are refused by name."""
    _ingested(data, f"seeds/{name}", Sidecar())


def _ingested(data: bytes, path: str, given: Sidecar) -> None:
    """Findings lie in the text; the item made of them is read back as written, and every word of it stands there."""
    try:
        article = parse_article(data, path, _REGISTRY, given, opener=open_seed)
    except SiteError as error:
        named(error, path)
        return
    found = extract(article, _REGISTRY)
    for one in found:
        assert 0 <= one.start < one.end <= len(article.text)
    item = draft_item("x", article, found, _REGISTRY)
    again = parse_item(PATH, format_item(item))
    assert same_values(again, item)
    assert prove(again, render_markdown)[2] == []


@given(
    st.integers(0, len(MACHINE) - 1),
    st.lists(
        st.one_of(
            st.integers(0, len(MACHINE) - 1),
            st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 9), st.sampled_from(IDS)),
        ),
        max_size=10,
    ),
    st.integers(0, len(MACHINE) - 1),
)
def merge(first: int, story: list[Any], last: int) -> None:
    """No order of edits and of the machine's results loses what a person did; the last again changes nothing."""
    steps = [MACHINE[one] if isinstance(one, int) else one for one in story]
    desk = play([MACHINE[first], *steps, MACHINE[last]])
    text, memory = desk.text, desk.memory
    desk.ingest(MACHINE[last])
    assert (desk.text, desk.memory) == (text, memory)


@given(yaml_soup, st.sampled_from(range(len(MACHINE))), st.text(ANY, max_size=8))
def rewriting(text: str, number: int, word: str) -> None:
    """A value written into whatever is an item changes that value alone, or is declined."""
    whole = f"---\ntitle: T\n{text}\n---\nThe dam held.\n"
    try:
        item = parse_item(PATH, whole)
    except SiteError:
        return
    wanted = replace(item, title=" ".join(f"t {word}".split()) or "t", actors=MACHINE[number].actors)
    try:
        written = rewrite_item(PATH, whole, wanted)
    except NotRewritable:
        return
    assert same_values(parse_item(PATH, written), wanted)
    assert _comments(written) >= _comments(whole)


def _comments(text: str) -> int:
    return len(re.findall(r"^#", text, re.MULTILINE))


@given(prose, st.text(ANY, max_size=40))
def escape(text: str, more: str) -> None:
    """A paragraph of a source, escaped and rendered, shows its very words and nothing else."""
    words = " ".join(f"{text} {more}".split())
    if not words or "\0" in words:
        return
    shown = render_markdown(escape_paragraph(words) + "\n")
    assert fold(shown.text) == fold(words)
    tree = html5lib.parseFragment(shown.html, namespaceHTMLElements=False)
    assert [element.tag for element in tree] == ["p"]


@given(st.one_of(bodies, prose, yaml_soup))
def markdown(body: str) -> None:
    """The quick way gives what the reference gives; nothing of a body can act."""
    if tangle_in(body) is not None:
        return
    shown = render_markdown(body)
    assert shown == render_reference(body)
    assert active(shown.html.encode("utf-8", "replace")) == []


@given(yaml_soup)
def reading(text: str) -> None:
    """Front matter alone: taken or refused, and never more lines than the text has."""
    try:
        read_front_matter(PATH, f"---\n{text}\n---\n")
    except SiteError as error:
        told(error, PATH, len(text.splitlines()) + 3)


TARGETS: Final[dict[str, Callable[[], None]]] = {
    made.__name__: made
    for made in (frontmatter, reading, schema, dates, clean, extraction, doors, merge, rewriting, escape, markdown)
}
