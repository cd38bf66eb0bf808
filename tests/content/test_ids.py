"""Ids renamed in files of any style, and values added to a registry's entry: no byte changes but theirs."""

from __future__ import annotations

import pytest

from site_gen.content.ids import readdress_in_item, rename_in_item, rename_in_registry, with_values
from site_gen.content.registry import parse_registry
from site_gen.errors import SiteError

ACTORS = "content/actors.yaml"
PATH = "content/items/x.md"


def _item(fields: str, body: str = "") -> str:
    return f"---\ntitle: T\n{fields}\n---\n{body}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("statements:", "statements:"),
        ("actors: old", "actors: new"),
        ("actors: [old, other]", "actors: [new, other]"),
        ("actors: [old, new]", "actors: [new]"),
        ("actors:\n  - old\n  - new", "actors:\n  - new"),
        ("actors:\n  - old  # mine\n  - new", "actors:\n  - new  # mine\n  - new"),
        ("events: [{text: t, actors: [old], claimed_by: old}]", "events: [{text: t, actors: [new], claimed_by: new}]"),
    ],
)
def test_an_id_is_renamed_where_it_stands_and_once_in_a_list(before: str, after: str) -> None:
    assert rename_in_item(PATH, _item(before), "actor", "old", "new") == _item(after)


def test_answers_and_links_to_entries_are_readdressed_and_no_others() -> None:
    addresses = {"x#s-00000001": "x#s-00000002", "y#s-00000003": "y#s-00000004"}
    fields = "statements:\n  - {text: t, replies_to: %s}\n  - {text: u, replies_to: z#s-00000009}"
    body = "[own](#s-0000000%s), [other](../items/y.html#s-0000000%s), [third](z.html#s-00000009)"
    told = readdress_in_item(PATH, _item(fields % "y#s-00000003", body % (1, 3)), addresses)
    assert told == _item(fields % "y#s-00000004", body % (2, 4))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("old: {name: Old}\n", "new: {name: Old, formerly: [old]}\n"),
        ("old:\n  name: Old", "new:\n  name: Old\n  formerly: [old]"),
        ("old:\n  name: Old\n\nz: {name: Z}\n", "new:\n  name: Old\n  formerly: [old]\n\nz: {name: Z}\n"),
        ("old: {name: Old, formerly: a}\n", "new: {name: Old, formerly: [a, old]}\n"),
        ("old: {name: Old, formerly: [a, b]}\n", "new: {name: Old, formerly: [a, b, old]}\n"),
        ("old: {name: Old, formerly: []}\n", "new: {name: Old, formerly: [old]}\n"),
        ("old:\n  name: Old\n  formerly:\n", "new:\n  name: Old\n  formerly: [old]\n"),
        ("old: {name: Old, formerly: null}\n", "new: {name: Old, formerly: [old]}\n"),
        ("old: {name: Old,}\n", "new: {name: Old, formerly: [old],}\n"),
        ("old:\r\n  name: Old\r\n", "new:\r\n  name: Old\r\n  formerly: [old]\r\n"),
        (
            "old:\n  formerly:\n    - a  # first\n  name: O\n",
            "new:\n  formerly:\n    - a  # first\n    - old\n  name: O\n",
        ),
        ("old: {name: O}\nz: {name: Z, of: old}\n", "new: {name: O, formerly: [old]}\nz: {name: Z, of: new}\n"),
    ],
)
def test_an_entry_keeps_what_it_was_called(before: str, after: str) -> None:
    told = rename_in_registry(ACTORS, before, "actor", "old", "new")
    assert told == after
    assert "old" in parse_registry({ACTORS: told}).actors["new"].formerly


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("old: {name: N}\nnew: {name: N}\n", "new: {name: N, formerly: [old]}\n"),
        ("new: {name: N}\n# of it\nold: {name: O}", 'new: {name: N, aliases: ["O"], formerly: [old]}\n# of it\n'),
        (
            "old:\n  name: O\n  aliases: [P, {name: Q}, N]\n  formerly: [a]\nnew:\n  name: N\n  aliases: P\n",
            'new:\n  name: N\n  aliases: [P, "O", "Q"]\n  formerly: [old, a]\n',
        ),
        (
            "old: {name: O}\nnew: {name: N, aliases: {name: P}}\n",
            'new: {name: N, aliases: [{name: P}, "O"], formerly: [old]}\n',
        ),
        (
            "old: {name: O}\nnew:\n  name: N\n  aliases:\n    name: P\n    kind: acronym\n",
            'new:\n  name: N\n  aliases:\n    - name: P\n      kind: acronym\n    - "O"\n  formerly: [old]\n',
        ),
        (
            "old: {name: O}\nnew:\n  name: N\n  aliases: Holm, Ada\n",
            'new:\n  name: N\n  aliases: ["Holm, Ada", "O"]\n  formerly: [old]\n',
        ),
        ("{new: {name: N}, old: {name: O}}\n", '{new: {name: N, aliases: ["O"], formerly: [old]}}\n'),
        ("old:\r  name: N\r# of new\rnew:\r  name: N\r", "# of new\rnew:\r  name: N\r  formerly: [old]\r"),
        ("old:\n  name: N  # gone\n\n# of new\nnew: {name: N}\n", "\n# of new\nnew: {name: N, formerly: [old]}\n"),
    ],
)
def test_an_entry_that_becomes_another_leaves_it_its_names(before: str, after: str) -> None:
    told = rename_in_registry(ACTORS, before, "actor", "old", "new")
    assert told == after
    assert parse_registry({ACTORS: told}).actors["new"].formerly[0] == "old"


def test_a_topic_that_becomes_another_leaves_it_its_name_as_a_term() -> None:
    told = rename_in_registry("content/topics.yaml", "old: {name: O}\nnew: {name: N}\n", "topic", "old", "new")
    assert told == 'new: {name: N, terms: ["O"], formerly: [old]}\n'


@pytest.mark.parametrize(
    "text",
    [
        "{old: {name: O}, new: {name: N}}\n",
        "old: {name: O}\nnew:\n  name: N\n  formerly:\n  - a\u2028  - b\n",
        "old: {name: O}\nnew:\n  ? name\n  : N\n",
        "old: {name: O}\nnew:\n  name: N\n  ? formerly  # of old\n  :\n",
    ],
)
def test_an_entry_of_a_form_that_cannot_be_added_to_is_told_and_left_to_its_author(text: str) -> None:
    assert parse_registry({ACTORS: text}).actors
    with pytest.raises(SiteError, match=r"actors.yaml:\d: error\[not-rewritable\]: .*; change the file by hand"):
        rename_in_registry(ACTORS, text, "actor", "old", "new")


def test_an_entry_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        with_values(ACTORS, "a: {name: A}\n", "b", "aliases", ("B",))
    assert with_values(ACTORS, "a: {name: A}\n", "a", "aliases", ()) == "a: {name: A}\n"
