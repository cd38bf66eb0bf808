"""What one actor says about one topic: a page for each pair that exists, and the matrix that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from site_gen.site import urls
from site_gen.site.assemble import Entry, Pairs
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import MatrixRow, MatrixView, PairView
from site_gen.site.pages.index import undated_last
from site_gen.site.paging import paged
from site_gen.site.strip import activity_strip
from site_gen.site.views import LinkView
from site_gen.site.vocabulary import counted
from site_gen.site.words import Words

_ROWS: Final = 50
_COLUMNS: Final = 16
_OTHERS: Final = 24


def pair_pages(frame: Frame) -> Iterator[Page]:
    """`says/<actor>_<topic>.html` and its older pages for every pair, and `matrix.html`."""
    pairs = frame.pairs
    by_topic: dict[str, Counter[str]] = {}
    for (actor_id, topic_id), found in pairs.items():
        by_topic.setdefault(topic_id, Counter())[actor_id] = len(found)
    for (actor_id, topic_id), found in pairs.items():
        yield from _pair_pages(frame, actor_id, topic_id, found, by_topic[topic_id])
    yield _matrix(frame, pairs)


def _pair_pages(
    frame: Frame, actor_id: str, topic_id: str, found: Sequence[Entry], speakers: Counter[str]
) -> Iterator[Page]:
    site, root = frame.site, urls.pair_page(actor_id, topic_id)
    actor, topic = site.registry.actors[actor_id], site.registry.topics[topic_id]
    for path, chosen, pager in paged(root, found[::-1], site.settings.page_size, frame.words):
        chips = frame.chips(path)
        others = tuple(
            LinkView(site.registry.actors[other].name, chips.prefix + urls.pair_page(other, topic_id), count)
            for other, count in sorted(speakers.items(), key=lambda pair: (-pair[1], pair[0]))[: _OTHERS + 1]
            if other != actor_id
        )
        title = frame.words.say("%(actor)s on %(topic)s", actor=actor.name, topic=topic.name)
        told = f"{title}: {counted(frame.words, statement=len(found))}."
        first = path == root
        yield Page(
            path,
            "pair.html",
            PairView(
                shell=frame.shell(path, title, told, urls.MATRIX, twin=urls.twin(root)),
                actor=chips.actor(actor_id, found[-1].when),
                topic=chips.topic(topic_id),
                counts=counted(frame.words, statement=len(found)),
                strip=activity_strip(found, frame.months(path), frame.words) if first else None,
                statements=tuple(chips.statement(entry.item, entry.statement) for entry in undated_last(chosen)),
                others=others,
                pager=pager,
            ),
        )


def _matrix(frame: Frame, pairs: Pairs) -> Page:
    """Actors by topics, those who say most and of which most is said first, each count a way to the words."""
    chips = frame.chips(urls.MATRIX)
    spoken: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for (actor_id, topic_id), found in pairs.items():
        spoken[actor_id] += len(found)
        told[topic_id] += len(found)
    actors = sorted(spoken, key=lambda one: (-spoken[one], one))
    topics = sorted(told, key=lambda one: (-told[one], one))
    rows = tuple(
        MatrixRow(
            chips.actor(actor_id),
            tuple(
                LinkView(frame.words.number(len(pairs[actor_id, topic_id])), urls.pair_page(actor_id, topic_id))
                if (actor_id, topic_id) in pairs
                else LinkView("", "")
                for topic_id in topics[:_COLUMNS]
            ),
        )
        for actor_id in actors[:_ROWS]
    )
    words = frame.words
    shown = words.say(
        "%(actors)s by %(topics)s, those with most statements first. A number leads to the words.",
        actors=_part(words, "actor", len(rows), len(actors)),
        topics=_part(words, "topic", min(len(topics), _COLUMNS), len(topics)),
    )
    about = words.say("Actors by topics, with the number of statements.")
    shell = frame.shell(urls.MATRIX, words.say("Who speaks on what"), about, urls.MATRIX)
    return Page(
        urls.MATRIX, "matrix.html", MatrixView(shell, shown, tuple(chips.topic(one) for one in topics[:_COLUMNS]), rows)
    )


def _part(words: Words, word: str, shown: int, total: int) -> str:
    """ "12 actors", or "50 of 312 actors"."""
    told = counted(words, **{word: total})
    if shown == total:
        return told
    return words.say("%(shown)s of %(total)s", shown=words.number(shown), total=told)
