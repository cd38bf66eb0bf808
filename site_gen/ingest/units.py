"""Text units: paragraphs, sentences, words, with their places in the text.

Columns instead of objects: an article has thousands of words and every extractor walks them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from msgspec import Struct

from site_gen.model import Cut

_WORD: Final = re.compile(
    r"(?:[DRI]-[A-Z]\.[A-Z][a-z]{1,4}\.)|(?:[DRI]-)?(?:[A-Za-z]\.){2,}"  # U.S., a.m., R-N.Y.
    r"|(?:Ph|Ed|Litt|Sc|M|B)\.(?:D|Sc|Ed|Phil|Litt)\."  # Ph.D., M.Sc.
    r"|[’'](?:s|S)(?!\w)"  # the possessive, a word of its own
    r"|\d+(?:[.,:/]\d+)*\w*"  # 2,000 10.5 18:30 1990s
    r"|[^\W\d_]\w*(?:(?:[’'](?!s\b)|[-&]|(?<=\d)\.(?=\d))\w+)*"  # didn't, Nagorno-Karabakh, PM2.5
    r"|'(?=''(?!'))|''|``|’’|‘‘"  # quotation marks of old wires
    r"|[^\w\s]|_"
)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_BULLET: Final = re.compile(r"\s*[•▪◦‣●■*+-]\s+(?=\S)")
"""Mark of a list's item: no word of its sentence."""
_CLOSERS: Final = frozenset([*"\"”’')]»", "''", "’’"])
_AFTER_STOP: Final = _CLOSERS | frozenset(".!?…")
_ITEM_DIGITS: Final = 2
"""Digits of the number of a list's item; three and more are a count or a year."""
_ACRONYM: Final = 3
"""Letters of what may be short in a name all in capitals: "ID. SPACE"."""
_NEVER_FIRST: Final = frozenset(",;:)]")
_OPENERS: Final = frozenset([*"\"“‘'([«", "''", "``", "‘‘"])


class _Marks(Struct, frozen=True, eq=False):
    """What full stops mean in a language."""

    abbreviations: dict[str, str]
    """Word in lower case to its kind: always, before_number, behind_comma, may_end."""
    openers: frozenset[str]
    """Words that begin sentences, in lower case."""


@lru_cache(maxsize=16)
def _marks(lang: str) -> _Marks:
    """The marks of `lang`; an unknown language has none."""
    place = files("site_gen.ingest") / "lang" / lang.lower().split("-")[0] / "units.toml"
    data = tomllib.loads(place.read_text("utf-8")) if place.is_file() else {}
    kinds = {word: kind for kind, words in data.get("abbreviations", {}).items() for word in words.split()}
    return _Marks(kinds, frozenset(data.get("sentences", {}).get("openers", "").split()))


class Units(Struct, frozen=True, eq=False):
    """Words with their offsets, and the word ranges of sentences and paragraphs. Compared by identity."""

    words: tuple[str, ...]
    """Words and single punctuation marks in text order; "Russia's" is "Russia" and "'s"."""
    starts: tuple[int, ...]
    """First code point of each word."""
    ends: tuple[int, ...]
    """One past its last code point."""
    sentences: tuple[tuple[int, int], ...]
    """First word and one past the last word of each sentence."""
    paragraphs: tuple[tuple[int, int], ...]
    """First sentence and one past the last sentence of each paragraph."""


