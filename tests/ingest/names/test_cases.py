"""Russian names in their cases; and that a text in Russian names whom the registry knows."""

from __future__ import annotations

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.names import find_names
from site_gen.ingest.names.cases import name_cases
from site_gen.ingest.statements import find_statements
from site_gen.model import Actor, Registry

_REGISTRY = Registry(
    {
        "ivan-dolin": Actor("ivan-dolin", "Ivan Dolin", "person", names=(("ru", "Иван Долин"),)),
        "anna-berg": Actor("anna-berg", "Anna Berg", "person", names=(("ru", "Анна Берг"), ("hy", "Աննա Բերգ"))),
    }
)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Иван Долин", "Ивана Долина|Ивану Долину|Иваном Долиным|Иване Долине"),
        ("Мария Долина", "Марии Долиной|Марию Долину|Марией Долиной"),
        ("Никол Гарян", "Никола Гаряна|Николу Гаряну|Николом Гаряном|Николе Гаряне"),
        ("Дмитрий Лесков", "Дмитрия Лескова|Дмитрию Лескову|Дмитрием Лесковым|Дмитрии Лескове"),
        ("Игорь Ланской", "Игоря Ланского|Игорю Ланскому|Игорем Ланским|Игоре Ланском"),
        ("Анна Берг", "Анны Берг|Анне Берг|Анну Берг|Анной Берг"),
        ("Илья Кулеба", "Ильи Кулебы|Илье Кулебе|Илью Кулебу|Ильей Кулебой"),
        ("Ираклий Беришвили", "Ираклия Беришвили|Ираклию Беришвили|Ираклием Беришвили|Ираклии Беришвили"),
        ("Анна Толстая", "Анны Толстой|Анне Толстой|Анну Толстую|Анной Толстой"),
        ("Долин", "Долина|Долину|Долином|Долине"),
    ],
)
def test_a_name_has_its_cases(name: str, forms: str) -> None:
    assert name_cases(name) == (name, *forms.split("|"))


@pytest.mark.parametrize("word", ["Ли", "Я", "О", "Berg", "Ян Ли", "а"])
def test_a_short_or_foreign_name_takes_no_harm(word: str) -> None:
    assert name_cases(word)[0] == word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("В город приехали Иван Долин и Анна Берг.", ["ivan-dolin", "anna-berg"]),
        ("Ивана Долина встретили с Анной Берг.", ["ivan-dolin", "anna-berg"]),
        ("Мэр говорил с Долиным.", ["ivan-dolin"]),
        ("Река в долине поднялась.", []),
    ],
)
def test_a_person_is_known_in_each_case(text: str, found: list[str]) -> None:
    names = find_names(bare_article(text, "2031-03-14", lang="ru"), _REGISTRY)
    assert [one.actor for one in names if one.actor] == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Вода уходит из города, сообщил журналистам мэр города Иван Долин.",
         ("сообщил", "мэр города Иван Долин", "ivan-dolin", "Вода уходит из города")),
        ("Вода уходит из города, сообщает ВЕСТНИК.", ("сообщает", "ВЕСТНИК", None, "Вода уходит из города")),
        ("По словам Долина, вода уходит из города.", ("по словам", "Долина", "ivan-dolin", "вода уходит из города")),
        ("Вода уходит из города, по данным мэрии.", ("по данным", "мэрии", None, "Вода уходит из города")),
        ('Иван Долин в среду назвал эти слова "пустым звуком".',
         ("назвал", "Иван Долин", "ivan-dolin", 'эти слова "пустым звуком"')),
        ("Как сообщили в мэрии города, вода уходит из домов.",
         ("сообщили", "мэрии города", None, "вода уходит из домов")),
        ("Иван Долин на встрече в школе заявил, что вода уходит.",
         ("заявил", "Иван Долин", "ivan-dolin", "вода уходит")),
        ("Иван Долин обвинил мэрию в обмане.", ("обвинил", "Иван Долин", "ivan-dolin", "мэрию в обмане")),
        ("Иван Долин приехал. По его словам, вода уходит из домов.",
         ("по словам", "его", "ivan-dolin", "вода уходит из домов")),
        ("«Мы не уйдём», — заявила Анна Берг.", ("заявила", "Анна Берг", "anna-berg", "Мы не уйдём")),
    ],
)  # fmt: skip
def test_who_says_what_is_told_in_russian(text: str, told: tuple[str, str, str | None, str]) -> None:
    (found,) = find_statements(bare_article(text, "2031-03-14", lang="ru"), _REGISTRY)
    assert found.speaker is not None
    content = text[slice(*found.content[0])]
    assert (found.verb, text[slice(*found.speaker)], found.actor, content) == told


@pytest.mark.parametrize(
    "text", ["По дороге в город он встретил друга.", "Как известно, вода уходит.", "Он видел, как река поднялась."]
)
def test_a_way_is_no_source(text: str) -> None:
    assert find_statements(bare_article(text, lang="ru"), _REGISTRY) == ()
