"""Counted phrases of a sentence: "at least 12 Armenian soldiers", what became of them, and whose they are.

Knows words only: no speakers, no dates. `figures` adds those.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from msgspec import Struct

from site_gen.ingest.numbers import Amount, NumberWords, read_amount

_NOUN_REACH: Final = 4
"""How many adjectives may stand between a number and its noun."""
_VERB_REACH: Final = 9
"""How far behind its noun a verb may stand."""
_COUNTS_FROM: Final = 10
"""Smaller numbers of people or things are told only with what became of them."""
_NUMBER_REACH: Final = 24
"""How far before its sum "the number of" may stand."""
SAME: Final = "="
"""The measure of a sum that names none: "the union put the number at 133"."""
_ASIDES: Final = frozenset("including among most many some mostly half all both nearly almost several".split())
"""Words that begin an aside which tells of the counted."""
_ASIDE: Final = 12
"""Words of the longest aside between a count and its verb."""
_PAIRING: Final = ("or", "and")
"""Between two fates of which the count is the sum."""
_SENTENCE_MARKS: Final = frozenset('.;:!?—–()[]“”"')


class Counted(Struct, frozen=True):
    """A number with its noun and measure; `first` and `last` are words, qualifier to noun."""

    amount: Amount
    first: int
    last: int
    noun: int
    """Word index of the head noun; -1 when the number stands alone."""
    qualifier: str
    own: bool
    """Whether the words say "its", "their", "our"."""
    measure: str = ""
    rule: str = ""


def counted_phrases(words: tuple[str, ...], begin: int, end: int, lex: NumberWords) -> list[Counted]:
    """Phrases of the sentence `begin`..`end` whose measure the words tell, in text order."""
    phrases: list[Counted] = []
    at = begin
    while at < end:
        phrase = _phrase(words, begin, at, end, lex)
        if phrase is None:
            at += 1
            continue
        phrases.append(phrase)
        at = phrase.last
    measured = [_measured(words, begin, end, phrase, lex) for phrase in phrases]
    return [
        phrase
        for phrase in _coordinated(words, measured, lex)
        if phrase.measure and not _is_bare(words, begin, end, phrase) and not _is_group(words, phrase, lex)
    ]


def _is_bare(words: tuple[str, ...], begin: int, end: int, phrase: Counted) -> bool:
    """Whether a line is nothing but a sum or a share, as those of a table: "- 6%"."""
    if phrase.measure not in ("money", "percent"):
        return False
    return not any(words[at][0].isalnum() for at in range(begin, end) if not phrase.first <= at < phrase.amount.last)


def _is_group(words: tuple[str, ...], phrase: Counted, lex: NumberWords) -> bool:
    """Whether a share stands for those whom it makes up: "the richest 10 percent"."""
    at = phrase.amount.first - 1
    return phrase.measure == "percent" and at >= 0 and words[at].lower() in lex.ranks


def _phrase(words: tuple[str, ...], begin: int, at: int, end: int, lex: NumberWords) -> Counted | None:
    word = words[at]
    if not (word[0].isdigit() or word in lex.shows_number or "-" in word):
        return None
    if at > begin and words[at - 1].lower() in lex.none:
        return None  # "no one had been killed"
    amount = read_amount(words, at, end, lex)
    if amount is None:
        amount = _single(words, at, end, lex)
    if amount is None:
        return None
    first, qualifier, own = _before(words, begin, amount.first, lex)
    if amount.measure == "money":
        return Counted(amount, first, amount.last, -1, qualifier, own, "money", "money")
    noun, last, possessed = _noun(words, amount.last, end, lex)
    return Counted(amount, first, last, noun, qualifier, own or possessed)


def _single(words: tuple[str, ...], at: int, end: int, lex: NumberWords) -> Amount | None:
    """ "a soldier", "an Armenian officer": one, if a singular of the people words follows at once."""
    if words[at].lower() not in ("a", "an"):
        return None
    for place in range(at + 1, min(at + 4, end)):
        if words[place].lower() in lex.singular:
            follows = words[place + 1].lower() if place + 1 < end else ""
            return None if follows in lex.nouns or follows in ("'s", "’s") else Amount("1", at, at + 1)
        if not words[place].isalpha():
            return None
    return None


def _before(words: tuple[str, ...], begin: int, first: int, lex: NumberWords) -> tuple[int, str, bool]:
    """Where the phrase begins with its qualifiers, what they mean, and whether one says whose it is."""
    meaning, own = "", False
    for _ in range(3):
        for size in (3, 2, 1):
            before = tuple(word.lower() for word in words[max(begin, first - size) : first])
            if len(before) == size and before in lex.qualifiers:
                first -= size
                meaning = meaning or lex.qualifiers[before]
                own = own or before[0] in lex.ours
                break
        else:
            break
    return first, meaning, own


def _noun(words: tuple[str, ...], at: int, end: int, lex: NumberWords) -> tuple[int, int, bool]:
    """(head noun or -1, one past the phrase, whether possessed) behind a number whose words end at `at`."""
    after, own = at, False
    if after < end and words[after].lower() == "of":
        after += 1
        while after < end and words[after].lower() in lex.determiners:
            own = own or words[after].lower() in lex.ours
            after += 1
        whole = read_amount(words, after, end, lex) if after < end else None
        after = whole.last if whole is not None and not whole.measure else after  # "three of 12 soldiers"
    found = -1
    for place in range(after, min(after + _NOUN_REACH + 1, end)):
        word = words[place].lower()
        if word in lex.nouns or lex.is_people(word):
            found = place
        elif found >= 0 or not word[0].isalpha() or word in lex.after_noun or (word in lex.passive and place > after):
            break
    if found >= 0:
        return found, found + 1, own
    if after < end and words[after][0].isupper() and words[after].endswith("s") and after >= at:
        return after, after + 1, own
    return -1, after if own or after == at else at, own


def _measured(words: tuple[str, ...], begin: int, end: int, phrase: Counted, lex: NumberWords) -> Counted:
    """The phrase with the measure that its own noun or a verb beside it gives."""
    if phrase.measure:
        return phrase
    if phrase.amount.unit == "percent":
        return _with(phrase, "percent", "percent")
    noun = words[phrase.noun].lower() if phrase.noun >= 0 else ""
    if noun in lex.noun_measures:
        return _with(phrase, lex.noun_measures[noun], "counted-noun")
    for measure, rule in (
        (_adjective(words, phrase, lex), "adjective"),
        (_toll(words, begin, phrase, lex), "toll"),
        (_active(words, begin, end, phrase, lex), "object-of-verb"),
        (_passive(words, end, phrase, lex), "subject-of-verb"),
    ):
        if measure and _suits(noun, measure, lex):
            return _with(phrase, measure, rule)
    return phrase


def _with(phrase: Counted, measure: str, rule: str) -> Counted:
    return Counted(phrase.amount, phrase.first, phrase.last, phrase.noun, phrase.qualifier, phrase.own, measure, rule)


def _suits(noun: str, measure: str, lex: NumberWords) -> bool:
    """Whether what is counted can have this measure: houses are not wounded, soldiers not damaged."""
    people = lex.is_people(noun)
    if not noun or (noun not in lex.nouns and not people):
        return True
    if people:
        return measure not in ("destroyed", "damaged", "intercepted")
    return measure in lex.things_measures or (measure == "killed" and noun in ("lives", "life"))


def _adjective(words: tuple[str, ...], phrase: Counted, lex: NumberWords) -> str:
    """ "12 missing villagers"."""
    at = phrase.amount.last
    return lex.passive.get(words[at].lower(), "") if at < phrase.noun else ""


def _toll(words: tuple[str, ...], begin: int, phrase: Counted, lex: NumberWords) -> str:
    """ "the death toll had risen to 120"."""
    if phrase.noun >= 0 and not lex.is_people(words[phrase.noun].lower()):
        return ""
    if phrase.first == begin or words[phrase.first - 1].lower() not in lex.reaching:
        return ""
    before = tuple(word.lower() for word in words[max(begin, phrase.first - 9) : phrase.first])
    if words[phrase.first - 1].lower() in ("at", "to") and len(before) > 3 and before[-2] in lex.sums:
        sum_of = before[-3] in lex.determiners and not lex.putting.isdisjoint(before[:-3])
        if sum_of and (*before[-2:-1],) not in lex.tolls:
            return SAME
    for toll, measure in lex.tolls.items():
        size = len(toll)
        if any(before[i : i + size] == toll for i in range(len(before) - size + 1)):
            return measure
    return _number_of(words, begin, phrase, lex)


def _number_of(words: tuple[str, ...], begin: int, phrase: Counted, lex: NumberWords) -> str:
    """ "the number of soldiers killed in the clash has risen to six"."""
    if phrase.first - 2 < begin or words[phrase.first - 2].lower() not in lex.rising:
        return ""
    before = [word.lower() for word in words[max(begin, phrase.first - _NUMBER_REACH) : phrase.first]]
    for at, word in enumerate(before[:-1]):
        if word in lex.sums and before[at + 1] == "of":
            told = before[at + 2 : at + 3 + _NOUN_REACH]
            return next(
                (lex.passive[verb] for noun, verb in pairwise(told) if lex.is_people(noun) and verb in lex.passive), ""
            )
    return ""


def _active(words: tuple[str, ...], begin: int, end: int, phrase: Counted, lex: NumberWords) -> str:
    """ "killed two soldiers", "wounding five", "lost a soldier"."""
    at = phrase.first - 1
    if at < begin:
        return ""
    verb = words[at].lower()
    measure = lex.active_phrases.get((words[at - 1].lower(), verb), "") if at > begin else ""
    if measure:
        return measure if phrase.noun >= 0 else ""
    measure = lex.active.get(verb, "")
    if not measure or (at - 2 >= begin and words[at - 1].lower() in _PAIRING and words[at - 2].lower() in lex.active):
        return ""  # "killed or wounded 30 soldiers"
    before = [word.lower() for word in words[max(begin, at - 3) : at]]
    if before and (before[-1] in lex.be or any(word in lex.unreal for word in before[-2:])):
        return ""
    if verb in lex.people_only and (phrase.noun < 0 or not lex.is_people(words[phrase.noun].lower())):
        return ""
    if phrase.noun < 0 and not _may_stand_alone(words, phrase.last, end, measure, lex):
        return ""
    return measure


def _may_stand_alone(words: tuple[str, ...], at: int, end: int, measure: str, lex: NumberWords) -> bool:
    """Whether the number has no noun at all, or one that is not in the list but fits the measure."""
    if at >= end or words[at] in _SENTENCE_MARKS or words[at] == "," or words[at].lower() in lex.ends:
        return True
    return measure in lex.things_measures and words[at].endswith("s") and words[at].lower() not in lex.after_noun


def _passive(words: tuple[str, ...], end: int, phrase: Counted, lex: NumberWords) -> str:
    """ "two soldiers were killed", "14 others injured", "three dead"."""
    be = far = False
    first = _past_aside(words, phrase.last, end)
    for at in range(first, min(first + _VERB_REACH, end)):
        word = words[at].lower()
        if word in lex.passive:
            follows = words[at + 1].lower() if at + 1 < end else "."
            if follows in _PAIRING and at + 2 < end and words[at + 2].lower() in lex.passive:
                return ""  # "killed or missing"
            free = word in lex.intransitive and not far
            bare = not far and (not follows[0].isalnum() or follows in lex.ends or follows in lex.auxiliaries)
            return lex.passive[word] if be or free or bare else ""
        if word in lex.be:
            be = True
        elif word in lex.auxiliaries or word in lex.between or word.endswith("ly"):
            continue
        elif be or phrase.noun < 0 or word in _SENTENCE_MARKS or word in lex.no_verb_beyond or word[0].isdigit():
            return ""
        else:
            far = True
    return ""


def _past_aside(words: tuple[str, ...], at: int, end: int) -> int:
    """Past ", including a child," or ", most of them children," right behind a count; `at` where none stands."""
    if at + 1 >= end or words[at] != "," or words[at + 1].lower() not in _ASIDES:
        return at
    closing = (place for place in range(at + 2, min(at + _ASIDE, end)) if words[place] == ",")
    return next(closing, at - 1) + 1


def _coordinated(words: tuple[str, ...], phrases: list[Counted], lex: NumberWords) -> list[Counted]:
    """Phrases joined by "and", "including" share the verb of their neighbour; the rest are plain counts."""
    found = list(phrases)
    for at, phrase in enumerate(found):
        before = found[at - 1] if at else None
        if phrase.measure or before is None:
            continue
        if before.measure and _is_part(words, phrase) and not _has_verb(words, phrase, lex):
            found[at] = _with(phrase, before.measure, "part-of-count")
        if not before.rule.startswith("object"):
            continue
        if _joined(words, before, phrase, lex) and not _leads_to_verb(words, found[at:], lex):
            found[at] = _with(phrase, before.measure, "object-of-shared-verb")
    for at in range(len(found) - 2, -1, -1):
        after = found[at + 1]
        if found[at].measure or not after.rule.startswith("subject"):
            continue
        if _joined(words, found[at], after, lex):
            found[at] = _with(found[at], after.measure, "subject-of-shared-verb")
    return [_plain_count(words, phrase, lex) for phrase in found]


def _is_part(words: tuple[str, ...], phrase: Counted) -> bool:
    """Whether the phrase tells a part of the count before: "including three students", "among them a child"."""
    before = tuple(word.lower() for word in words[max(0, phrase.first - 2) : phrase.first])
    return before[-1:] == ("including",) or before == ("among", "them")


def _joined(words: tuple[str, ...], one: Counted, other: Counted, lex: NumberWords) -> bool:
    between = words[one.last : other.first]
    return one.noun >= 0 and 0 < len(between) <= 3 and all(word.lower() in lex.joins for word in between)


def _leads_to_verb(words: tuple[str, ...], phrases: list[Counted], lex: NumberWords) -> bool:
    """Whether the first phrase, or the last of those joined to it, is the subject of a verb of its own."""
    last = phrases[0]
    for phrase in phrases[1:]:
        if not _joined(words, last, phrase, lex):
            break
        last = phrase
    return _has_verb(words, last, lex)


def _has_verb(words: tuple[str, ...], phrase: Counted, lex: NumberWords) -> bool:
    """Whether a verb of its own stands right behind the phrase: "… and 12 people were treated"."""
    after = words[phrase.last].lower() if phrase.last < len(words) else "."
    return after[0].isalpha() and after not in lex.ends


def _plain_count(words: tuple[str, ...], phrase: Counted, lex: NumberWords) -> Counted:
    noun = words[phrase.noun].lower() if phrase.noun >= 0 else ""
    if phrase.measure or not (noun in lex.nouns or lex.is_people(noun)):
        return phrase
    if phrase.last < len(words) and words[phrase.last].lower() in lex.rates:
        return phrase  # "550 patients per day"
    return _with(phrase, "count", "count") if float(phrase.amount.value) >= _COUNTS_FROM else phrase
