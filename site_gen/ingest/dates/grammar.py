"""The grammar of time expressions of one language, read from `lang/<lang>/times.toml` and compiled once.

A pattern is a sequence of word classes, 'literal words' and named parts with ( ) | ? and {m,n}. To add an expression:
a pattern in the data file with its meaning and examples; `makes` names the function in `resolve` that gives its value.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from msgspec import Struct

from site_gen.ingest.dates.lexicon import Lexicon, Value

_ELEMENT: Final = re.compile(r"'[^']+'|[a-z_]+|[()|?]|\{\d,\d\}")
_TRIGGERS_OF_FORM: Final = ("year", "decade", "halfclock", "slashes", "clock", "nthday")


class Pattern(Struct, frozen=True, eq=False):
    """One form of time expression."""

    name: str
    means: str
    makes: str
    """The function of `resolve` that gives the value."""
    form: str
    """The regular expression of `code`."""
    value: str
    """The TIMEX3 value, where the pattern itself gives it: "PAST_REF"."""
    after: frozenset[str]
    """Words one of which must stand before; none: any."""
    not_after: frozenset[str]
    """Words that must not stand before."""
    before: frozenset[str]
    """Words one of which must stand after; none: any."""
    not_name: bool
    """Not after a word with a capital within the sentence, which makes it part of a name: "Theresa May"."""
    not_named: bool
    """Not before a word with a capital, unless after a preposition: "April Jones"."""
    not_counting: bool
    """Not before what is counted: "2000 people"."""
    not_before: frozenset[str]
    """Words that must not stand after."""
    right: tuple[str, ...]
    """Examples "text = value", the expression in brackets where it is not all of the text."""
    wrong: tuple[str, ...]
    """Texts in which this pattern must find nothing."""

    @property
    def code(self) -> re.Pattern[str]:
        """Over the characters of the words, each class and part a named group; most are never asked for in a run."""
        return _compiled(self.form)


@lru_cache(maxsize=1024)
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


class Grammar(Struct, frozen=True, eq=False):
    """All that is known of a language's time expressions."""

    lexicon: Lexicon
    patterns: tuple[Pattern, ...]
    finder: re.Pattern[str]
    """All patterns in order; `lastindex` of a match less one is the index of the pattern."""
    trigger: re.Pattern[str]
    """A word without which there is no expression."""
    tense: dict[str, str]
    """"coming" or "past" by word, for the tense of a clause."""
    modals: frozenset[str]
    """Words that make a following verb look ahead: "would"."""
    between_modal: frozenset[str]
    """Words that may stand between such a word and its verb: "not", "also"."""
    modal_past: frozenset[str]
    """Verbs with which it does not: "have", "comment"."""
    promising: frozenset[str]
    """Words with which an infinitive looks ahead: "agreed" to meet."""
    coming_just_before: frozenset[str]
    """Words that make a date right behind them one that was fixed: "proposed"."""
    within: frozenset[str]
    """Prepositions by which a verb right before them is of the time behind them: resigned "in" June."""
    coming_before: frozenset[str]
    """Prepositions that look ahead behind a verb of `putting_off`: "for", "to"."""
    putting_off: frozenset[str]
    """Past forms that fix or move a date: "postponed"."""
    at_least: frozenset[str]
    """Words between a limit and its date that leave its end open: "at least"."""
    befallen: frozenset[str]
    """Nouns that nobody plans: Tuesday's "attack"."""
    coming_bare: frozenset[str]
    """Verbs whose bare form looks ahead unless "to" stands before: "they meet on Monday"."""
    counted: frozenset[str]
    """Words that make a number before them a count, not a year."""
    progressive_to: frozenset[str]
    """Words that look ahead after such a word: "is to meet"."""
    coming_prepositions: frozenset[str]
    """Words before a month that look ahead: "by", "until"."""
    clause_openers: frozenset[str]
    """Words after which a subject stands: "said", "that", a comma."""
    carried: frozenset[str]
    """Words before a day that takes its year from one told in the sentence: "in 2020 … on 9 November"."""
    limits: frozenset[str]
    """Words before a date that is a limit, not the next step of a story: "until"."""
    past_endings: tuple[str, ...]
    past_exceptions: frozenset[str]
    """Words with such an ending that are no past form."""
    neutral_before: frozenset[str]
    """Words that make a following past form a participle: "be"."""
    calling: frozenset[str]
    """Past forms that with "for" ask for what is to happen."""
    callable: frozenset[str]
    """What may be called for at a time: protests, talks."""
    formerly: frozenset[str]
    """Words before a plan that no more holds: "originally" scheduled."""
    progressive_after: frozenset[str]
    """Words that begin a present which may look ahead: "is"."""
    progressive_ending: str
    """"ing"."""
    progressive_pronouns: frozenset[str]
    """Words after which "'s" is "is", not a possessive."""
    appointments: frozenset[str]
    """Progressive forms that fix an appointment: "hosting"."""
    bare_exceptions: frozenset[str]
    """Words after which a bare form tells nothing: "to", "the"."""
    fronting: frozenset[str]
    """Words after which an adverbial opens a clause: a comma, "and"."""
    prepositions: frozenset[str]
    """Words before a time that make it an adverbial."""
    determiners: frozenset[str]


