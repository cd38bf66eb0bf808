"""Copies among many articles, found the whole way: sketches tell which to compare, words decide. By known edits.

`pytest -s` prints precision and recall for each edit; the floors are those of the project.
"""

from __future__ import annotations

import random
from itertools import chain
from typing import Final

import pytest

from site_gen.ingest.copies import Shelf, Sketch, sketch_of
from site_gen.likeness import carried

Story = list[list[str]]
_SYLLABLES: Final = "ba ke lo mi nu ra se ti vo za".split()
_STORIES: Final = 150


def vocabulary(luck: random.Random) -> list[str]:
    return ["".join(luck.choices(_SYLLABLES, k=luck.randint(1, 4))) for _ in range(3000)]


def story(luck: random.Random, words: list[str]) -> Story:
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return [luck.choices(words, weights, k=luck.randint(8, 22)) for _ in range(luck.randint(7, 30))]


def changed(luck: random.Random, text: Story, part: float) -> Story:
    return [[f"new{luck.randrange(900)}" if luck.random() < part else word for word in line] for line in text]


def edited(luck: random.Random, text: Story, edit: str) -> Story:
    """The story after the edits that a name like "20 headline names" tells, in that order."""
    for one in edit.split():
        if one.isdigit():
            text = changed(luck, text, int(one) / 100)
        elif one == "headline":
            text = [[f"own{luck.randrange(900)}" for _ in range(12)], *text]
        elif one == "names":
            names = set(luck.sample(sorted(set(chain.from_iterable(text))), 12))
            text = [[f"{word}ov" if word in names else word for word in line] for line in text]
        elif one == "order":
            text = luck.sample(text, len(text))
        elif one == "cut":
            text = text[: max(4, len(text) // 2)]
    return text


def figures(edit: str) -> tuple[float, float]:
    """(precision, recall) of copies among as many other stories of the same words and days."""
    luck = random.Random(edit)
    words, shelf = vocabulary(luck), Shelf()
    texts: dict[str, list[str]] = {}
    copies = {}
    for at in range(_STORIES):
        one = story(luck, words)
        copies[f"copy{at}"] = list(chain.from_iterable(edited(luck, one, edit)))
        texts[f"item{at}"] = list(chain.from_iterable(one))
        texts[f"other{at}"] = list(chain.from_iterable(story(luck, words)))
    for name, told in texts.items():
        shelf.add(Sketch(name, "agency", "2029-06-12", sketch_of(told)))
    right = wrong = 0
    for name, told in copies.items():
        near = shelf.near(Sketch(name, "herald", "2029-06-13", sketch_of(told)))
        found = {one.item for one in near if carried(told, texts[one.item])}
        right += name.replace("copy", "item") in found
        wrong += len(found - {name.replace("copy", "item")})
    return right / max(1, right + wrong), right / _STORIES


@pytest.mark.parametrize(
    ("edit", "recall"),
    [
        ("1", 0.98),
        ("5", 0.98),
        ("10", 0.98),
        ("order", 0.98),
        ("cut", 0.98),
        ("headline", 0.98),
        ("names", 0.98),
        ("20", 0.95),
        ("20 headline", 0.95),
        ("20 names", 0.95),
        ("20 headline names", 0.95),
        ("20 order headline names", 0.85),
        ("30", 0.8),
        ("40", 0.0),
    ],
)
def test_copies_are_found_among_other_stories_of_the_same_words(edit: str, recall: float) -> None:
    precision, found = figures(edit)
    print(f"{edit:<26} precision {precision:.3f}, recall {found:.3f}")
    assert precision >= 0.98 or found == 0
    assert found >= recall