def read_units(text: str, cuts: Sequence[Cut] = (), lang: str = "en") -> Units:
    """Split `text` into paragraphs, sentences and words; what lies in `cuts` is left out."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    marks = _marks(lang)
    for first, last in _paragraph_spans(text, cuts):
        at, sentence_at = len(words), len(sentences)
        bullet = _BULLET.match(text, first, last)
        for found in _WORD.finditer(text, bullet.end() if bullet else first, last):
            words.append(found.group())
            starts.append(found.start())
            ends.append(found.end())
        begin = at
        for end in _sentence_ends(words, starts, ends, at, marks):
            sentences.append((begin, end))
            begin = end
        if len(sentences) > sentence_at:
            paragraphs.append((sentence_at, len(sentences)))
    return Units(tuple(words), tuple(starts), tuple(ends), tuple(sentences), tuple(paragraphs))


def _paragraph_spans(text: str, cuts: Sequence[Cut]) -> list[tuple[int, int]]:
    """Offsets of paragraphs: lines, or blocks between blank lines where the text is wrapped by hand."""
    pattern = r"[^\n]+(?:\n[^\n]+)*" if _wrapped(text) else r"[^\n]+"
    spans = []
    for found in re.finditer(pattern, text):
        first, last = found.span()
        for cut in cuts:
            if cut.start <= first < cut.end:
                first = min(cut.end, last)
            elif first < cut.start < last:
                last = cut.start
        if text[first:last].strip():
            spans.append((first, last))
    return spans


def _wrapped(text: str) -> bool:
    """Whether lines were broken by hand: blank lines part the blocks, and lines go on in lower case."""
    if not _BLANK_LINE.search(text):
        return False
    lines = [line.strip() for line in text.split("\n")]
    below = [after for line, after in pairwise(lines) if line and after]
    return bool(below) and sum(line[0].islower() for line in below) > len(below) / 3


def _sentence_ends(words: list[str], starts: list[int], ends: list[int], at: int, marks: _Marks) -> list[int]:
    """Word indexes one past each sentence that begins at or after word `at`."""
    found: list[int] = []
    index, count = at, len(words)
    while index < count:
        begin = found[-1] if found else at
        if words[index][-1] in ".!?…" and not (
            _numbers_item(words, starts, ends, index, begin) or _inside_sentence(words, starts, ends, index, at, marks)
        ):
            index += 1
            while index < count and words[index] in _AFTER_STOP and starts[index] == ends[index - 1]:
                index += 1
            if index == count or _may_begin(words, index):
                found.append(index)
            continue
        index += 1
    if count > at and (not found or found[-1] != count):
        found.append(count)
    return found


def _numbers_item(words: list[str], starts: list[int], ends: list[int], index: int, begin: int) -> bool:
    """Whether the mark belongs to the number of a list's item, the first word of its sentence: "2. The army"."""
    number = words[index - 1]
    numbered = words[index] == "." and index - 1 == begin and number.isdigit() and len(number) <= _ITEM_DIGITS
    return numbered and index + 1 < len(words) and starts[index] == ends[index - 1]


def _inside_sentence(words: list[str], starts: list[int], ends: list[int], index: int, at: int, marks: _Marks) -> bool:
    """Whether the mark at `index` ends an abbreviation or an initial, not a sentence."""
    if len(words[index]) > 1:  # U.S.
        return not _opens(words, index + 1, marks)
    if words[index] != "." or index == at:
        return False
    before = words[index - 1]
    if starts[index] != ends[index - 1]:
        return False
    if len(before) == 1 and before.isupper():
        return not _opens(words, index + 1, marks)  # "John P. Hill", not "plan B. The"
    kind = marks.abbreviations.get(before.lower())
    if kind is None:
        after = words[index + 1] if index + 1 < len(words) else ""
        return before.isupper() and len(before) <= _ACRONYM and after.isupper() and len(after) > _ACRONYM
    if kind == "before_number":
        return index + 1 < len(words) and words[index + 1][0].isdigit()
    if kind == "behind_comma" and not (before[0].isupper() and index - 1 > at and words[index - 2] in (",", "(", "-")):
        return False
    return kind == "always" or not _opens(words, index + 1, marks)


def _opens(words: list[str], index: int, marks: _Marks) -> bool:
    """Whether a sentence begins with this word, by its capital and its kind."""
    if index >= len(words):
        return True
    if words[index] in ("“", "«"):
        index += 1
    return index < len(words) and words[index][0].isupper() and words[index].lower() in marks.openers


def _may_begin(words: list[str], index: int) -> bool:
    """Whether a sentence may begin with this word, opening marks skipped."""
    while index < len(words) - 1 and words[index] in _OPENERS | {"-", "—", "–"}:
        index += 1
    first = words[index][0]
    return not first.islower() and (first not in _NEVER_FIRST or index == len(words) - 1)
