"""Noun phrases by their edges: the subject left of a verb, the phrase right of a word.

No parser: phrases end at punctuation, closed-class words and verbs (a few dozen common ones, cue verbs, "-ed").
"""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.contractions import is_subject
from site_gen.ingest.statements.edges import HARD, finite, hyphened, is_time, plural_owner, tells_now, verb_like
from site_gen.ingest.statements.owners import begins_with_verb, may_end, owner_phrase, person_of, who_is_described
from site_gen.ingest.statements.pairs import BREAKS_LEFT, half, joins, with_pronoun
from site_gen.ingest.statements.reading import Reading, Words

_STOPS: Final = frozenset("?!;:")
_STARTS: Final = frozenset('.?!"”')
_LONGEST: Final = 30
_SEATS: Final = ("R-", "D-", "I-")
_MORE: Final = ("more", "less", "fewer")
_SHORT: Final = 4
"""Words of somebody addressed, behind whom another phrase may begin."""


def left_phrase(reading: Reading, last: int, low: int) -> Words | None:
    """The noun phrase whose last word is `last`, looking back no further than `low`; an apposition is stepped over."""
    if last < low:
        return None
    word = reading.low[last]
    if word == ",":
        though = reading.low[last - 1] == "though" and reading.low[last - 2] == ","
        return _before_apposition(reading, last - 2 if though else last, low)
    if word == ")":
        opened = next((at for at in range(last, max(low, last - 12) - 1, -1) if reading.low[at] == "("), None)
        return left_phrase(reading, opened - 1, low) if opened is not None else None
    if reading.is_in(last, "relatives"):
        before = last - 2 if last > low and reading.low[last - 1] == "," else last - 1
        owner = owner_phrase(reading, before, low)
        person = person_of(reading, owner) if owner is not None and reading.low[last] == "who" else owner
        return person or left_phrase(reading, before, low)
    if word.endswith("self") and reading.is_in(last, "reflexives") and last - 1 > low and reading.capital(last - 1):
        return left_phrase(reading, last - 1, low)  # "Ana Pop herself"
    if reading.is_in(last, "pronouns") or is_subject(reading, last):
        return (last, last + 1)
    if not may_end(reading, last):
        return None
    first = with_pronoun(reading, _walk_left(reading, last, low), last, low)
    first += begins_with_verb(reading, first, last, low)
    first = _behind_later(reading, first, last)
    begun = _behind_subordinator(reading, first, last, low)
    first = _skip_opening(reading, first, last) if begun is None else begun
    first = _behind_noun(reading, first, last)
    described = who_is_described(reading, first, low)
    if described is not None:
        return described
    return (first, last + 1) if first <= last else None


def _behind_noun(reading: Reading, first: int, last: int) -> int:
    """First word of who speaks where a thing stands before: "the Fed" in "a sign the Fed fears"; not in "the poet the
    town loves"."""
    at = first + 2
    if at >= last or not reading.is_in(first, "determiners") or reading.low[at] not in ("the", "a", "an"):
        return first
    thing = reading.low[at - 1].isalpha() and not (reading.capital(at - 1) or reading.capital(at))
    thing = thing and not reading.low[at - 1].endswith("ing")
    person = reading.is_in(at - 1, "person_nouns", "bodies", "media", "determiners", "prepositions", "conjunctions")
    return at if thing and not person else first


def _behind_later(reading: Reading, first: int, last: int) -> int:
    """First word behind "half a year later" and its like."""
    for at in range(first + 1, last):
        if reading.low[at] in ("later", "earlier", "ago") and reading.is_in(at - 1, "times", "long_times"):
            return at + 1
    return first


def _behind_subordinator(reading: Reading, first: int, last: int, low: int) -> int | None:
    """Where a clause's subject begins behind "after" and its like: "sources" in "fell after sources said"."""
    at = first
    while at < last and reading.is_in(at, "determiners", "times") and not reading.capital(at):
        at += 1
    if at < last and reading.is_in(at, "clause_prepositions"):
        alone = at == first and (at == low or reading.low[at - 1] in _STARTS) and reading.capital(at)
        return None if alone else at + 1
    for at in range(last - 1, first, -1):
        named = reading.capital(at + 1) and not reading.is_in(at + 1, "times")
        named = named or reading.low[at + 1].startswith("then")  # "after then-mayor Lind"
        if (named or reading.is_in(last, "person_nouns", "plural_speakers")) and reading.is_in(
            at, "clause_prepositions"
        ):
            return at + 1
    return None


