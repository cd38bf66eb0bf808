"""Names of the two first articles, word for word, with and without the day of publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_gen.content.registry import ACTORS, parse_registry
from site_gen.ingest.article import bare_article
from site_gen.ingest.names import find_names, resolve
from site_gen.model import Registry

ROOT = Path(__file__).parents[3]
SEEDS = {"000_41edcdbc15868971": "2023-09-25", "004_0c0de49f3aad3f81": "2022-08-04"}


@pytest.fixture(scope="module")
def registry() -> Registry:
    path = "content/actors.yaml"
    return parse_registry({path: (ROOT / path).read_text(encoding="utf-8")})


def _seed(name: str) -> str:
    """The article's own text, the publisher's appeal left out."""
    return (ROOT / "seeds" / f"{name}.txt").read_text(encoding="utf-8").partition("A Message from")[0]


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("dated", [True, False])
def test_every_actor_of_the_first_articles_is_found(name: str, dated: bool, registry: Registry) -> None:
    text = _seed(name)
    article = bare_article(text, SEEDS[name] if dated else None)
    rows = [
        f"{one.start}\t{text[one.start : one.end]}\t{one.actor}\t{one.rule}"
        for one in find_names(article, registry)
        if one.actor
    ]
    expected = (ROOT / "tests/data/names" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert rows == expected


def test_a_publishers_name_is_no_actor(registry: Registry) -> None:
    text = "A Message from The Moscow Times: support The Moscow Times today."
    assert [one for one in find_names(bare_article(text), registry) if one.actor] == []


def test_a_short_name_is_no_alias_unless_listed() -> None:
    article = bare_article("The talks with Rookery would go on, Rookery said on Monday.")
    for aliases, found in (("", set()), (", aliases: [Rookery]", {"a"})):
        registry = parse_registry({ACTORS: f"a: {{name: Order of the Grey Rook, short: Rookery{aliases}}}\n"})
        assert {one.actor for one in find_names(article, registry) if one.actor} == found


PHRASES = (
    ("Armenian Prime Minister Nikol Pashinyan", ("nikol-pashinyan", "name")),
    ("the spokesperson of the Russian President", ("dmitry-peskov", "role")),
    ("the Turkish presidential office", ("turkey-presidency", "name")),
    ("Moscow's peacekeepers", ("russian-peacekeepers", "name")),
    ("Moscow's chess players", None),
    ("The Azerbaijani president", ("ilham-aliyev", "role")),
    ("Dmitry Peskov, the spokesperson of the Russian President,", ("dmitry-peskov", "name")),
    ("the Russian president, Vladimir Putin,", ("vladimir-putin", "name")),
    ("an aide to the Turkish president", None),
    ("former Armenian Prime Minister", None),
    ("Ankara", ("turkey", "metonym")),
    ("Armenia and Azerbaijan", None),
    ("Kremlin spokesman Dmitry Peskov", ("dmitry-peskov", "name")),
    ("The Kremlin spokesman", ("dmitry-peskov", "role")),
)


@pytest.mark.parametrize(("phrase", "who"), PHRASES)
def test_the_head_of_a_phrase_tells_who_is_meant(phrase: str, who: tuple[str, str] | None, registry: Registry) -> None:
    article = bare_article(f"{phrase} said on Monday that talks would go on.", "2023-09-25")
    assert resolve(article, registry, 0, len(phrase)) == who


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The Secretary of State Anna Lind told a news conference in Oslo.", ["Anna Lind"]),
        ("Norway's Minister of Foreign Affairs Ararat Holm was cautious.", ["Ararat Holm"]),
        ("The Director of National Intelligence Tulsi Berg said so.", ["Tulsi Berg"]),
        ("The Chief of the General Staff Karl Pop spoke.", ["Karl Pop"]),
        ("The Minister of National Defence Forces Holm spoke.", []),
    ],
)
def test_a_department_is_no_part_of_a_person_s_name(text: str, people: list[str]) -> None:
    found = find_names(bare_article(text), Registry())
    assert [text[one.start : one.end] for one in found if one.type == "PER"] == people
