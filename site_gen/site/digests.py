"""What a page is made from, as short hashes: the same hash, the same page, without making its view.

A line of a list shows an article's card: all of it but its text. So a change inside a text touches the article's own
page and whatever carries the text, and nothing else. Whoever adds a page kind may leave the hash out: then it is that
of the whole site, which is always right and never quick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from site_gen.content.stowed import has_text
from site_gen.model import Item
from site_gen.site.assemble import Entry, Site
from site_gen.site.related import read_near

_SIZE = 16
_NOTHING = bytes(_SIZE)


def digest(*parts: bytes) -> bytes:
    """One hash of parts whose number and sizes are always the same, or that part themselves."""
    return blake2b(b"\0".join(parts), digest_size=_SIZE).digest()


class Digests:
    """Hashes of one site's articles and of groups of them, each made when first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._groups: dict[tuple[bool, int], tuple[object, bytes]] = {}

    @cached_property
    def base(self) -> bytes:
        """Settings, registries and the interface's words: what every page may show."""
        told = msgspec.msgpack.encode((self.site.settings, self.site.registry))
        return digest(told, self.site.words.key)

    @cached_property
    def cards_alone(self) -> dict[str, bytes]:
        """Each article's own card, without those that answer it."""
        known = self.site.cards
        return {item.id: known.get(item.id) or self.card_alone(item) for item in self.site.items} | {
            item.id: self.card_alone(item) for item in self.site.retracted
        }

    @cached_property
    def texts_alone(self) -> dict[str, bytes]:
        """Each article's text."""
        known = self.site.texts
        return {
            item.id: known.get(item.id) or blake2b(item.body.encode(), digest_size=_SIZE).digest()
            for item in self.site.items
        }

    @cached_property
    def linked(self) -> dict[str, set[str]]:
        """For each article those that it answers, that answer it, or that carry its text."""
        linked: dict[str, set[str]] = defaultdict(set)
        for item_id, group in self.site.carriers.groups.items():
            linked[item_id].update(other.id for other in group if other.id != item_id)
        for item in self.site.items:
            for statement in item.statements:
                if statement.replies_to:
                    other = statement.replies_to.partition("#")[0]
                    linked[item.id].add(other)
                    linked[other].add(item.id)
        return linked

    @cached_property
    def cards(self) -> dict[str, bytes]:
        """Each article's card with those of the articles linked with it."""
        alone = self.cards_alone
        near = {
            item_id: digest(alone[item_id], *(alone[one] for one in sorted(others) if one in alone))
            for item_id, others in self.linked.items()
            if item_id in alone
        }
        return {**alone, **near}

    @cached_property
    def texts(self) -> dict[str, bytes]:
        """Each article's card and text."""
        cards = self.cards
        return {
            item_id: blake2b(cards[item_id] + text, digest_size=_SIZE).digest()
            for item_id, text in self.texts_alone.items()
        }

    @cached_property
    def all_cards(self) -> bytes:
        """Everything but the texts."""
        site, cards = self.site, self.cards
        counts = f"{site.drafts} {len(site.warnings)}".encode()
        return digest(
            self.base,
            counts,
            b"".join(cards[item.id] for item in site.items),
            b"".join(cards[item.id] for item in site.retracted),
        )

    @cached_property
    def world(self) -> bytes:
        """The whole site."""
        return digest(self.all_cards, b"".join(self.texts[item.id] for item in self.site.items))

    def article(self, item: Item, *more: bytes) -> bytes:
        """An article with its text, and what else its page shows."""
        return digest(self.base, self.texts[item.id], *more)

    def card(self, item: Item) -> bytes:
        """An article without its text."""
        return digest(self.base, self.cards[item.id])

    def list(self, items: Iterable[Item], *more: bytes) -> bytes:
        """Articles without their texts, in their order, and what else is shown beside them."""
        return digest(self.base, digest(b"".join(self.cards[item.id] for item in items)), *more)

    def near(self, told: bytes | msgspec.Raw) -> bytes:
        """Articles without their texts, and why they are near another."""
        cards = b"".join([self.cards[one.item_id] for one in read_near(told)])
        return blake2b(cards + told, digest_size=_SIZE).digest() if cards else _NOTHING

    def group(self, entries: Iterable[Entry], *more: bytes, texts: bool = False) -> bytes:
        """The articles of lines in their order, without or with their texts, and what else is shown beside them."""
        key = (texts, id(entries))
        if key not in self._groups:
            known = self.texts if texts else self.cards
            lines = b"".join(known[entry.item.id] + _LINE[entry.kind] for entry in entries)
            self._groups[key] = (entries, digest(self.base, lines))  # kept with them, so that their id stays theirs
        return digest(self._groups[key][1], *more)

    def card_alone(self, item: Item) -> bytes:
        """An article's own card, made anew."""
        places = self.site.paragraphs.get(item.id, ())
        anchors = sorted(self.site.confirmed.get(item.id, ()))
        told = msgspec.msgpack.encode((replace(item, body="" if has_text(item) else " "), places, anchors))
        return blake2b(told, digest_size=_SIZE).digest()


_LINE = {"article": b"a", "statement": b"s", "event": b"e"}
