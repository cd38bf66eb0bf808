"""Numbers in words and digits, and the words around them: what `figures` reads with.

The words lie in `lang/<lang>/numbers.toml`; to add a counted noun, a verb or a currency: a line there.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from msgspec import Struct

_DIGITS: Final = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[a-z]{0,3})")
_SHORT: Final = 2
"""Digits of a number that may be counted right behind capitals."""
_NO_VALUES: Final = frozenset({"a", "an"})


class NumberWords(Struct, frozen=True, eq=False):
    """The words of one language, ready for lookup. Words of the text are looked up in lower case."""

    values: dict[str, int]
    scales: dict[str, int]
    qualifiers: dict[tuple[str, ...], str]
    """Words before a number, in order, and what they make of it: "about", "at least", "at most", or ""."""
    currencies: dict[str, str]
    dollars: dict[str, str]
    """Letters before "$" and the code they give."""
    nouns: frozenset[str]
    """All that can be counted."""
    people: frozenset[str]
    singular: frozenset[str]
    people_endings: tuple[str, ...]
    """Endings of plurals that are people too; but for `not_people`."""
    not_people: frozenset[str]
    noun_measures: dict[str, str]
    passive: dict[str, str]
    intransitive: frozenset[str]
    active: dict[str, str]
    active_phrases: dict[tuple[str, ...], str]
    people_only: frozenset[str]
    tolls: dict[tuple[str, ...], str]
    months: frozenset[str]
    unreal: frozenset[str]
    auxiliaries: frozenset[str]
    between: frozenset[str]
    ours: frozenset[str]
    percent: frozenset[str]
    ends: frozenset[str]
    joins: frozenset[str]
    pronouns: frozenset[str]
    be: frozenset[str]
    reaching: frozenset[str]
    none: frozenset[str]
    """Words before "one" that leave nobody."""
    rising: frozenset[str]
    ranks: frozenset[str]
    """Words before a share that make it a group of people: "the richest 10 percent"."""
    share_ends: frozenset[str]
    """Words that end what a share is of: "who" in "12 percent of voters who"."""
    rates: frozenset[str]
    """Words behind a counted noun that make it a speed or another rate."""
    putting: frozenset[str]
    """Verbs that give a sum "at" or "to" a number."""
    sums: frozenset[str]
    speaking: frozenset[str]
    counting: frozenset[str]
    foretelling: frozenset[str]
    """Verbs with a noun and "of" or "at" before their number: "forecast growth of"."""
    things_measures: frozenset[str]
    determiners: frozenset[str]
    ratios: frozenset[str]
    year_qualifiers: frozenset[str]
    after_noun: frozenset[str]
    """Words that no adjective of a counted noun can be."""
    no_verb_beyond: frozenset[str]
    """Words behind which no verb of the counted noun stands."""
    shows_number: frozenset[str]
    """Words, as they stand in the text, that may begin an amount or announce one of one."""

    def is_people(self, noun: str) -> bool:
        """Whether the noun is of people, by the list or by its ending."""
        if noun in self.people:
            return True
        return len(noun) > 5 and noun.endswith(self.people_endings) and noun not in self.not_people


class Amount(Struct, frozen=True):
    """A number and the words of the text that it takes."""

    value: str
    """As digits: "2000", "12.5"."""
    first: int
    """First word, currency sign included."""
    last: int
    """One past its last word, currency word and percent included."""
    unit: str = ""
    """Currency code, "percent", or ""."""
    measure: str = ""
    """"money", "percent", or ""."""


@cache
def number_words(lang: str) -> NumberWords | None:
    """The number words of a language; None where it has no file."""
    file = resources.files("site_gen.ingest") / "lang" / lang.partition("-")[0] / "numbers.toml"
    if not file.is_file():
        return None
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    grammar = {name: frozenset(words) for name, words in data["grammar"].items()}
    stops = grammar.pop("stops")
    people = frozenset(data["people"]) | frozenset(data["people"].values()) | frozenset(data["collective"]["words"])
    things = frozenset(data["things"]) | frozenset(data["things"].values())
    starters = {*data["words"], "a", "an"}
    return NumberWords(
        shows_number=frozenset(starters | {word.capitalize() for word in starters}),
        after_noun=stops | grammar["ends"] | grammar["be"],
        no_verb_beyond=stops | grammar["unreal"] | grammar["joins"] | frozenset(data["words"]),
        values=data["words"],
        scales=data["scales"],
        qualifiers={tuple(words.split()): meaning for words, meaning in data["qualifiers"].items()},
        currencies=data["currencies"],
        dollars=data["dollars"],
        nouns=people | things,
        people=people,
        singular=frozenset(data["people"]),
        noun_measures=data["noun_measures"],
        passive=data["passive"],
        intransitive=frozenset(data["intransitive"]["words"]),
        active=data["active"],
        active_phrases={tuple(words.split()): measure for words, measure in data["active_phrases"].items()},
        people_endings=tuple(data["people_endings"]["endings"]),
        not_people=frozenset(data["people_endings"]["not"]) | things,
        people_only=frozenset(data["people_only"]["words"]),
        tolls={tuple(words.split()): measure for words, measure in data["tolls"].items()},
        **grammar,
    )


def read_amount(words: tuple[str, ...], at: int, end: int, lex: NumberWords) -> Amount | None:
    """The number that begins at word `at`, not reaching over word `end`, with its currency or percent sign.

    A date, a year, an ordinal, an age or a time of day is no amount.
    """
    read = _read_value(words, at, end, lex)
    if read is None:
        return None
    value, last, first = *read, at
    unit = measure = ""
    if at and not words[at - 1].isalpha() and words[at - 1] in lex.currencies:
        first, unit, measure = *_sign(words, at - 1, lex), "money"
    elif last < end and words[last].lower() in lex.currencies:
        unit, measure, last = lex.currencies[words[last].lower()], "money", last + 1
    elif last < end and (percent := _percent(words, last, end, lex)):
        last += percent
        unit = measure = "percent"
    elif _is_date(words, at, last, lex):
        return None
    return Amount(value, first, last, unit, measure)


def _percent(words: tuple[str, ...], at: int, end: int, lex: NumberWords) -> int:
    """How many words at `at` say percent: two of "per cent", none of "per 100,000"."""
    word = words[at].lower()
    if word == "per":
        return 2 if at + 1 < end and words[at + 1].lower() == "cent" else 0
    return int(word in lex.percent)


def _sign(words: tuple[str, ...], at: int, lex: NumberWords) -> tuple[int, str]:
    """First word and currency code of the sign at word `at`, with letters before it: "HK$"."""
    before = words[at - 1] if at else ""
    if words[at] == "$" and (before in lex.dollars or (len(before) == 3 and before.isupper())):
        return at - 1, lex.dollars.get(before, before)
    return at, lex.currencies[words[at]]


def _read_value(words: tuple[str, ...], at: int, end: int, lex: NumberWords) -> tuple[str, int] | None:
    """Digits and one past the number's last word."""
    word = words[at].lower()
    found = _DIGITS.fullmatch(word)
    last = at + 1
    if found is not None:
        scale = found.group("scale")
        if scale and scale not in lex.scales:
            return None
        total = Decimal(found.group("number").replace(",", "")) * lex.scales.get(scale, 1)
    elif word in _NO_VALUES:
        total = Decimal(1)
        if not (last < end and words[last].lower() in lex.scales):
            return None
    else:
        parts = word.split("-")
        if any(part not in lex.values for part in parts):
            return None
        total = Decimal(sum(lex.values[part] for part in parts))
    while last < end and len(words[last]) > 2 and words[last].lower() in lex.scales:
        total *= lex.scales[words[last].lower()]
        last += 1
    if last < end and words[last] in ("-", "/", "–"):
        return None
    shown = format(total.normalize(), "f")
    return shown, last


def _is_date(words: tuple[str, ...], at: int, last: int, lex: NumberWords) -> bool:
    """Whether a bare number is a day of the month, a year, a time of day, a part of a name or of a ratio."""
    before = words[at - 1] if at else ""
    after = words[last] if last < len(words) else ""
    if before in lex.months or after in lex.months or before.lower() in lex.ratios:
        return True
    if before in ("-", "–", "#", "№", "No", "@"):
        return True
    if len(before) > 1 and before.isalpha() and before.isupper() and words[at].isdigit() and len(words[at]) > _SHORT:
        return True  # "RTX 3080"
    if last == at + 1 and len(words[at]) == 4 and words[at].isdigit() and "1800" < words[at] < "2100":
        return before.lower() not in lex.year_qualifiers
    return after.lower() in {"a.m.", "p.m.", "am", "pm", "o'clock", "gmt"}
