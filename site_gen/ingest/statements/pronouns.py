"""Who a pronoun means: the person last spoken of as a subject or speaker.

Precision first: where that one is unknown, where another may be meant as well, or where the name tells another
pronoun, nobody is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from site_gen.ingest.article import Article
from site_gen.ingest.findings import NameFound
from site_gen.ingest.names import find_names
from site_gen.ingest.names.lexicon import fold
from site_gen.ingest.statements.edges import finite, verb_like
from site_gen.ingest.statements.gender import pronoun_of
from site_gen.ingest.statements.people import LOOK_BACK, PERSON_REACH, Met, People
from site_gen.ingest.statements.quotes import is_crosshead
from site_gen.ingest.statements.reading import Reading
from site_gen.model import Registry

_BODY_REACH: Final = 400
_LONGEST_ROLE: Final = 5
"""Words and stops of a role and title before a name."""
_CALLED_REACH: Final = 60
"""Words before a pronoun in which "the actress" may be whom it means."""
_LONGEST_LEAD: Final = 7
"""Words before a name that a sentence begins with: "The former deputy prime minister Ana Pop"."""
_OWNS: Final = ("'s", "’s", "'", "’")
_ASIDES: Final = (",", "(", "—", "–", "-", *_OWNS)
_BEFORE_BODY: Final = ('"', "”", "»", "''", "’’")
"""What stands before an "it" that means who spoke last, where it begins no sentence."""
_SHORT_VERB: Final = 3
_FULL: Final = 2
"""Words of a full name."""
_STOPS: Final = frozenset(".!?")
_SAME: Final = {"his": "he", "her": "she", "его": "он", "её": "она", "ее": "она"}


def plain(word: str) -> str:
    """ "he" for "his", "she" for "her"."""
    return _SAME.get(word, word)


def people_of(reading: Reading, article: Article, registry: Registry, told: list[tuple[int, int, int]]) -> People:
    """Everybody whom the article names; no speaker is met yet."""
    starts = [reading.starts[begin] for begin, _ in article.units.sentences]
    full = _full_names(article, registry)
    named = [
        _met(article, registry, name, full)
        for name in find_names(article, registry)
        if name.type == "PER" and bisect_left(reading.starts, name.start) not in reading.inside
    ]
    agents = [met for met in named if _is_agent(reading, bisect_left(reading.starts, met.at))]
    crossheads = _crossheads(article)
    return People(
        _subjects(reading, article, registry, full), named, agents, starts, [], {}, full, crossheads, [], told
    )


def _crossheads(article: Article) -> list[int]:
    """Where crossheads begin."""
    units = article.units
    numbers = (number for number in range(len(units.paragraphs)) if is_crosshead(units, number))
    return [units.starts[units.sentences[units.paragraphs[number][0]][0]] for number in numbers]


def _full_names(article: Article, registry: Registry) -> dict[str, tuple[int, int]]:
    """First and last word of each full name that no registry knows, and the last word alone of those that nobody else
    has, to where the name stands first."""
    found: dict[str, tuple[int, int]] = {}
    shared: set[str] = set()
    for name in find_names(article, registry):
        words = fold(article.text[name.start : name.end]).split()
        if name.type != "PER" or name.actor or len(words) < _FULL:
            continue
        key, span = f"{words[0]} {words[-1]}", (name.start, name.end)
        if key not in found:
            shared.update({words[-1]} & found.keys())
            found[key] = span
            found.setdefault(words[-1], span)
    return {key: span for key, span in found.items() if key not in shared}


def _met(article: Article, registry: Registry, name: NameFound, full: dict[str, tuple[int, int]]) -> Met:
    """Somebody named; one whom no registry knows by the full name that the text has."""
    text = article.text[name.start : name.end]
    gender = _gender(article, registry, name.actor, text)
    if name.actor:
        return Met(name.start, name.actor, True, gender)
    words = fold(text).split()
    alone = len(words) < _FULL
    told = full.get(words[-1]) if alone else (name.start, name.end)
    if told is None and any(key.endswith(f" {words[-1]}") for key in full):
        return Met(name.start, None, True, gender)  # two have that name
    whole = article.text[slice(*told)] if told else ""
    key = f"{fold(whole).split()[0]} {words[-1]}" if whole else words[-1]
    return Met(name.start, None, True, gender or pronoun_of(whole, article.lang), key, (name.start, name.end))


def _is_agent(reading: Reading, first: int) -> bool:
    """Whether a name stands behind "by", its role and title set aside: "by chemist Dr. Ana Pop"."""
    for at in range(first - 1, max(-1, first - _LONGEST_ROLE), -1):
        if reading.low[at] == "by":
            return True
        if reading.low[at] != "." and not reading.low[at].isalpha():
            return False
    return False


def _gender(article: Article, registry: Registry, actor: str | None, name: str) -> str:
    known = registry.actors[actor].name if actor is not None else ""
    return pronoun_of(known, article.lang) or pronoun_of(name, article.lang)


def antecedent(reading: Reading, at: int, people: People) -> Met | None:
    """Who was last spoken of as a subject or speaker before the pronoun at word `at`."""
    start, word = reading.starts[at], plain(reading.low[at])
    person = reading.is_in(at, "people_pronouns")
    reach = PERSON_REACH if person else _BODY_REACH
    before = bisect_left(people.subjects, start, key=lambda one: one.at)
    near = [
        one
        for one in (*people.subjects[max(0, before - LOOK_BACK) : before], *people.met[-LOOK_BACK:])
        if start - reach <= one.at < start and one.person in (person, None)
    ]
    near = [one for one in near if not _is_told_of(reading, one, at)]
    fit = [one for one in near if one.gender in ("", word) and _acts_itself(one, word, people)] if person else near
    last = max(fit, key=lambda one: one.at, default=None)
    if last is None or not last.who:
        return None
    if not person:
        if last.actor is None:
            begins = at == 0 or reading.low[at - 1] in _BEFORE_BODY or people.around(start)[0] == start
            agrees = last.person is (False if reading.is_in(at, "plural_pronouns") else None)
            return last if begins and agrees and people.just_spoke(last, start) else None
        return None if reading.is_in(at, "plural_pronouns") and not people.just_spoke(last, start) else last
    if last.person is not True or bisect_left(people.crossheads, start) > bisect_left(people.crossheads, last.at):
        return None
    begin, _ = people.around(start)
    if last.at < begin and (people.others(last, begin, start, word) or people.led(last, begin, word)):
        return None  # "Though it failed Lind, the mayor, she said", "It is led by Lind. She said"
    if _is_passed(reading, last, begin, word, people):
        return None  # "It was cold, according to Lind, the mayor. He said"
    if _is_called(reading, last.at, at, word):
        return None  # "Lind left. ... the actress was late. She said"
    sure = word in (last.gender, people.used.get(last.who))
    if last.who in people.addressed and not sure:
        return None  # "Pop told Lind it was late. Lind said it was not. He said"
    if _only_acts(reading, last, word, people, sure) or not (last.actor or sure or _alone(last, start, word, people)):
        return None
    return last if people.used.setdefault(last.who, word) == word else None


def _is_passed(reading: Reading, last: Met, begin: int, word: str, people: People) -> bool:
    """Whether the sentence before the offset is of somebody else, named as who acts or is told of with a role, and
    names not the one last spoken of."""
    word_at = bisect_left(reading.starts, begin)
    if word_at in reading.inside:
        begin = reading.starts[reading.quotations[reading.inside[word_at]].first]
    earlier, _ = people.around(begin - 1)
    if last.at >= earlier:
        return False
    names = people.named[bisect_left(people.named, earlier, key=lambda met: met.at) :][:LOOK_BACK]
    here = [one for one in names if one.at < begin]
    if any(one.who == last.who for one in here):
        return False
    return any(one.gender in ("", word) and _stands_out(reading, one) for one in here)


def _stands_out(reading: Reading, one: Met) -> bool:
    """Whether a name is a subject, or has a comma or bracket behind it."""
    at = bisect_left(reading.starts, one.at)
    while at < len(reading.low) and reading.capital(at):
        at += 1
    return at < len(reading.low) and (reading.low[at] in (",", "(") or _acts(reading, at))


def _is_called(reading: Reading, start: int, at: int, word: str) -> bool:
    """Whether between the offset and the pronoun another seems to be meant: by "the actress" as a subject, or by the
    other pronoun in the pronoun's own sentence, "As Pop waited till he was called, she said"."""
    first = bisect_left(reading.starts, start)
    other = "he" if word == "she" else "she"
    for place in range(max(first, at - _CALLED_REACH), at - 1):
        if place in reading.inside:
            continue
        if reading.low[place] == "the" and reading.is_in(place + 1, f"{word}_nouns"):
            if finite(reading, place + 2):
                return True
        elif reading.low[place] == other and not any(mark in _STOPS for mark in reading.low[place:at]):
            return True
    return False