def _before_apposition(reading: Reading, comma: int, low: int) -> Words | None:
    """The subject in "Smith, the minister, said": the phrase before the first comma, else the one between."""
    inner: Words | None = None
    for at in range(comma - 1, max(low, comma - _LONGEST) - 1, -1):
        if reading.low[at] in _STOPS:
            return None
        if reading.low[at] == "," and at > low and at not in reading.inside:
            inner = inner or left_phrase(reading, comma - 1, at + 1)
            outer = left_phrase(reading, at - 1, low) if reading.low[at - 1] != "," else None
            if outer is not None and outer[1] - outer[0] == 1 and reading.words[outer[0]][:2] in _SEATS:
                continue  # "Ana Pop, R-Texas, a rival who has left, said"
            if outer is not None and _is_apposition(reading, at + 1):
                return (_named_before(reading, outer, low), comma)
            if outer is not None:
                named = _named_before(reading, outer, low)
                return outer if named == outer[0] else (named, comma)
            if not reading.low[at - 1].isdigit():
                return inner
    return inner


def _named_before(reading: Reading, phrase: Words, low: int) -> int:
    """First word of the name that the phrase itself stands beside, or its own first word: "Smith, a doctor at Lind"."""
    first = phrase[0]
    if reading.is_in(first, "degrees") and first - 2 >= low and reading.low[first - 1] == ",":
        name = left_phrase(reading, first - 2, low)
        return _named_before(reading, name, low) if name is not None else first
    role = reading.is_in(first, "determiners") or any(reading.is_in(at, "person_nouns") for at in range(*phrase))
    if not role or first - 2 < low or reading.low[first - 1] != "," or first - 1 in reading.inside:
        return first
    name = left_phrase(reading, first - 2, low) if reading.low[first - 2] != "," else None
    if name is None or not reading.capital(name[1] - 1):
        return first
    people = [reading.is_in(at, "person_nouns") for at in range(name[0], phrase[1])]
    if not reading.capital(name[0]) and not (any(people) and not any(people[first - name[0] :])):
        return first  # but "a student at Narva College, the school"
    if reading.low[name[0]].endswith(("ing", "ed")) or reading.is_in(name[0], "prepositions", "subordinators"):
        return first
    return name[0]


def _is_apposition(reading: Reading, at: int) -> bool:
    """Whether a name or a role begins here: "the minister", "Mary Hill"; not "speaking on Monday"."""
    return reading.capital(at) or reading.is_in(at, "determiners")


def _walk_left(reading: Reading, last: int, low: int) -> int:
    """First word of the phrase that ends with `last`."""
    first = last
    while first > low and last - first < _LONGEST:
        at = first - 1
        word = reading.low[at]
        if (word in HARD or at in reading.inside) and not (plural_owner(reading, at) or hyphened(reading, first)):
            break
        more = word == "than" and reading.low[at - 1] in _MORE and reading.low[first][0].isdigit()
        will = word == "will" and reading.capital(at) and reading.capital(first) and at > low
        if reading.is_in(at, "clause_openers", "inner_questions", *BREAKS_LEFT) and not (more or will):
            break
        if word in ("and", "or") and not (joins(reading, at, first, low) or half(reading, first, last, low)):
            break
        opens = at == low or at - 1 in reading.inside or reading.low[at - 1] in HARD
        if not opens and verb_like(reading, at) and reading.low[first] != "by" and _stands(reading, first, last):
            break
        first = at
    return first


def _stands(reading: Reading, first: int, last: int) -> bool:
    """Whether the words can be a subject by themselves: not only a time, not begun by a preposition."""
    if reading.is_in(first, "prepositions"):
        return False
    return not all(reading.is_in(at, "times", "adverbs", "time_openers") for at in range(first, last + 1))


