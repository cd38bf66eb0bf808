"""Items without their texts in memory: in every look at them the items that they were."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import asdict, replace

from site_gen.content.stowed import Stowed, Stowing, at_hand, has_text
from site_gen.model import Item

ITEM = Item(
    "x", "A title", "Some *words*, “quoted” and Հայերեն.\n", published="2022-08-04", source="post", actors=("ada", "bo")
)


def test_a_stowed_item_has_every_field_of_the_item() -> None:
    found = Stowing(at_hand)(ITEM)
    assert isinstance(found, Stowed)
    assert found.body == ITEM.body
    assert {name: getattr(found, name) for name in Item.__struct_fields__} == asdict(ITEM)


def test_a_stowed_item_does_not_hold_its_text() -> None:
    put: list[bytes] = []

    def stow(data: bytes) -> Callable[[], bytes]:
        put.append(data)
        return lambda: b"elsewhere"

    assert Stowing(stow)(ITEM).body == "elsewhere"
    assert put == [ITEM.body.encode()]


def test_without_its_text_a_stowed_item_is_the_same_data() -> None:
    stowed, plain = replace(Stowing(at_hand)(ITEM), body=""), replace(ITEM, body="")
    assert msgspec.msgpack.encode(stowed) == msgspec.msgpack.encode(plain)


def test_what_is_changed_of_a_stowed_item_leaves_its_text() -> None:
    assert replace(Stowing(at_hand)(ITEM), title="Another").body == ITEM.body


def test_an_item_without_text_stays_one() -> None:
    for body in ("", " \n"):
        found = Stowing(at_hand)(replace(ITEM, body=body))
        assert found == replace(ITEM, body=body)
        assert not has_text(found)
    assert has_text(ITEM)
    assert has_text(Stowing(at_hand)(ITEM))


def test_what_items_have_in_common_is_there_once() -> None:
    light = Stowing(at_hand)
    one, other = light(ITEM), light(msgspec.msgpack.decode(msgspec.msgpack.encode(ITEM), type=Item))
    assert one.actors is other.actors
    assert one.published is other.published
    assert one.source is other.source
