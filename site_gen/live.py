"""A look at what a save changes before the whole site is built again: it takes a hundredth of the time.

The preview keeps the site of the last build. Where the files of a few items were saved, the site as it comes is that
with the new items in it, and the pages that somebody looks at are made from it by the same functions, and so with the
same bytes: those of the items at once, any other when it is asked for. Whatever else is saved waits for the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.project import ITEMS, last_draft, read_text
from site_gen.content.unknown import unknown_ids
from site_gen.errors import SiteError
from site_gen.model import Item
from site_gen.site.assemble import Proof, Site, assemble, prove
from site_gen.site.confirm import confirmed_anchors, is_confirmed
from site_gen.site.digests import Digests
from site_gen.site.page import Frame, Page
from site_gen.site.pages.items import item_page
from site_gen.site.pages.twins import item_twin
from site_gen.site.plan import page_at
from site_gen.site.related import Related
from site_gen.site.render import Templates, render
from site_gen.site.urls import item_id_of

_MOST: Final = 5
"""Files changed at once for which a look is worth its while."""
_SHOWN: Final = ("published", "review")


class Live:
    """The site as it was last built, and as it comes."""

    def __init__(self, root: Path, frame: Frame, templates: Templates) -> None:
        self.root, self.frame, self.templates = root, frame, templates
        templates.compile(["item.html"])  # now, not when somebody waits for a look
        self._site = frame.site
        """With all saves since."""
        self.coming: Frame | None = None
        """The same where lists change; else None."""
        self._related = Related(frame.site.items, frame.site.carriers)
        self._new: set[str] = set()
        """Ids of the items that are new there."""
        self._one = Lock()
        """Held while a page is made or the site as it comes changes."""

    def look(self, paths: Iterable[str]) -> Mapping[str, bytes] | None:
        """The pages of items by path as the next build will make them, when the files at `paths`, below the project,
        are items that the site has; else None."""
        changed = sorted(set(paths))
        if not 0 < len(changed) <= _MOST:
            return None
        with self._one:
            try:
                return self._look(changed)
            except SiteError:
                return None

    @property
    def busy(self) -> bool:
        """Whether a page is made or a save looked at just now."""
        return self._one.locked()

    @property
    def seen(self) -> object:
        """What tells one state of the site as it comes from another."""
        return self._site

    def built(self, seen: object) -> None:
        """The site was built as it came, where that is what was `seen` before."""
        with self._one:
            if self._site is seen:
                self.coming = None

    def page(self, path: str) -> bytes | None:
        """Any other page of HTML as the next build will make it; None where no list changes, or there is none."""
        with self._one:
            frame = self.coming
            item = self._by_id(frame.site).get(item_id_of(path)) if frame else None
            page = self._pages(frame, item)[0] if frame and item else frame and page_at(frame, path)
            return render(page, self.templates) if page else None

    def _look(self, changed: Sequence[str]) -> Mapping[str, bytes] | None:
        site = self._site
        items: list[Item] = []
        listed = self.coming is not None
        for path in changed:
            item = self._item(path, site)
            if item is None:
                return None
            known = self._with(site, item)
            listed |= known is None
            site = known or self._anew(site, item)
            self._new.add(item.id)
            items.append(item)
        frame, self._site = Frame(site), site
        if listed:
            self.coming = frame
        by_id = self._by_id(site)
        return {page.path: render(page, self.templates) for one in items for page in self._pages(frame, by_id[one.id])}

    def _by_id(self, site: Site) -> dict[str, Item]:
        return {item.id: item for item in site.items}

    def _pages(self, frame: Frame, item: Item) -> tuple[Page, Page]:
        return item_page(frame, item, msgspec.msgpack.encode(self._related.to(item))), item_twin(frame, item)

    def _item(self, path: str, site: Site) -> Item | None:
        """The item of a file, proven, when the site shows it before and after."""
        folder, _, name = path.rpartition("/")
        old = self._by_id(site).get(name.removesuffix(".md")) if folder == ITEMS and name.endswith(".md") else None
        if old is None or site.settings.publish == "confirmed":
            return None
        item = parse_item(path, read_text(self.root, path))
        lacking = prove(item, site.rendered)[2]
        if lacking or any(unknown_ids(item, site.registry)) or not {item.status, old.status} <= {*_SHOWN}:
            return None
        return item

    def _with(self, site: Site, item: Item) -> Site | None:
        """The site with a new text of an article; None when more of it is new, or others carry its text."""
        if item.id in site.carriers.groups:
            return None
        place = next(number for number, one in enumerate(site.items) if one.id == item.id)
        where = prove(item, site.rendered)[1]
        anchors = confirmed_anchors(item, None if is_confirmed(item) else last_draft(self.root, item.id))
        new = replace(
            site,
            items=(*site.items[:place], item, *site.items[place + 1 :]),
            paragraphs={**site.paragraphs, item.id: where},
            confirmed={**site.confirmed, item.id: anchors},
        )
        same = Digests(new).card_alone(item) == Digests(site).card_alone(site.items[place])
        return replace(new, texts={one: text for one, text in site.texts.items() if one != item.id}) if same else None

    def _anew(self, site: Site, item: Item) -> Site:
        """The site with another article in the place of one, put together anew."""
        items = [item if one.id == item.id else one for one in site.items]
        cards, texts = self.frame.digests.cards_alone, self.frame.digests.texts_alone
        proofs = {
            one.id: Proof(site.paragraphs[one.id], tuple(site.confirmed[one.id]), cards[one.id], texts[one.id])
            for one in items
            if one.id != item.id and one.id not in self._new
        }
        new = assemble(
            (*items, *site.retracted), site.registry, site.settings, site.rendered, drafts=True,
            written=lambda item_id: last_draft(self.root, item_id), words=site.words, proofs=proofs,
        )  # fmt: skip
        if _ties(item) != _ties(next(one for one in site.items if one.id == item.id)):
            self._related = Related(new.items, new.carriers)
        return replace(new, drafts=site.drafts, warnings=site.warnings)


def _ties(item: Item) -> tuple[object, ...]:
    """What decides which articles are near others."""
    answered = [statement.replies_to for statement in item.statements]
    return item.actors, item.topics, item.published, item.copy_of, answered