def _is_told_of(reading: Reading, one: Met, at: int) -> bool:
    """Whether a name right before the comma before a pronoun is who is told of: "Pop, he said, wanted war"."""
    if at == 0 or reading.low[at - 1] != ",":
        return False
    first = bisect_left(reading.starts, one.at)
    return at - 1 - _LONGEST_LEAD <= first < at - 1 and all(reading.capital(i) for i in range(first, at - 1))


def _acts_itself(one: Met, word: str, people: People) -> bool:
    """Whether somebody is not only told of by another whom the pronoun fits: "Lind said that Pop left. He added"."""
    teller = people.told_by(one)
    return teller is None or teller.person is False or teller.gender not in ("", word)


def _alone(last: Met, at: int, word: str, people: People) -> bool:
    """Whether one whom no registry knows, and of whom no pronoun is sure, just spoke, and named nobody else whom the
    pronoun fits."""
    return people.just_spoke(last, at) and not people.others(last, *people.around(last.at), word)


def _only_acts(reading: Reading, last: Met, word: str, people: People, sure: bool) -> bool:
    """Whether the one last spoken of did not speak, in a sentence that names another whom the pronoun fits: "Lind met
    Pop. He said". Where its gender or an earlier pronoun is `sure`, only one of the same gender is another, or whom it
    did something to: the Pop of "met Pop"."""
    if any(one.at == last.at for one in people.met[-LOOK_BACK:]):
        return False
    begin, end = people.around(last.at)
    if people.others(last, begin, end, word, sure):
        return True
    return any(one.who != last.who and _is_object(reading, one) for one in people.fitting(begin, end, word))


