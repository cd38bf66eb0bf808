"""What was wrong and is now right: a page and its feeds, with the articles that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from site_gen.dates import sort_key
from site_gen.model import Correction, Item
from site_gen.site import urls
from site_gen.site.machine_views import FeedEntry
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import CorrectionsView, CorrectionView
from site_gen.site.pages.feeds import feed_files, feed_id, moment, rfc3339, rfc5322
from site_gen.site.views import LinkView
from site_gen.site.vocabulary import counted


def correction_pages(frame: Frame) -> Iterator[Page]:
    """`corrections.html` and `corrections.xml` with its other forms."""
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
    note = words.say("What was wrong here and is now right.")
    shell = frame.shell(urls.CORRECTIONS, words.say("Corrections"), note, followed=urls.CORRECTIONS)
    view = CorrectionsView(shell, f"{told}, {words.say('newest first')}.", entries)
    needs = frame.digests.all_cards
    yield Page(urls.CORRECTIONS, "corrections.html", view, needs)
    title = f"{frame.site.settings.title}: {words.say('Corrections')}"
    yield from feed_files(frame, urls.CORRECTIONS, title, lambda: tuple(_feed_entries(frame, found)), needs)


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


def _feed_entries(frame: Frame, found: list[tuple[Item, Correction]]) -> Iterator[FeedEntry]:
    base = frame.site.settings.base_url
    gone, mended = frame.words.say("Retracted"), frame.words.say("Corrected")
    for item, correction in found:
        when = moment(correction.on)
        yield FeedEntry(
            id=feed_id(base, f"{urls.CORRECTIONS}#{_anchor(item, correction)}"),
            title=f"{gone if item.status == 'retracted' else mended}: {item.title}",
            url=base + urls.item_page(item.id),
            published=rfc3339(when),
            updated=rfc3339(when),
            mailed=rfc5322(when),
            summary=correction.text,
            authors=(),
        )


def _anchor(item: Item, correction: Correction) -> str:
    return "c-" + blake2b(f"{item.id}\0{correction.on}\0{correction.text}".encode(), digest_size=4).hexdigest()
