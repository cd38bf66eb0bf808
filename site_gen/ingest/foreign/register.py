"""Names of another site to ids of the registries; those that none knows become entries. Filled while files are read."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final, Literal

from msgspec import Struct

from site_gen.content.writer import quoted
from site_gen.ingest.foreign.site_map import SiteMap
from site_gen.model import Registry
from site_gen.slugs import slugify

Kind = Literal["actors", "topics", "sources"]
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")


class NewEntry(Struct, frozen=True):
    """An entry that a registry is to get."""

    kind: Kind
    id: str
    name: str
    home: str = ""


class Register:
    """All names that are known, of each kind, and the entries that were added."""

    def __init__(self, registry: Registry, given: SiteMap) -> None:
        self.ids: dict[tuple[Kind, str], str] = {}
        self.taken: set[tuple[Kind, str]] = set()
        self.new: dict[tuple[Kind, str], NewEntry] = {}
        for actor in registry.actors.values():
            aliases = (alias.name for alias in actor.aliases if alias.kind in ("name", "acronym"))
            self._know("actors", actor.id, (actor.name, *aliases, *actor.formerly))
        for topic in registry.topics.values():
            self._know("topics", topic.id, (topic.name, *topic.formerly))
        for source in registry.sources.values():
            self._know("sources", source.id, (source.name, *source.aliases, *source.formerly))
        for kind, pairs in (("actors", given.actors), ("topics", given.topics), ("sources", given.sources)):
            for name, entry_id in pairs:
                self.ids[kind, _bare(name)] = entry_id  # type: ignore[index]

    def id_of(self, kind: Kind, name: str) -> str:
        """The id of who or what is meant; a name that nobody knows gets an entry. "" for a name without letters."""
        known = self.ids.get((kind, _bare(name)))
        if known is None and any(char.isalnum() for char in name):
            known = slugify(name, 60) or f"{kind[:-1]}-{_letters(_bare(name))}"
            if (kind, known) in self.taken and (kind, known) not in self.new:
                known = f"{known[:60]}-{_letters(_bare(name))}"
            self.ids[kind, _bare(name)] = known
        if known and (kind, known) not in self.taken:
            self.taken.add((kind, known))
            self.new[kind, known] = NewEntry(kind, known, name)
        return known or ""

    def _know(self, kind: Kind, entry_id: str, names: tuple[str, ...]) -> None:
        self.taken.add((kind, entry_id))
        for name in (entry_id, *names):
            self.ids.setdefault((kind, _bare(name)), entry_id)


def entry_text(entry: NewEntry, given: SiteMap) -> str:
    """A registry's lines for a new entry."""
    kind = f"  kind: {given.actor_kind}\n" if entry.kind == "actors" else ""
    return f"{entry.id}:\n  name: {quoted(entry.name)}\n{kind}"


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def _letters(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest().translate(_LETTERS)