@lru_cache(maxsize=8)
def grammar_of(lang: str) -> Grammar | None:
    """The grammar of a language by its BCP 47 tag, or None when it has no data file."""
    name = lang.partition("-")[0].lower() or "en"
    source = resources.files("site_gen.ingest") / "lang" / name / "times.toml"
    if not name.isalpha() or not source.is_file():
        return None
    return read_grammar(tomllib.loads(source.read_text("utf-8")))


def read_grammar(data: dict[str, Any]) -> Grammar:
    """Compile what a data file says."""
    classes: dict[str, dict[str, Value]] = {
        name: dict(words) if isinstance(words, dict) else dict.fromkeys(words, 1)
        for name, words in data["words"].items()
    }
    texts = [*data["parts"].values(), *(pattern["words"] for pattern in data["pattern"])]
    for text in texts:
        for literal in re.findall(r"'([^']+)'", text):
            classes.setdefault(f"'{literal}'", {})[literal] = 1
    lexicon = Lexicon(classes, _roles(data.get("roles", {})))
    parts: dict[str, str] = data["parts"]
    characters = lexicon.characters_by_class()
    patterns = tuple(_pattern(entry, parts, characters) for entry in data["pattern"])
    finder = "|".join(_regex(entry["words"], parts, characters, None) + "()" for entry in data["pattern"])
    triggers = "".join(characters.get(name, "") for name in (*data["triggers"], *_TRIGGERS_OF_FORM))
    context = data["context"]
    own = ("past_endings", "progressive_ending")
    sets = {name: frozenset(context[name]) for name in Grammar.__struct_fields__ if name in context and name not in own}
    return Grammar(
        lexicon=lexicon,
        patterns=patterns,
        finder=re.compile(finder),
        trigger=re.compile(f"[{triggers}]"),
        tense={word: side for side in ("coming", "past") for word in context[side]},
        past_endings=tuple(context["past_endings"]),
        progressive_ending=context["progressive_ending"],
        **sets,
    )


def _roles(table: dict[str, list[str]]) -> dict[str, str]:
    """Role by word, from the words of each role."""
    return {word: role for role, words in table.items() for word in words}


def _pattern(entry: dict[str, Any], parts: dict[str, str], characters: dict[str, str]) -> Pattern:
    return Pattern(
        name=entry["name"],
        means=entry["means"],
        makes=entry["makes"],
        form=_regex(entry["words"], parts, characters, {}),
        value=entry.get("value", ""),
        after=frozenset(entry.get("after", ())),
        not_after=frozenset(entry.get("not_after", ())),
        not_name=entry.get("not_name", False),
        not_named=entry.get("not_named", False),
        not_counting=entry.get("not_counting", False),
        before=frozenset(entry.get("before", ())),
        not_before=frozenset(entry.get("not_before", ())),
        right=tuple(entry["right"]),
        wrong=tuple(entry.get("wrong", ())),
    )


def _regex(text: str, parts: dict[str, str], characters: dict[str, str], groups: dict[str, int] | None) -> str:
    """The regular expression over characters; with `groups`, each class and part is a named group."""
    out = []
    for element in _ELEMENT.findall(text):
        if element[0] in "|)?{":
            out.append(element)
        elif element == "(":
            out.append("(?:")
        elif element in parts:
            out.append(_group(element, _regex(parts[element], parts, characters, groups), groups))
        else:
            if element not in characters:
                raise KeyError(f"no word is of class {element!r} in {text!r}")
            one = f"[{characters[element]}]"
            out.append(one if element[0] == "'" else _group(element, one, groups))
    return "".join(out)


def _group(name: str, regex: str, groups: dict[str, int] | None) -> str:
    if groups is None:
        return f"(?:{regex})"
    groups[name] = groups.get(name, 0) + 1
    return f"(?P<{name}_{groups[name]}>{regex})"
