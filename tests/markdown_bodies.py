"""Bodies of Markdown as persons and tools write them: the simple forms, and all that lies just beside them."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

_WORDS: Final = (
    "a word Grüße Ё слово 中文 x1 2022 3.5 AT&T it's snake_case 10% №5 e\u0301 \u200bz \U0001f600 ﬁ ² Ⅷ © — … "
    "“so” «да» K \u0301 \ufeff".split(" ")
)
_MARKS: Final = (
    r"* ** *** **** _ __ ___ ` `` ~ ~~ [ ] ( ) ]( ![ \ \\ \* \_ \` \[ \] \& \< \a \é & &amp; &copy; &#35; &x < > <b> "
    r"<http://a.example> <a@b.c> < > " + '" \' ! # - + = | : . , ; ? / $ % @ ^ { } “ ” „ « » ( ) — … \\( \\) \\" \\\\*'
).split(" ")
_SPACES: Final = (" ", "", "  ", "\n", "\u00a0", "\u2003", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\t")
_COMMON_SPACES: Final = (" ", " ", " ", "", "", "\n", "\n", *_SPACES)
_STARTS: Final = (
    "# |## |### |###### |####### |#|#\u00a0|- |* |+ |-|-  |-    |--|---|***|* * *|___|_ _ _|===|=|--- |1. |2) |01. |1.|"
    "7. |123456789. |1234567890. |12.5 |> |>|> > |>  |> - |> # |- - |- > |1. 1. |- # |[a]: |[a]:b|[ |[x] |- [ ] |    | "
    "|  |  - |: |:- |:-: ||a |- |-|-|a | b|~~~|```|`|\\- |\\# |1\\. |*|**|_|__|\u2022 |— |٣. |- --|* **|- ***|-5 "
    "|+7 |0. "
).split("|")
_ADDRESSES: Final = (
    "https://a.example/b http://a.example/b https://a.example/b_c*d?e=f&g=%20#h https://A.example "
    "https://a.example/(b) /b b #c ../d mailto:a@b.c javascript:x https://a.example/&amp; "
    "https://a.example/é https://a..b https://a.example:80/ https://a.example:8000000/ "
    "https://u@a.example/ http:// https:// https://a.example/%zz https://a.example/%4 https://a-.b "
    "https://1.2.3.4/ <https://a.example> https://a.example/;x https://a.example/'x' "
    "https://xn--a.example/@b:c https://a.example. https://a_b.example https://a.example?b?c#d#e "
    "https://a.example# //a.example data:x HTTP://a.example http:///x"
).split(" ")
_TITLES: Final = tuple('| \'t\'| "a \\" b"| "&amp;"| ""|  "t"| "a\nb"| "t" '.split("|"))
_GOOD_TITLES: Final = ("", "", "", ' "t"', ' "a <b> c"')

_word = st.sampled_from(_WORDS)
_mark = st.sampled_from(_MARKS)
_soup = st.lists(st.one_of(_word, _mark, st.sampled_from(_COMMON_SPACES)), max_size=9).map("".join)
_phrase = st.lists(_word, min_size=1, max_size=3).map(" ".join)
_address = st.one_of(
    st.sampled_from(_ADDRESSES),
    st.text("abz09.-:/?#_~!$*+,=@&%A", max_size=14).map("https://a".__add__),
    st.text("ab.-:0/", max_size=9).map("http://".__add__),
)


def _wrapped(mark: str) -> st.SearchStrategy[str]:
    """`mark` around words, often well formed."""
    inside = st.one_of(_phrase, _phrase, _phrase, _phrase.map(lambda text: f'"{text}."'), _soup)
    return inside.map(lambda text: mark + text + mark)


_link = st.builds(
    lambda text, address, title: f"[{text}]({address}{title})",
    st.one_of(_phrase, _phrase, _phrase, _wrapped("*"), _wrapped("**"), _soup),
    st.one_of(st.sampled_from(_ADDRESSES[:2]), _address),
    st.sampled_from([*_TITLES, *_GOOD_TITLES]),
)
_simple_link = st.builds("[{}]({}{})".format, _phrase, st.sampled_from(_ADDRESSES[:2]), st.sampled_from(_GOOD_TITLES))
_formed = st.one_of(_phrase, _phrase, *(_wrapped(mark) for mark in ("*", "**", "_", "__", "`")), _simple_link, _link)
_loose = st.one_of(_formed, _formed, _mark, _soup)
_tidy = st.lists(_formed, min_size=1, max_size=3).map(" ".join)
_untidy = st.lists(st.tuples(_loose, st.sampled_from(_COMMON_SPACES)), min_size=1, max_size=4).map(
    lambda pairs: "".join(piece + space for piece, space in pairs).rstrip(" ")
)
_line = st.one_of(_tidy, _tidy, _untidy)
_started = st.builds(str.__add__, st.sampled_from(_STARTS), st.one_of(_phrase, _line, st.just("")))


def _block(start: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Up to four lines that begin alike."""
    return st.builds(
        lambda mark, lines: "\n".join(mark + line for line in lines),
        start,
        st.lists(st.one_of(_phrase, _phrase, _line), min_size=1, max_size=4),
    )


_ordered = st.builds(
    lambda first, end, lines: "\n".join(f"{first + at}{end}{line}" for at, line in enumerate(lines)),
    st.integers(0, 12),
    st.sampled_from([". ", ") "]),
    st.lists(_phrase, min_size=1, max_size=4),
)
_blocks = st.one_of(
    _line,
    _line,
    _block(st.just("")),
    _block(st.sampled_from(["- ", "* ", "+ ", "> ", "> "])),
    st.builds(str.__add__, st.sampled_from(["# ", "### ", "###### "]), _line),
    _ordered,
    _started,
    st.lists(st.one_of(_line, _started), min_size=1, max_size=4).map("\n".join),
)
_gaps = st.sampled_from([*["\n\n"] * 12, "\n", "\n\n\n", "\n \n", "\n\n\n\n", "\n>\n", "  \n", "\\\n", " \n\n"])
plain = st.characters(exclude_categories=["Cs"])

bodies: Final[st.SearchStrategy[str]] = st.one_of(
    _line,
    st.lists(st.tuples(_blocks, _gaps), min_size=1, max_size=4).map(lambda pairs: "".join(map("".join, pairs))),
    st.lists(st.tuples(_blocks, _gaps), min_size=1, max_size=4).map(
        lambda pairs: "\n\n".join(block for block, _ in pairs)
    ),
    st.builds("{0}{4}{1}{2}{4}{3}".format, plain, plain, plain, plain, st.sampled_from(["*", "__"])),
    st.lists(st.sampled_from(["*", "**", "_", "__", "a", "b", " ", ".", '"', "(", "\n", "\\", "`"]), max_size=12).map(
        "".join
    ),
)
"""Whole bodies."""
