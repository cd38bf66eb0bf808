"""What was wrong and is now right: a page and a feed, with the articles that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from msgspec.structs import replace

from site_gen.dates import sort_key
from site_gen.model import Correction, Item
from site_gen.site import urls
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import CorrectionsView, CorrectionView, FeedEntry
from site_gen.site.pages.machines import feed_id, feed_view, moment
from site_gen.site.views import LinkView
from site_gen.site.vocabulary import counted


def correction_pages(frame: Frame) -> Iterator[Page]:
    """`corrections.html` and `corrections.xml`."""
    chips = frame.chips(urls.CORRECTIONS)
    found = sorted(_corrections(frame), key=lambda pair: (sort_key(pair[1].on), pair[0].id), reverse=True)
    entries = tuple(
        CorrectionView(
            anchor=_anchor(item, correction),
            date=chips.date(correction.on),
            item=LinkView(item.title, urls.item_page(item.id)),
            text=correction.text,
            retraction=item.status == "retracted",
        )
        for item, correction in found
    )
    words = frame.words
    told = counted(words, correction=len(entries)) or words.say("No corrections so far")
    shell = frame.shell(urls.CORRECTIONS, words.say("Corrections"), words.say("What was wrong here and is now right."))
    view = CorrectionsView(replace(shell, feed=urls.CORRECTIONS_FEED), f"{told}, {words.say('newest first')}.", entries)
    yield Page(urls.CORRECTIONS, "corrections.html", view)
    yield _feed(frame, found)


def _corrections(frame: Frame) -> Iterator[tuple[Item, Correction]]:
    """Every correction with its item; a retraction without one counts from the day of the article."""
    for item in (*frame.site.items, *frame.site.retracted):
        yield from ((item, correction) for correction in item.corrections)
        if item.status == "retracted" and not item.corrections:
            why = item.retracted or frame.words.say("No reason was given.")
            yield (
                item,
                Correction(
                    item.updated or item.published or "XXXX-XX-XX", frame.words.say("Retracted. %(why)s", why=why)
                ),
            )


def _feed(frame: Frame, found: list[tuple[Item, Correction]]) -> Page:
    base = frame.site.settings.base_url
    gone, mended = frame.words.say("Retracted"), frame.words.say("Corrected")
    entries = tuple(
        FeedEntry(
            id=feed_id(base, f"{urls.CORRECTIONS}#{_anchor(item, correction)}"),
            title=f"{gone if item.status == 'retracted' else mended}: {item.title}",
            url=base + urls.item_page(item.id),
            updated=moment(correction.on),
            summary=correction.text,
            authors=(),
        )
        for item, correction in found
    )
    title = f"{frame.site.settings.title}: {frame.words.say('Corrections')}"
    return Page(
        urls.CORRECTIONS_FEED, "feed.xml", feed_view(frame, urls.CORRECTIONS_FEED, urls.CORRECTIONS, title, entries)
    )


def _anchor(item: Item, correction: Correction) -> str:
    return "c-" + blake2b(f"{item.id}\0{correction.on}\0{correction.text}".encode(), digest_size=4).hexdigest()