def _skip_opening(reading: Reading, first: int, last: int) -> int:
    """Past a conjunction, an adverb or a prepositional phrase at the beginning: "On Wednesday Baku" is "Baku"."""
    while first <= last:
        if ":" in reading.low[first] and first < last:
            first += 1
        elif _is_near_time(reading, first, last):
            first += 2
        elif reading.is_in(first, "prepositions", "subordinators") and reading.low[first] != "as":
            first = _after_prepositional(reading, first, last)
        elif _opens_loosely(reading, first):
            if first == last and reading.capital(first):
                return last + 1
            first += 1
        else:
            return first
    return first


def _opens_loosely(reading: Reading, at: int) -> bool:
    """Whether a phrase does not begin with the word: a conjunction, an adverb, a day."""
    loose = reading.is_in(at, "conjunctions", "adverbs") or is_time(reading, at)
    manner = reading.low[at].endswith("ly") and not reading.is_in(at, "no_manners")
    loose = loose or (manner and reading.is_in(at + 1, "prepositions"))  # "specifically with", not "critics"
    owner = reading.low[at + 1 : at + 2] in (["'s"], ["’s"])  # "Tuesday's vote"
    return loose and not owner and not reading.is_in(at, "determiners")


def _is_near_time(reading: Reading, first: int, last: int) -> bool:
    """Whether "last week" or its like begins here, and is not an owner."""
    if first + 1 >= last or not (reading.is_in(first, "near_times") and reading.is_in(first + 1, "times")):
        return False
    return reading.low[first + 2] not in ("'s", "’s")


def _after_prepositional(reading: Reading, first: int, last: int) -> int:
    """First word after the prepositional phrase that begins at `first`; past `last` where nothing is left."""
    for at in range(first + 2, last + 1):
        if reading.is_in(at - 1, "prepositions", "determiners"):
            continue
        if reading.is_in(at, "determiners", "pronouns"):
            return at
        if reading.is_in(at - 1, "times") and not reading.is_in(at, "times", "prepositions"):
            return at
        if reading.capital(at) and not reading.capital(at - 1) and reading.low[at - 1] not in ("and", "'s", "’s", "."):
            return at
    return last + 1


def right_phrase(reading: Reading, first: int, end: int, wide: bool = False) -> Words | None:
    """The noun phrase that begins at `first`; `wide` lets it hold "in", "on" and their like."""
    if first >= end or first in reading.inside:
        return None
    if (reading.is_in(first, "pronouns", "objects") and reading.words[first] != "US") or is_subject(reading, first):
        return (first, first + 1)
    at = first
    while at < end and at - first < _LONGEST:
        word = reading.low[at]
        if at in reading.inside or (word in HARD and word != "-" and not plural_owner(reading, at)):
            break
        named = at > 0 and reading.capital(at) and (at > first or reading.low[at - 1][0].isalnum())
        if not named and reading.is_in(at, "clause_openers", "relatives", "be", "have", "do", "modals", "pronouns"):
            break
        if not wide and (word == "to" or reading.is_in(at, "parting_prepositions")):
            break
        if at > first and (reading.is_in(at, "opening_subordinators") or _begins_another(reading, at, first)):
            break
        if word == "to" and at + 1 < end and not reading.capital(at + 1) and not reading.is_in(at + 1, "determiners"):
            break
        if at > first and (verb_like(reading, at) or (is_time(reading, at) and not wide)):
            break
        if at > first and reading.capital(at - 1) and tells_now(reading, at):
            break
        verb = reading.lexicon.verbs.get(word)
        if at > first and verb is not None and "ing" in verb.forms and verb.takes >= {"q", "t"}:
            break
        at += 1
    while at > first and _ends_loosely(reading, at - 1, first, end):
        if reading.low[at - 1] == "." and len(reading.words[at - 2]) == 1 and reading.capital(at - 2):
            break  # "Harry S."
        at -= 1
    return (first, at) if at > first else None


