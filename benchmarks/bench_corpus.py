"""Invented articles, the same ones for every tool that is measured: same number, same bytes.

Each has some 300 words of Markdown with a heading, a list, a quotation and links, one to four actors, one or two topics
and a source. None has statements, events or figures, for which the other tools have nothing.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

ACTORS, TOPICS, SOURCES = 120, 24, 12
KINDS: Final = ("person", "state", "organisation", "armed-force", "group")
FIRST, DAYS = date(2016, 1, 1), 3300
ACTS: Final = ("inspected", "postponed", "paid for", "questioned", "rebuilt", "measured", "opposed", "reopened")
THINGS: Final = ("the upper lock", "a second ferry", "the grain store", "the tide tables", "the old quarry road",
                 "a loan for the mill", "the reading rooms", "the lamp oil levy")  # fmt: skip
ENDS: Final = ("before the first frost", "against the advice of the surveyors", "for the third time since spring",
               "without telling the council", "after a night of talks", "as the river fell")  # fmt: skip
PEERS: Final = Path(__file__).parent / "peers"


class Article(NamedTuple):
    """One article before it is written for a tool."""

    slug: str
    title: str
    day: str
    source: int
    actors: tuple[int, ...]
    topics: tuple[int, ...]
    body: str


def articles(count: int) -> Iterator[Article]:
    """The same `count` articles every time."""
    chance = random.Random(11)
    for number in range(count):
        actors = tuple(sorted(chance.sample(range(ACTORS), 1 + number % 4)))
        topics = tuple(sorted(chance.sample(range(TOPICS), 1 + number % 2)))
        title = f"Note {number}: {_sentence(actors, chance)[:-1]}"
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        body = _body(number, actors, chance)
        yield Article(f"note-{number:06}", title, day.isoformat(), chance.randrange(SOURCES), actors, topics, body)


def _sentence(actors: tuple[int, ...], chance: random.Random) -> str:
    return f"{_actor(chance.choice(actors))} {chance.choice(ACTS)} {chance.choice(THINGS)} {chance.choice(ENDS)}."


def _body(number: int, actors: tuple[int, ...], chance: random.Random) -> str:
    def paragraph(sentences: int) -> str:
        return " ".join(_sentence(actors, chance) for _ in range(sentences))

    listed = "\n".join(f"- {_sentence(actors, chance)}" for _ in range(3))
    link = f"The [minutes](https://minutes.example/{number}) were *not* read aloud; clerk's mark `N-{number}`."
    return "\n\n".join((paragraph(4), f"{paragraph(3)} {link}", "## What is to come", paragraph(4), listed,
                        f"> {paragraph(2)}", paragraph(4), f"**In short:** {paragraph(2)}"))  # fmt: skip


def _actor(number: int) -> str:
    return f"House {number} of the river"


def write_site_gen(root: Path, found: Iterator[Article]) -> None:
    """A project of ours."""
    content = root / "content"
    (content / "items").mkdir(parents=True)
    settings = 'title: "Measured"\nbase_url: "https://measured.example/"\npublish_text: full\n'
    registries = {
        "site": settings,
        "actors": "".join(f'actor-{n}:\n  name: "{_actor(n)}"\n  kind: {KINDS[n % 5]}\n' for n in range(ACTORS)),
        "topics": "".join(f'topic-{n}:\n  name: "Matter {n}"\n' for n in range(TOPICS)),
        "sources": "".join(f'source-{n}:\n  name: "Gazette {n}"\n' for n in range(SOURCES)),
    }
    for name, text in registries.items():
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    for one in found:
        head = f'title: "{one.title}"\npublished: {one.day}\nsource: source-{one.source}\n{_tags(one)}'
        _write(content, one, f"---\n{head}status: published\n---\n\n{one.body}\n")


def write_hugo(root: Path, found: Iterator[Article]) -> None:
    """A project for Hugo."""
    shutil.copytree(PEERS / "hugo", root)
    content = root / "content"
    (content / "items").mkdir(parents=True)
    (content / "timeline.md").write_text("---\ntitle: Timeline\nlayout: timeline\n---\n", encoding="utf-8")
    for one in found:
        head = f'title: "{one.title}"\ndate: {one.day}\nsource: "Gazette {one.source}"\n{_tags(one)}'
        _write(content, one, f"---\n{head}---\n\n{one.body}\n")


def write_pelican(root: Path, found: Iterator[Article]) -> None:
    """A project for Pelican."""
    shutil.copytree(PEERS / "pelican", root)
    content = root / "content"
    (content / "items").mkdir(parents=True)
    for one in found:
        actors = "; ".join(f"actor-{n}" for n in one.actors)
        topics = ", ".join(f"topic-{n}" for n in one.topics)
        head = (f"Title: {one.title}\nDate: {one.day}\nMonth: {one.day[:7]}\nSource: Gazette {one.source}\n"
                f"Slug: {one.slug}\nAuthors: {actors}\nTags: {topics}\n")  # fmt: skip
        _write(content, one, f"{head}\n{one.body}\n")


def _tags(one: Article) -> str:
    actors = ", ".join(f"actor-{n}" for n in one.actors)
    return f"actors: [{actors}]\ntopics: [{', '.join(f'topic-{n}' for n in one.topics)}]\n"


def _write(content: Path, one: Article, text: str) -> None:
    (content / "items" / f"{one.slug}.md").write_text(text, encoding="utf-8")


WRITERS: Final[dict[str, Callable[[Path, Iterator[Article]], None]]] = {
    "site-gen": write_site_gen,
    "Hugo": write_hugo,
    "Pelican": write_pelican,
}
