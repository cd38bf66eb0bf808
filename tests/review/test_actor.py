"""What a name would become in the registry."""

from __future__ import annotations

from site_gen.content.registry import ACTORS, parse_registry
from site_gen.model import Actor, Alias, Registry
from site_gen.review.actor import NewActor, entry_text, proposed_actor
from site_gen.review.queue import Question

REGISTRY = Registry({"georgia": Actor("georgia", "Georgia", "state"), "jon-weir": Actor("jon-weir", "Jon Weir")})


def named(name: str, kind: str, role: str = "", bundled: str = "") -> Question:
    return Question("q", "actor", "x", name, "x", 1, "", "", value=kind, role=role, bundled=bundled)


def test_an_office_of_a_known_state_is_parted_from_it() -> None:
    actor = proposed_actor(named("Mara Lind", "person", "Georgian Prime Minister"), REGISTRY)
    assert (actor.id, actor.title, actor.of) == ("mara-lind", "prime minister", "georgia")


def test_an_office_of_an_unknown_state_stays_as_it_is_told() -> None:
    actor = proposed_actor(named("Mara Lind", "person", "Latvian Prime Minister"), REGISTRY)
    assert (actor.title, actor.of) == ("Latvian Prime Minister", "")


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert proposed_actor(named("Jon Weir", "person"), REGISTRY).id == "jon-weir-2"
    assert proposed_actor(named("Պետրոս", "person"), REGISTRY).id


def test_what_the_package_brings_comes_with_its_names() -> None:
    actor = proposed_actor(named("United Nations", "organisation", bundled="united-nations"), Registry())
    assert (actor.id, actor.kind) == ("united-nations", "organisation")
    assert "UN" in [alias.name for alias in actor.aliases]


def test_the_entry_reads_back_as_what_was_wanted() -> None:
    aliases = (Alias('The "Weir"'), Alias("WG", "acronym"))
    told = entry_text(NewActor("weir-guard", "Weir: Guard", "armed-force", aliases, "guardian", "georgia"))
    registry = parse_registry({ACTORS: "georgia:\n  name: Georgia\n" + told})
    actor = registry.actors["weir-guard"]
    assert (actor.name, actor.kind, actor.aliases) == ("Weir: Guard", "armed-force", aliases)
    assert (actor.roles[0].title, actor.roles[0].of) == ("guardian", "georgia")