def _ends_loosely(reading: Reading, last: int, first: int, end: int) -> bool:
    """Whether a noun phrase does not end with the word: with a preposition, a stop, the "sternly" before a verb."""
    if reading.low[last] == ".":
        return True
    if reading.is_in(last, "prepositions", "conjunctions", "adverbs"):
        return not (reading.capital(last) and reading.capital(last - 1))  # "Steven Still"
    manner = last - 1 > first and reading.low[last].endswith("ly") and not reading.capital(last)
    manner = manner and not reading.is_in(last, "no_manners")
    return manner and last + 1 < end and (finite(reading, last + 1) or reading.low[last + 1] == "both")


def _begins_another(reading: Reading, at: int, first: int) -> bool:
    """Whether a second noun phrase begins here: "the decision" behind "told reporters"."""
    if not reading.is_in(at, "articles") or reading.capital(at) or not reading.low[at - 1].isalpha():
        return False
    return at - first < _SHORT and not reading.is_in(
        at - 1, "prepositions", "conjunctions", "determiners", "adverbs", "that_words"
    )


def with_apposition(reading: Reading, phrase: Words, end: int) -> Words:
    """The phrase with ", the mediator" or ", who leads the talks" behind it, up to the next comma or the stop."""
    at = phrase[1]
    if at + 1 >= end or reading.low[at] != "," or at + 1 in reading.inside:
        return phrase
    relative = reading.is_in(at + 1, "relatives")
    if not (relative or reading.is_in(at + 1, "determiners") or reading.capital(at + 1)):
        return phrase
    for stop in range(at + 1, min(end, at + _LONGEST)):
        if stop in reading.inside or reading.low[stop] in _STOPS:
            return phrase
        if reading.low[stop] == "," or (reading.low[stop] == "." and stop >= end - 1):
            return (phrase[0], stop)
        if stop == end - 1 and stop == at + 1 and reading.low[stop][-1] == ".":
            return (phrase[0], end)  # "said Ana Pop, R-N.C."
        relative = relative or reading.is_in(stop, "relatives")
        if not relative and finite(reading, stop):
            return phrase
    return phrase


def clause_subject(reading: Reading, first: int, end: int) -> Words | None:
    """The subject of the clause that runs up to `end`: of the last one after a comma, else of the sentence."""
    for at in range(end - 2, first, -1):
        if reading.low[at] != "," or at in reading.inside or at + 1 in reading.inside:
            continue
        begin = at + 1 + reading.is_in(at + 1, "conjunctions", "opening_subordinators")
        if begin < end and (reading.is_in(begin, "pronouns", "determiners") or reading.capital(begin)):
            phrase = right_phrase(reading, begin, end)
            if phrase is not None and phrase[1] < end and finite(reading, phrase[1]):
                return _without_manner(reading, phrase)
    return leading_phrase(reading, first, end)


def _without_manner(reading: Reading, phrase: Words) -> Words:
    """The name without the adverb behind it: "Lind" of "Lind essentially gave up"."""
    last = phrase[1] - 1
    if last == phrase[0] or reading.capital(last) or not reading.capital(last - 1):
        return phrase
    return (phrase[0], last) if reading.low[last].endswith("ly") else phrase


def leading_phrase(reading: Reading, first: int, end: int) -> Words | None:
    """The subject of a clause that begins at `first`: past an opening phrase up to its comma, up to the verb."""
    if first in reading.inside:
        first = min(reading.quotations[reading.inside[first]].last + 1, end)
    while (
        first < end
        and (reading.is_in(first, "conjunctions") or reading.low[first] in HARD)
        and first not in reading.inside
    ):
        first += 1
    if first + 2 < end and reading.is_in(first, "near_times") and reading.is_in(first + 1, "times"):
        return leading_phrase(reading, first + 2, end)  # "Last night Lind left"
    if first >= end or reading.is_in(first, "verbs"):
        return None  # "Got lost, then realised that ..."
    if reading.is_in(first, "prepositions", "subordinators", "times", "adverbs") or reading.low[first].endswith(
        ("ing", "ly")
    ):
        comma = next((at for at in range(first, end) if reading.low[at] == "," and at not in reading.inside), None)
        if comma is None:
            moved = _skip_opening(reading, first, end - 1)
            return right_phrase(reading, moved, end) if moved != first else None
        return leading_phrase(reading, comma + 1, end) if comma + 1 < end else None
    return right_phrase(reading, first, end)
