"""Front matters as persons and tools write them: the simple forms, and all that lies just beside them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

_WORDS: Final = (
    "a word yes no ~ null Null NULL nULL true 1e3 0o7 0x1F 12 -5 .5 +1 2022-01-01 12:30 1_000 a:b a#b x-y "
    "snake_case http://a.example/b?c=d#e it's Ё слово 中文 e\u0301 \U0001f600 "
    "\u200b \u00a0 = << .inf --- ... -- - ? : -a ?a :a a- a? a: (b) b) / \\ \\n $ ^ ; < . "
    "Grüße “so” % %a @ @a ` `a ! !a !!str & &a * *a | |- > >+ , [ ] { } # #a \" ' a\" a' \t \u0085 \u2028 \u2029 "
    "\ufeff \x07 \x7f \ufffe \x00"
).split(" ")
_PLAIN: Final = (
    "a b word ids-of-this 2022-01-01 12:30 3.5 Слово it's a#b (c) x_y ~ null /p/q 50% e\u0301 a-b, c; d. -5 «z» \u00a0"
).split(" ")
_KEYS: Final = tuple("title date topics actors statements text_2 a a b b-c _d K null ~ é a.b 1 <<".split())
_COMMON_KEYS: Final = ("title", "date", "topics", "a", "b-c", "_d", "K")
_INSIDE: Final = (
    *_PLAIN,
    " ",
    "  ",
    "''",
    '\\"',
    "\\\\",
    "\\n",
    "\\t",
    "\\/",
    "\\u00e9",
    "\\x41",
    "\\ ",
    ": ",
    " #",
    "[",
    "}",
    ",",
)

_plain = st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=3).map(" ".join)
_soup = st.lists(st.sampled_from((*_WORDS, " ", " ", "  ")), max_size=5).map("".join)
_inside = st.lists(st.sampled_from(_INSIDE), max_size=4).map("".join)
_quoted = st.one_of(_inside.map('"{}"'.format), _inside.map("'{}'".format), _plain.map('"{}"'.format))
_text = st.one_of(_plain, _plain, _quoted, _quoted, _soup)
_space = st.sampled_from(("", "", "", " ", " ", "  ", "\t"))
_gap = st.sampled_from((" ", " ", " ", " ", " ", " ", "  ", "", "\t"))
_comma = st.sampled_from((", ", ", ", ", ", ",", " , ", ",  ", " ", ",,", ", # so\n  "))
_key = st.one_of(st.sampled_from(_COMMON_KEYS), st.sampled_from(_COMMON_KEYS), st.sampled_from(_KEYS), _text)


def _joined(parts: list[str], comma: str, space: str, last: str) -> str:
    return space + comma.join(parts) + last


_flow_words = st.builds(
    _joined, st.lists(_text, max_size=4), _comma, _space, st.sampled_from(("", "", "", " ", ",", ", "))
)
_flow_pairs = st.builds(
    _joined,
    st.lists(st.builds("{}:{}{}".format, _key, _gap, _text), max_size=3),
    _comma,
    _space,
    st.sampled_from(("", "", "", " ", ",")),
)
_flow = st.one_of(
    st.lists(st.sampled_from(("a-b", "c", "2022-08", "null")), max_size=3).map(lambda ids: f"[{', '.join(ids)}]"),
    _flow_words.map("[{}]".format),
    _flow_pairs.map("{{{}}}".format),
    st.builds("[{}, [{}]]".format, _text, _flow_words),
)
_value = st.one_of(_text, _text, _flow)
_end = st.sampled_from(("", "", "", "", "", " ", "  ", " # so", "  #", "#", "\t", " \t# a", "\r"))
_between = st.sampled_from(
    ("", "", "", "", "", "", "\n", "# so\n", "  # so: a\n", "   \n", "\t\n", "\n\n", "  deeper\n", "---\n", "...\n")
)
_dash = st.sampled_from(("- ", "- ", "- ", "-   ", "-", "-\t", "- - ", "? "))
_indents = st.sampled_from((0, 2, 2, 2, 3, 4, 1))


def _line(key: str, gap: str, value: str, end: str, between: str) -> str:
    return f"{key}:{gap}{value}{end}\n{between}"


def _indented(lines: str, depth: int) -> str:
    return "".join(f"{' ' * depth}{line}" for line in lines.splitlines(keepends=True))


def _entry(dash: str, fields: list[str], shift: int) -> str:
    """A list's entry of a record, its further keys at the indent of the first, or beside it."""
    first, *others = fields
    return dash + first + _indented("".join(others), max(0, len(dash) + shift))


