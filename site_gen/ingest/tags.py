"""Tags that a seed carries to topics of the registry, by id, name or term; what no topic is called stays a tag."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.model import Registry, Topic

Tags = tuple[tuple[str, str | tuple[str, ...]], ...]


def tagged(tags: Tags, registry: Registry) -> tuple[tuple[str, ...], Tags]:
    """Ids of topics in the order of their tags, each once; and the tags that are none, by field."""
    if not tags:
        return (), ()
    known = _names(registry)
    found: dict[str, None] = {}
    left: list[tuple[str, str | tuple[str, ...]]] = []
    for field, told in tags:
        unknown = []
        for tag in (told,) if isinstance(told, str) else told:
            ids = [known.get(_key(part)) for part in _parts(tag, known)]
            found.update(dict.fromkeys(one for one in ids if one))
            unknown += [part for part, one in zip(_parts(tag, known), ids, strict=True) if not one]
        if unknown:
            left.append((field, unknown[0] if len(unknown) == 1 else tuple(unknown)))
    return tuple(found), tuple(left)


def _parts(tag: str, known: dict[str, str]) -> tuple[str, ...]:
    """A tag whole where it is known; else what stands between its commas, "#" taken off."""
    if _key(tag) in known:
        return (tag,)
    return tuple(part.strip() for part in tag.split(",") if part.strip()) or (tag,)


def _names(registry: Registry) -> dict[str, str]:
    """Every way to write a topic, to its id; ids and names go before terms."""
    names: dict[str, str] = {}
    for ways in (_own, _terms):
        for topic in registry.topics.values():
            for name in ways(topic):
                names.setdefault(_key(name), topic.id)
    return names


def _own(topic: Topic) -> Iterable[str]:
    return (topic.id, topic.name, topic.short or topic.id, *topic.formerly)


def _terms(topic: Topic) -> Iterable[str]:
    return (term for term in topic.terms if "*" not in term)


def _key(name: str) -> str:
    """What two ways to write a tag have in common: "#Peace-Talks" and "peace talks"."""
    return " ".join(name.casefold().lstrip("#").replace("-", " ").replace("_", " ").split())
