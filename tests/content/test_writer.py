"""What the machine writes is read back as it was."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_gen.content.controls import CONTROL
from site_gen.content.item import parse_item
from site_gen.content.records import ACTS, BASES
from site_gen.content.writer import format_item, quoted
from site_gen.model import Correction, Cut, Event, Evidence, Figure, Item, Statement

_CHARS = st.characters(codec="utf-8", exclude_characters="\x00")
_WORDS = (
    st.one_of(
        st.text(_CHARS, max_size=30),
        st.sampled_from(["no", "null", "~", "- a", "# b", "12:30", "a: b", "'", '"', "\\"]),
        st.sampled_from(["{a}", "[b", "&c", "*d", "!e", "%f", "---"]),
    )
    .map(lambda text: CONTROL.sub(" ", unicodedata.normalize("NFC", text)))
    .map(lambda text: unicodedata.normalize("NFC", text.strip()).strip())
)  # fmt: skip
_TEXT = _WORDS.filter(bool)
_ID = st.sampled_from(["a", "no", "null", "12", "1e3", "0x1f", "a-b-2", "y", "on"])
_DAY = st.one_of(
    st.none(), st.dates(date(1, 1, 1)).map(date.isoformat), st.sampled_from(["199X", "XXXX-09-25", "2022?", "../2022"])
)
_IDS = st.lists(_ID, max_size=3, unique=True).map(tuple)
_STATEMENT = st.builds(
    Statement, st.none() | _ID, _TEXT, st.sampled_from(["direct", "partial", "indirect"]), named=_WORDS,
    basis=st.sampled_from(["", *BASES]), verb=_WORDS, act=st.sampled_from(["", *ACTS]), to=_WORDS, via=_WORDS,
    said=_DAY, words=_WORDS, rule=_WORDS, topics=_IDS, replies_to=_WORDS,
)  # fmt: skip
_EVENT = st.builds(
    Event, _TEXT, _DAY, _WORDS, _WORDS, _IDS, _IDS, st.sampled_from(["happened", "scheduled", "disputed", "cancelled"]),
    _WORDS, st.just("") | _ID,
)  # fmt: skip
_FIGURE = st.builds(
    Figure, _TEXT, st.from_regex(r"-?[0-9]{1,18}(\.[0-9]{1,6})?", fullmatch=True), _TEXT, st.none() | _ID, _WORDS,
    _WORDS, st.just("") | _ID, _WORDS, _WORDS, _DAY, _WORDS, _WORDS,
)  # fmt: skip
_NUMBER = st.integers(0, 10**9 - 1)
_ITEM = st.builds(
    Item, st.just("x"), _TEXT,
    st.text(_CHARS, max_size=60)
    .map(lambda text: CONTROL.sub(" ", unicodedata.normalize("NFC", text)).replace("\r", "").lstrip()),
    published=_DAY, updated=_DAY, source=st.none() | _ID, url=st.sampled_from(["", "https://a.example/é?b=c&d#e"]),
    lang=st.sampled_from(["", "no", "pt-BR"]), via=_IDS, authors=st.lists(_TEXT, max_size=2).map(tuple),
    basis=st.sampled_from([(), (("title", "derived"), ("url", "file name"))]), actors=_IDS, topics=_IDS, summary=_WORDS,
    statements=st.lists(_STATEMENT, max_size=2).map(tuple), events=st.lists(_EVENT, max_size=2).map(tuple),
    figures=st.lists(_FIGURE, max_size=2).map(tuple),
    cuts=st.lists(st.builds(Cut, _TEXT, _NUMBER, _NUMBER, _NUMBER, _WORDS, _WORDS), max_size=2).map(tuple),
    corrections=st.lists(st.builds(Correction, _DAY.filter(bool), _TEXT), max_size=2).map(tuple),
    status=st.sampled_from(["draft", "review", "published", "retracted"]), reviewed=_WORDS, retracted=_WORDS,
    evidence=st.none() | st.builds(Evidence, _WORDS, st.sampled_from(["", "00ff", "1e10"])),
)  # fmt: skip


def unplaced(item: Item) -> Item:
    """The item without the places at which its values stand."""
    return replace(
        item, path="", places=(),
        statements=tuple(replace(one, place=None) for one in item.statements),
        events=tuple(replace(one, place=None) for one in item.events),
        figures=tuple(replace(one, place=None) for one in item.figures),
    )  # fmt: skip


@given(_ITEM)
@example(Item("x", "T", "\u8c48"))
@example(Item("x", "T", "", events=(Event("no", state="scheduled"),), evidence=Evidence()))
def test_an_item_survives_the_round_trip(item: Item) -> None:
    item = replace(item, evidence=None if item.evidence == Evidence() else item.evidence)
    text = format_item(item)
    again = unplaced(parse_item("content/items/x.md", text))
    assert again == item
    assert format_item(again) == text


@given(st.text(_CHARS))
def test_a_quoted_text_is_one_line_that_any_yaml_reader_understands(text: str) -> None:
    assert len(quoted(text).splitlines()) == 1
    assert all(char.isprintable() or char in "\xa0\xad" or ord(char) > 0x9F for char in quoted(text))


def test_fields_stand_in_one_order_and_empty_ones_are_left_out() -> None:
    text = format_item(Item("x", "T", "Body.\n", status="review"))
    assert text == (
        '---\ntitle: "T"\npublished: null\nsource: null\nurl: ""\nactors: []\ntopics: []\nsummary: ""\nstatus: review\n'
        "---\n\nBody.\n"
    )