_pair = st.builds(_line, _key, _gap, _value, _end, _between)
_simple_pair = st.builds("{}: {}\n".format, st.sampled_from(_COMMON_KEYS), st.one_of(_plain, _flow))
_fields = st.one_of(
    st.lists(_simple_pair, min_size=1, max_size=3, unique_by=lambda line: line.partition(":")[0]),
    st.lists(_pair, min_size=1, max_size=3),
)
_shift = st.sampled_from((0, 0, 0, 0, 0, 0, 1, -1))
_record = st.builds(_entry, _dash, _fields, _shift)
_lone = st.builds("{}{}{}\n{}".format, _dash, _value, _end, _between)
_list = st.lists(st.one_of(_record, _record, _lone), min_size=1, max_size=3).map("".join)
_block = st.one_of(_list, _list, _fields.map("".join))


def _below(key: str, end: str, between: str, block: str, depth: int) -> str:
    return f"{key}:{end}\n{between}{_indented(block, depth)}"


_deeper = st.builds(_below, _key, _end, _between, _block, _indents)
_nested = st.builds(
    _below, _key, _end, _between, st.lists(st.one_of(_pair, _deeper), min_size=1, max_size=2).map("".join), _indents
)
_scalar_below = st.builds("{}: {}\n  {}\n".format, _key, st.sampled_from(("|", ">", "|-", "", "a", '"a')), _text)
_part = st.one_of(_simple_pair, _simple_pair, _pair, _pair, _deeper, _deeper, _nested, _scalar_below)
_parts = st.lists(_part, max_size=4).map("".join)
_own_keys = st.lists(_part, max_size=5).map(
    lambda parts: "".join(
        f"k{number}{part[part.find(':') :]}" if ":" in part else part for number, part in enumerate(parts)
    )
)

_wild = st.builds(
    "{}{}{}".format, _between, st.one_of(_own_keys, _parts), st.sampled_from(("", "", "\n", "  ", "# so", "a: b", "a:"))
)

_tame_text = st.one_of(
    _plain,
    st.text("ab 1-é.,;()", max_size=6).map('"{}"'.format),
    st.sampled_from(("'it''s'", '"\\"a\\" b\\\\"', "null", "''")),
)
_tame_words = st.lists(st.sampled_from(("a", "b-c", "2022-08", "two words", '"x, y"', "'z'", "null")), max_size=4)
_tame_value = st.one_of(
    _tame_text,
    _tame_text,
    _tame_words.map(lambda words: f"[{', '.join(words)}]"),
    st.sampled_from(("{a: b, c: 'd'}", "{}", "[ ]")),
)
_tame_end = st.sampled_from(("\n", "\n", "\n", "\n", " # so\n", "  \n", "\n\n", "\n  # so\n", "\n# so: a\n \n"))


def _named(values: list[tuple[str, str, str]]) -> str:
    """Fields, each with a key of its own."""
    return "".join(f"k{number}:{gap}{value}{end}" for number, (gap, value, end) in enumerate(values))


def _behind_dashes(entries: list[str]) -> str:
    return "".join(f"- {_indented(entry, 2)[2:]}" for entry in entries)


_tame_field = st.tuples(st.sampled_from((" ", " ", " ", "  ")), _tame_value, _tame_end)
_tame_lone = st.builds("{}{}".format, _tame_value, _tame_end)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists and records of what `inner` makes, one level deeper."""
    listed = st.lists(st.one_of(inner, _tame_lone), min_size=1, max_size=3).map(_behind_dashes)
    block = st.one_of(
        st.tuples(_tame_end, _indents, listed).map(lambda made: made[0] + _indented(made[2], made[1])),
        st.tuples(_tame_end, st.sampled_from((1, 2, 4)), inner).map(lambda made: made[0] + _indented(made[2], made[1])),
    )
    below = block.map(lambda text: ("", text, ""))
    empty = _tame_end.map(lambda end: ("", "", end))
    return st.lists(st.one_of(_tame_field, _tame_field, below, empty), min_size=1, max_size=4).map(_named)


_tame = st.recursive(st.lists(_tame_field, min_size=1, max_size=4).map(_named), _blocks, max_leaves=6)
_PIECES: Final = (
    *_WORDS,
    " ",
    " ",
    "  ",
    "\n",
    "\n ",
    "\n- ",
    "\nk0: a",
    "\n---\n",
    ": ",
    " #",
    ", ",
    "\r\n",
    "\r",
    "\t",
)


def _bent(text: str, at: float, gone: int, piece: str) -> str:
    """With a piece put in somewhere, in the place of some characters."""
    place = int(at * len(text))
    return text[:place] + piece + text[place + gone :]


_bent_once = st.builds(_bent, _tame, st.floats(0, 1), st.sampled_from((0, 0, 0, 1, 2, 5)), st.sampled_from(_PIECES))
_bent_twice = st.builds(_bent, _bent_once, st.floats(0, 1), st.sampled_from((0, 1, 3)), st.sampled_from(_PIECES))

yaml_texts: Final = st.one_of(_tame, _bent_once, _bent_once, _bent_twice, _wild)
"""Texts that are YAML, or nearly."""
