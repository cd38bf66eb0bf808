"""What one actor says about one topic: a page for each pair that exists, and the matrix that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from site_gen.site import urls
from site_gen.site.assemble import Entry, Pairs
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import MatrixRow, MatrixView, PairView
from site_gen.site.pages.index import undated_last
from site_gen.site.paging import paged
from site_gen.site.strip import activity_strip
from site_gen.site.views import LinkView, PagerView
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
    yield Page(urls.MATRIX, "matrix.html", partial(_matrix, frame, pairs), frame.digests.all_cards)


def _pair_pages(
    frame: Frame, actor_id: str, topic_id: str, found: Sequence[Entry], speakers: Counter[str]
) -> Iterator[Page]:
    root = urls.pair_page(actor_id, topic_id)
    others = tuple(sorted(speakers.items(), key=lambda pair: (-pair[1], pair[0]))[: _OTHERS + 1])
    needs = frame.digests.group(found, repr(others).encode(), frame.beside)
    for path, chosen, pager in paged(root, found[::-1], frame.site.settings.page_size, frame.words):
        made = partial(_pair_view, frame, (actor_id, topic_id), path, found, chosen, pager, others)
        yield Page(path, "pair.html", made, needs)


def _pair_view(
    frame: Frame,
    pair: tuple[str, str],
    path: str,
    found: Sequence[Entry],
    chosen: Sequence[Entry],
    pager: PagerView | None,
    speakers: Sequence[tuple[str, int]],
) -> PairView:
    (actor_id, topic_id), chips, registry = pair, frame.chips(path), frame.site.registry
    root = urls.pair_page(actor_id, topic_id)
    others = tuple(
        LinkView(registry.actors[other].name, chips.prefix + urls.pair_page(other, topic_id), count)
        for other, count in speakers
        if other != actor_id
    )
    names = {"actor": registry.actors[actor_id].name, "topic": registry.topics[topic_id].name}
    title = frame.words.say("%(actor)s on %(topic)s", **names)
    told = f"{title}: {counted(frame.words, statement=len(found))}."
    return PairView(
        shell=frame.shell(path, title, told, urls.MATRIX, twin=urls.twin(root)),
        actor=chips.actor(actor_id, found[-1].when),
        topic=chips.topic(topic_id),
        counts=counted(frame.words, statement=len(found)),
        strip=activity_strip(found, frame.months(path), frame.words) if path == root else None,
        statements=tuple(chips.statement(entry.item, entry.statement) for entry in undated_last(chosen)),
        others=others,
        pager=pager,
    )


def _matrix(frame: Frame, pairs: Pairs) -> MatrixView:
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
    return MatrixView(shell, shown, tuple(chips.topic(one) for one in topics[:_COLUMNS]), rows)


def _part(words: Words, word: str, shown: int, total: int) -> str:
    """ "12 actors", or "50 of 312 actors"."""
    told = counted(words, **{word: total})
    if shown == total:
        return told
    return words.say("%(shown)s of %(total)s", shown=words.number(shown), total=told)
