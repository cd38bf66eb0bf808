"""A name from the text as a new entry of the registry: what the machine proposes, and how it is written."""

from __future__ import annotations

from msgspec import Struct

from site_gen.content.writer import quoted
from site_gen.ingest.names import bundled_actors
from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.model import ActorKind, Alias, Registry
from site_gen.review.queue import Question
from site_gen.slugs import slugify


class NewActor(Struct, frozen=True):
    """An actor as it is to stand in the registry."""

    id: str
    name: str
    kind: ActorKind = "person"
    aliases: tuple[Alias, ...] = ()
    title: str = ""
    """Office: "prime minister"."""
    of: str = ""
    """Actor id of the state or organisation of the office; "" when the registry has none."""


def proposed_actor(question: Question, registry: Registry) -> NewActor:
    """The actor that a question about a name proposes: what the package brings by that name, else name, kind, office.

    Its id is free in the registry.
    """
    bundled = bundled_actors().get(question.bundled)
    if bundled is not None and bundled.id not in registry.actors:
        return NewActor(bundled.id, bundled.name, bundled.kind, bundled.aliases)
    kind: ActorKind = question.value or "organisation"  # type: ignore[assignment]
    title, of = _office(question.role, registry)
    return NewActor(_free_id(question.anchor, registry), question.anchor, kind, (), title, of)


def entry_text(actor: NewActor) -> str:
    """The entry's lines in `actors.yaml`."""
    lines = [f"{actor.id}:", f"  name: {quoted(actor.name)}", f"  kind: {actor.kind}"]
    if actor.aliases:
        lines += ["  aliases:", *(f"    - {_alias(alias)}" for alias in actor.aliases)]
    if actor.title:
        of = f", of: {actor.of}" if actor.of else ""
        lines += ["  roles:", f"    - {{title: {quoted(actor.title)}{of}}}"]
    return "\n".join(lines) + "\n"


def _alias(alias: Alias) -> str:
    return quoted(alias.name) if alias.kind == "name" else f"{{name: {quoted(alias.name)}, kind: {alias.kind}}}"


def _free_id(name: str, registry: Registry) -> str:
    base = slugify(name) or "actor"
    tries = (base, *(f"{base}-{number}" for number in range(2, len(registry.actors) + 3)))
    return next(one for one in tries if one not in registry.actors)


def _office(role: str, registry: Registry) -> tuple[str, str]:
    """ "Georgian Prime Minister" as ("prime minister", "georgia") when the registry has Georgia by that adjective."""
    words = role.split()
    states = load_lexicon().states
    for state in (states[one] for one in registry.actors if one in states):
        for adjective in state.adjectives:
            size = len(adjective.split())
            if len(words) > size and fold(" ".join(words[:size])) == fold(adjective):
                return " ".join(words[size:]).lower(), state.id
    return role, ""
