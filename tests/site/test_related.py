"""What to read next, and why."""

from __future__ import annotations

from site_gen.model import Item, Statement
from site_gen.site.carriers import Carriers, find_carriers
from site_gen.site.related import Related


def item(name: str, actors: str = "", topics: str = "", day: str = "2022-08-01", **more: object) -> Item:
    fields = {"title": name, "body": "", "published": day, **more}
    return Item(id=name, actors=tuple(actors.split()), topics=tuple(topics.split()), **fields)  # type: ignore[arg-type]


def near(items: list[Item], name: str = "here") -> list[str]:
    found = Related(items, find_carriers(items)).to(next(one for one in items if one.id == name))
    return [one.item_id for one in found]


def test_what_few_share_counts_more_than_what_many_share_and_an_actor_more_than_a_topic() -> None:
    crowd = [item(f"z{number}", "often") for number in range(30)]
    items = [item("here", "often rare", "dams"), item("b", "rare"), item("c", "", "dams"), *crowd]
    assert near(items)[:2] == ["b", "z0"]
    assert "c" not in near([item("here", "", "dams"), *[item(f"t{number:02}", "", "dams") for number in range(60)]])


def test_an_answer_and_nearness_in_time_bring_articles_closer() -> None:
    reply = Statement("ada", "No.", "direct", replies_to="d#s-1")
    items = [item("here", "ada", statements=(reply,)), item("b", "ada", day="2020-01-01"), item("c", "ada"),
             item("d", day="2019-01-01")]  # fmt: skip
    assert near(items) == ["d", "c", "b"]
    assert near(items, "d") == ["here"]


def test_the_reason_names_what_is_shared_the_rarest_first() -> None:
    items = [item("here", "ada bo", "dams"), item("b", "bo ada", "dams", "2022-08-03"), item("c", "ada")]
    found = Related(items, Carriers()).to(items[0])[0]
    assert (found.item_id, found.actors, found.topics, found.days) == ("b", ("bo", "ada"), ("dams",), 2)
    undated = Related([items[0], item("u", "ada", day="2022")], Carriers()).to(items[0])[0]
    assert undated.days is None


def test_carriers_of_the_same_text_and_articles_that_are_not_there_are_no_further_reading() -> None:
    lost = Statement("ada", "No.", "direct", replies_to="gone#s-1")
    items = [item("here", "ada", statements=(lost,)), item("copy", "ada", copy_of="here"), item("b", "ada")]
    assert near(items) == ["b"]
