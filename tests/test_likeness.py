"""What two texts have in common, on texts changed by known edits."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from itertools import chain

import pytest

from site_gen.likeness import carried, covered, own_passages, text_words

_SYLLABLES = "ba ke lo mi nu ra se ti vo za".split()
Edit = Callable[[random.Random, list[list[str]]], list[list[str]]]


def _vocabulary(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(1500)]


def _story(rng: random.Random, words: list[str], sentences: int) -> list[list[str]]:
    """Sentences of words that are as often as words are: few often, many seldom."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return [rng.choices(words, weights, k=rng.randint(8, 22)) for _ in range(sentences)]


def _words(story: list[list[str]]) -> list[str]:
    return list(chain.from_iterable(story))


def _reordered(rng: random.Random, story: list[list[str]]) -> list[list[str]]:
    return rng.sample(story, len(story))


def _cut(rng: random.Random, story: list[list[str]]) -> list[list[str]]:
    return story[: max(3, len(story) // 3)]


def _with_own_lead(rng: random.Random, story: list[list[str]]) -> list[list[str]]:
    return [[f"own{rng.randrange(900)}" for _ in range(18)], *story[1:]]


def _renamed(rng: random.Random, story: list[list[str]]) -> list[list[str]]:
    """Names spelt otherwise all through, as by another transliteration: a dozen words that come again and again."""
    often = [word for word, _ in Counter(_words(story)).most_common(40)]
    names = set(rng.sample(often[8:], 12))
    return [[f"{word}ov" if word in names else word for word in sentence] for sentence in story]


def _changed(part: float) -> Edit:
    def edit(rng: random.Random, story: list[list[str]]) -> list[list[str]]:
        return [[f"new{rng.randrange(900)}" if rng.random() < part else word for word in line] for line in story]

    return edit


EDITS: dict[str, Edit] = {
    "reordered": _reordered,
    "cut to a third": _cut,
    "a lead of its own": _with_own_lead,
    "names spelt otherwise": _renamed,
    **{f"{part:.0%} of the words changed": _changed(part) for part in (0.01, 0.05, 0.1, 0.2)},
}


@pytest.mark.parametrize("name", EDITS)
def test_edited_copies_are_found_and_other_stories_of_the_same_words_are_not(name: str) -> None:
    rng = random.Random(name)
    words = _vocabulary(rng)
    found = wrong = 0
    for _ in range(200):
        story = _story(rng, words, rng.randint(7, 30))
        copy = EDITS[name](rng, story)
        other = _story(rng, words, rng.randint(7, 30))
        found += carried(_words(story), _words(copy)) > 0
        wrong += carried(_words(story), _words(other)) > 0
    assert found >= 190, f"recall {found / 200}"
    assert wrong <= 0.02 * found, f"precision {found / (found + wrong)}"


def test_two_reports_that_quote_one_statement_are_no_copies() -> None:
    rng = random.Random(5)
    words = _vocabulary(rng)
    quote = _words(_story(rng, words, 3))
    one, other = (_words(_story(rng, words, 9)) + quote for _ in range(2))
    assert carried(one, other) == 0


def test_bulletins_of_one_form_with_other_numbers_are_no_copies() -> None:
    form = (
        "the general staff said {} drones and {} missiles were launched overnight and {} of them were shot down over "
    )
    form += "the eastern regions where {} people were hurt and repair crews were at work on the lines until the morning"
    one, other = form.format(31, 12, 40, 5), form.format(44, 8, 47, 9)
    assert covered(text_words(one), text_words(other)) > 0.5
    assert carried(text_words(one), text_words(other)) == 0


def test_a_long_article_that_has_a_short_one_in_it_is_no_copy_of_it() -> None:
    rng = random.Random(9)
    words = _vocabulary(rng)
    short, long = _words(_story(rng, words, 4)), _words(_story(rng, words, 40))
    assert carried(short, [*long, *short]) == 0


def test_own_passages_stand_as_in_the_text_and_not_in_the_other() -> None:
    ours = "The dam held on Monday, the ministry said. Nobody had told the farmers of it. Water rose."
    theirs = "The dam held on Monday, the ministry said. Water rose."
    assert own_passages(ours, theirs) == ("Nobody had told the farmers of it. Water rose",)
    assert own_passages(theirs, ours) == ()
    assert own_passages("", ours) == ()
