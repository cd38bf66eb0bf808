"""Fixed words of the content model as readers see them, noted for the catalogues and translated where they are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from site_gen.site.words import Words, mark, mark_many

KINDS: Final[Mapping[str, str]] = {
    "person": mark("person"),
    "state": mark("state"),
    "organisation": mark("organisation"),
    "armed-force": mark("armed force"),
    "group": mark("group"),
}
KINDS_PLURAL: Final[Mapping[str, str]] = {
    "person": mark("People"),
    "state": mark("States"),
    "organisation": mark("Organisations"),
    "armed-force": mark("Armed forces"),
    "group": mark("Groups"),
}
STATES: Final[Mapping[str, str]] = {
    "happened": mark("event"),
    "scheduled": mark("scheduled"),
    "disputed": mark("disputed"),
    "cancelled": mark("cancelled"),
}
MEASURES: Final[Mapping[str, str]] = {
    "killed": mark("killed"),
    "wounded": mark("wounded"),
    "missing": mark("missing"),
    "detained": mark("detained"),
    "arrested": mark("arrested"),
    "captured": mark("captured"),
    "displaced": mark("displaced"),
    "evacuated": mark("evacuated"),
    "deployed": mark("deployed"),
    "destroyed": mark("destroyed"),
    "damaged": mark("damaged"),
    "intercepted": mark("intercepted"),
    "count": mark("count"),
    "percent": mark("percent"),
    "money": mark("money"),
    "votes": mark("votes"),
    "seats": mark("seats"),
}
"""Measures that ingest knows; another one is shown as it is written."""
QUALIFIERS: Final[Mapping[str, str]] = {
    "about": mark("about"),
    "at least": mark("at least"),
    "at most": mark("at most"),
}
"""How exact a figure is; another word is shown as it is written."""
SOURCE_KINDS: Final[Mapping[str, str]] = {
    "newspaper": mark("newspaper"),
    "agency": mark("agency"),
    "broadcaster": mark("broadcaster"),
    "government": mark("government"),
    "ngo": mark("organisation"),
    "blog": mark("blog"),
}
_COUNTS: Final[Mapping[str, tuple[str, str]]] = {
    "article": mark_many("%(count)s article", "%(count)s articles"),
    "statement": mark_many("%(count)s statement", "%(count)s statements"),
    "event": mark_many("%(count)s event", "%(count)s events"),
    "figure": mark_many("%(count)s figure", "%(count)s figures"),
    "actor": mark_many("%(count)s actor", "%(count)s actors"),
    "topic": mark_many("%(count)s topic", "%(count)s topics"),
    "source": mark_many("%(count)s source", "%(count)s sources"),
    "correction": mark_many("%(count)s correction", "%(count)s corrections"),
    "country": mark_many("%(count)s country", "%(count)s countries"),
}


def counted(words: Words, **counts: int) -> str:
    """ "2 statements, 1 event"; nothing for what is not there."""
    return ", ".join(words.many(*_COUNTS[name], count) for name, count in counts.items() if count)