def _is_object(reading: Reading, one: Met) -> bool:
    """Whether a verb stands right before a name and its role: "met Mayor Karl Ray"."""
    at = bisect_left(reading.starts, one.at) - 1
    while at > 0 and (reading.capital(at) or reading.is_in(at, "person_nouns", "determiners")):
        at -= 1
    return at > 0 and verb_like(reading, at)


def _subjects(reading: Reading, article: Article, registry: Registry, full: dict[str, tuple[int, int]]) -> list[Met]:
    """People named as the subject of a clause, or at the head of a sentence.

    Who owns the subject ("Lind's husband left"), shares it ("Pop and Lind left") or is told by somebody else ("Lind,
    her deputy, left") may be meant next, or not: nobody is.
    """
    heads = [begin for begin, _ in article.units.sentences]
    found = []
    for name in find_names(article, registry):
        if name.type != "PER":
            continue
        first, follower = bisect_left(reading.starts, name.start), bisect_left(reading.starts, name.end)
        if follower >= len(reading.low) or follower in reading.inside or reading.is_in(first - 1, "passing"):
            continue
        begin = heads[bisect_right(heads, first) - 1]
        acts = _acts(reading, follower)
        if not acts and not _heads(reading, begin, first, follower):
            continue
        doubtful = reading.low[follower] in _OWNS or (reading.low[first - 1] == "and" and first - 1 > begin)
        doubtful = doubtful or (reading.low[first - 1] == "of" and first - 1 > begin)
        doubtful = doubtful or reading.low[follower + 1 : follower + 2] in (["his"], ["her"])
        one = _met(article, registry, name, full)
        found.append(Met(name.start, None, True, one.gender) if doubtful else one)
    found.extend(met for sentence in article.units.sentences if (met := _newcomer(reading, *sentence)) is not None)
    found.extend(_brought_in(reading))
    return sorted(found, key=lambda one: one.at)


def _newcomer(reading: Reading, begin: int, end: int) -> Met | None:
    """Somebody nameless with whom a sentence begins: "A guard shook his head", "His wife left"; not "The mayor"."""
    if not reading.is_in(begin, "newcomers"):
        return None
    for at in range(begin + 1, min(end - 1, begin + _LONGEST_LEAD)):
        if reading.is_in(at, "person_nouns") and not reading.low[at + 1][0].isupper():
            owner = reading.low[at + 1] in _OWNS
            gender = next((word for word in ("he", "she") if reading.is_in(at, f"{word}_nouns")), "")
            return None if owner else Met(reading.starts[begin], None, True, gender)
        if not reading.low[at].isalpha() or reading.is_in(at, "prepositions") or finite(reading, at):
            return None
    return None


def _brought_in(reading: Reading) -> Iterator[Met]:
    """Those nameless who are told of within a sentence, and then spoken of: "The crew met one mother, who ..." """
    for who in (at for at, word in enumerate(reading.low) if word == "who"):
        noun = who - 1 - (reading.low[who - 1] == ",")
        if noun < 1 or noun in reading.inside or not reading.is_in(noun, "person_nouns"):
            continue
        for at in range(noun - 1, max(-1, noun - _LONGEST_ROLE), -1):
            if reading.low[at] in ("a", "an", "one", "another") and reading.low[at - 1] != ",":
                gender = next((word for word in ("he", "she") if reading.is_in(noun, f"{word}_nouns")), "")
                yield Met(reading.starts[at], None, True, gender)
            if not reading.low[at].isalpha() or reading.low[at] in ("a", "an", "one", "another"):
                break


def _heads(reading: Reading, begin: int, first: int, follower: int) -> bool:
    """Whether a name with what leads to it ("Former envoy Ana Pop") begins the sentence as its subject."""
    lead = range(begin, first)
    if len(lead) > _LONGEST_LEAD or any(not reading.low[at].isalpha() or at in reading.inside for at in lead):
        return False
    if any(reading.is_in(at, "prepositions", "conjunctions", "subordinators") or finite(reading, at) for at in lead):
        return False
    return reading.low[follower] in _ASIDES or (
        reading.low[follower].isalpha()
        and not reading.capital(follower)
        and not reading.is_in(follower, "prepositions", "conjunctions", "subordinators")
    )


def _acts(reading: Reading, at: int) -> bool:
    """Whether the word after a name makes the name a subject; "sees" too, which no list has."""
    word = reading.low[at]
    closed = reading.is_in(at, "prepositions", "subordinators", "determiners", "plural_speakers", "plural_nouns")
    if word.isalpha() and word.endswith("s") and not word.endswith("ss") and len(word) > _SHORT_VERB:
        return not (closed or reading.capital(at))
    return reading.is_in(at, "adverbs") or reading.low[at] in reading.lexicon.verbs or finite(reading, at)
