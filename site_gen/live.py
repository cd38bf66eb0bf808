"""A look at an article before the whole site is built again: what a save inside a text changes is its page alone.

The preview keeps the site of the last build. When an item's file changes in nothing but its text, title or summary, its
page and its JSON are made at once from that site with the new article in it, by the same functions and so with the same
bytes; everything else waits for the build that follows. Any other change gives no look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.project import ITEMS, last_draft, read_text
from site_gen.content.unknown import unknown_ids
from site_gen.errors import SiteError
from site_gen.model import Item
from site_gen.site.assemble import Site, prove
from site_gen.site.confirm import confirmed_anchors, is_confirmed
from site_gen.site.digests import Digests
from site_gen.site.page import Frame, Page
from site_gen.site.pages.items import item_page
from site_gen.site.pages.twins import item_twin
from site_gen.site.related import Related
from site_gen.site.render import Templates, render

_MOST: Final = 5
"""Files changed at once for which a look is worth its while."""


class Live:
    """The site as it was last built, for looks at what changed since."""

    def __init__(self, root: Path, frame: Frame, templates: Templates) -> None:
        self.root, self.frame, self.templates = root, frame, templates
        templates.compile(["item.html"])  # now, not when somebody waits for a look
        self.places = {item.id: number for number, item in enumerate(frame.site.items)}
        self.related = Related(frame.site.items, frame.site.carriers)
        self.listed = False
        """Whether the last look shows what lists show too, which the build that follows changes."""

    def look(self, paths: Iterable[str]) -> Mapping[str, bytes] | None:
        """Pages by path as the next build will make them, when the files at `paths`, below the project, are items of
        which nothing but text, title and summary have changed; else None."""
        changed = sorted(set(paths))
        if not 0 < len(changed) <= _MOST:
            return None
        found: dict[str, bytes] = {}
        self.listed = False
        try:
            for path in changed:
                item = self._item(path)
                site = self._with(item) if item else None
                if item is None or site is None:
                    return None
                frame = Frame(site)
                for page in self._pages(frame, site.items[self.places[item.id]]):
                    found[page.path] = render(page, self.templates)
        except SiteError:
            return None
        return found

    def _pages(self, frame: Frame, item: Item) -> tuple[Page, Page]:
        return item_page(frame, item, msgspec.msgpack.encode(self.related.to(item))), item_twin(frame, item)

    def _item(self, path: str) -> Item | None:
        """The item of a file, when it is one that the site shows."""
        folder, _, name = path.rpartition("/")
        if folder != ITEMS or not name.endswith(".md") or name.removesuffix(".md") not in self.places:
            return None
        return parse_item(path, read_text(self.root, path))

    def _with(self, item: Item) -> Site | None:
        """The site with a new text, title or summary of an article; None when more of it is new."""
        site = self.frame.site
        place = self.places[item.id]
        if site.settings.publish == "confirmed":
            return None
        proven, where, lacking = prove(item, site.rendered)
        if lacking or any(unknown_ids(item, site.registry)):
            return None
        anchors = confirmed_anchors(proven, None if is_confirmed(proven) else last_draft(self.root, item.id))
        new = replace(
            site,
            items=(*site.items[:place], proven, *site.items[place + 1 :]),
            paragraphs={**site.paragraphs, item.id: where},
            confirmed={**site.confirmed, item.id: anchors},
            cards={},
        )
        old = site.items[place]
        same = replace(proven, title=old.title, summary=old.summary)
        self.listed |= proven.title != old.title or proven.summary != old.summary
        return new if Digests(new).card_alone(same) == self.frame.digests.card_alone(old) else None
