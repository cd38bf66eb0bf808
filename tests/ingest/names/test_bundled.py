"""States and organisations that come with the package."""

from __future__ import annotations

from site_gen.ingest.article import bare_article
from site_gen.ingest.names import bundled_actors, find_names
from site_gen.model import Registry
from site_gen.slugs import slug_problem


def test_every_bundled_id_is_a_slug() -> None:
    assert {key: slug_problem(key) for key in bundled_actors() if slug_problem(key)} == {}


def test_states_are_known_by_name_short_name_and_capital() -> None:
    text = "Kenya said it would talk. London agreed. The U.S. has refused. NATO was silent. The OSCE hopes for peace."
    found = find_names(bare_article(text), Registry(bundled_actors()))
    assert [one.actor for one in found] == ["kenya", "united-kingdom", "united-states", "nato", "osce"]


def test_a_state_whose_capital_has_its_name_has_no_metonym() -> None:
    assert all(alias.kind != "metonym" for alias in bundled_actors()["singapore"].aliases)
