"""Sources: "according to the ministry", "as the ministry reported", with the roles of who is named."""

from __future__ import annotations

from typing import Final

from site_gen.ingest.statements.clause import NEVER, Cue
from site_gen.ingest.statements.edges import finite
from site_gen.ingest.statements.phrases import right_phrase, with_apposition
from site_gen.ingest.statements.reading import Reading, Words

_LONGEST_TITLE: Final = 5
"""Words in quotation marks that belong to a source: the new "dot plot"."""


def according(reading: Reading, at: int, end: int) -> Cue | None:
    """ "according to the ministry", "по его словам", "как сообщили в министерстве" """
    if at + 2 >= end:
        return None
    if reading.is_in(at + 1, "source_owners") and reading.is_in(at + 2, "source_links"):
        return Cue(at, at, at + 3, "according", NEVER, (at + 1, at + 2), f"{reading.low[at]} {reading.low[at + 2]}")
    told = reading.lexicon.verbs.get(reading.low[at + 1]) if reading.is_in(at, "as_told") else None
    if told is not None and {"q", "t", "c"} <= told.takes:
        first = at + 2 + reading.is_in(at + 2, "adverbial")
        speaker = right_phrase(reading, past_addressee(reading, first, end), end)
        return Cue(at, at, speaker[1], "according", NEVER, speaker, told.past) if speaker else None
    if not reading.is_in(at + 1, "source_links"):
        return None
    her = at + 3 < end and reading.low[at + 2] == "her" and reading.low[at + 3].isalpha()
    speaker = right_phrase(reading, at + 2 + her, end, wide=True)
    if her and speaker is not None:
        speaker = at + 2, speaker[1]  # "according to her father"
    if speaker is None or reading.is_in(speaker[1] - 1, "no_sources"):
        return None
    if reading.is_in(speaker[1] - 1, "ways") and reading.low[at - 1] != "," and reading.words[at].islower():
        return None  # "sort them according to simple rules"
    number = reading.inside.get(speaker[1])
    if number is not None and reading.quotations[number].last - speaker[1] <= _LONGEST_TITLE:
        speaker = speaker[0], reading.quotations[number].last + reading.quotations[number].closed
    if _is_named_next(reading, speaker, end):
        speaker = with_apposition(reading, speaker, end)
    speaker = _with_roles(reading, speaker, end)
    if speaker[1] + 1 < end and reading.is_in(speaker[1] + 1, "relatives"):
        speaker = with_apposition(reading, speaker, end)
    past = "said" if reading.low[at + 1] == "to" else " ".join(reading.low[at : at + 2])
    return Cue(at, at, speaker[1], "according", NEVER, speaker, past)


def past_addressee(reading: Reading, at: int, end: int) -> int:
    """Past who was told, where that stands between the verb and who speaks: "сообщил журналистам министр"."""
    told = at + 1 < end and reading.is_in(at, "addressees") and reading.low[at + 1][0].isalpha()
    return at + 1 if told else at


def _is_named_next(reading: Reading, speaker: Words, end: int) -> bool:
    """Whether a name between commas tells who a role is: "according to Lind's lawyer, Ana Pop, the firm knew"."""
    first = speaker[1] + 1
    role = reading.is_in(speaker[1] - 1, "person_nouns") and not reading.capital(speaker[1] - 1)
    if not role or first >= end or reading.low[speaker[1]] != "," or not reading.capital(first):
        return False
    name = right_phrase(reading, first, end)
    named = name is not None and (name[1] >= end or reading.low[name[1]] in (",", "."))
    return named and all(reading.capital(at) for at in range(first, name[1] if name else first))


def _with_roles(reading: Reading, speaker: Words, end: int) -> Words:
    """The name with ", director of the institute" and ", who leads it" behind it; not with a clause that follows."""
    if not reading.capital(speaker[1] - 1):
        return speaker
    stop = speaker[1]
    while stop < end and reading.low[stop] == ",":
        comma = next((at for at in range(stop + 1, end) if reading.low[at] == "," and at not in reading.inside), end)
        comma -= comma == end and reading.low[end - 1] == "."
        if any(at in reading.inside for at in range(stop, comma)):
            break
        words = range(stop + 1, comma)
        role = any(reading.is_in(at, "person_nouns") for at in words) and not any(finite(reading, at) for at in words)
        if not (role or (stop > speaker[1] and reading.is_in(stop + 1, "relatives"))):
            break
        stop = comma
    return (speaker[0], stop)
