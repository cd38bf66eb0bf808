"""Who the speakers are: names, roles, pronouns, and whom nobody guesses."""

from __future__ import annotations

import pytest

from site_gen.ingest.article import bare_article
from site_gen.ingest.statements import find_statements
from site_gen.model import Actor, Alias, Registry

_REGISTRY = Registry(
    actors={
        "anna-lind": Actor("anna-lind", "Anna Lind", "person"),
        "ivo-pop": Actor("ivo-pop", "Ivo Pop", "person"),
        "port-office": Actor("port-office", "Narva Port Office", "organisation", (Alias("Port Office"),)),
    }
)


def _speakers(text: str) -> list[tuple[str | None, str]]:
    return [(one.actor, one.basis) for one in find_statements(bare_article(text), _REGISTRY)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            'Anna Lind said the road was open. "We are glad of it," she said.',
            [("anna-lind", "name"), ("anna-lind", "pronoun")],
        ),
        ('Anna Lind arrived on Monday. "We are glad of it," she said.', [("anna-lind", "pronoun")]),
        ("Ivo Pop, the mayor, said the road was open.", [("ivo-pop", "name")]),
        ('"We are glad of it," an unknown envoy said. "It is good," he said.', [(None, ""), (None, "")]),
        ('A tall envoy said the road was open. "It is good," he said.', [(None, ""), (None, "")]),
        (
            'Anna Lind said the road was open. Ivo Pop said it was shut. "It is shut," he said.',
            [("anna-lind", "name"), ("ivo-pop", "name"), ("ivo-pop", "pronoun")],
        ),
        (
            'Anna Lind said the road was open. "It is good," she said. "It is not," he said.',
            [("anna-lind", "name"), ("anna-lind", "pronoun"), (None, "")],
        ),
        (
            "Ivo Pop said that Karl Ray had hidden the key. He said that it was found.",
            [("ivo-pop", "name"), ("ivo-pop", "pronoun")],
        ),
        (
            "Anna Lind said Ivo Pop had hidden the key. He told guards that it was his.",
            [("anna-lind", "name"), ("ivo-pop", "pronoun")],
        ),
        (
            "The Port Office said the road was open. They said the bridge was shut.",
            [("port-office", "name"), ("port-office", "pronoun")],
        ),
        (
            'The Port Office said the road was open. A family wrote a letter. They said: "It is hard for us all."',
            [("port-office", "name"), (None, "")],
        ),
        (
            "Anna Lind met the crew. A new club starts today. It will be led by Karla Holm. She said that it was open.",
            [(None, "")],
        ),
        (
            "The Port Office said Ivo Pop had left. Critics said it was late. He said that it was not.",
            [("port-office", "name"), (None, ""), ("ivo-pop", "pronoun")],
        ),
        (
            "Ivo Pop said that the road was open. As Ivo Pop waited till he was called, she said that it was shut.",
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            "Anna Lind said the road was open. Fish is good, noted by chemist Dr. Karla Holm. She said that it heals.",
            [("anna-lind", "name"), (None, "")],
        ),
        (
            "Anna Lind said that the road was open. The crew met one mother, who was cold. She said it was shut.",
            [("anna-lind", "name"), (None, "")],
        ),
        (
            "Anna Lind said that the road was open. All of the rain, the woman was late. She said it was shut.",
            [("anna-lind", "name"), (None, "")],
        ),
        (
            "Ivo Pop said that it was late.\n\nAsia Winner\n\nHafiz, from afar, has pumps. He said that it was so.",
            [("ivo-pop", "name"), (None, "")],
        ),
        ('Anna Lind left the town. The hall was full. "Nobody will ever forget this day."', [(None, "")]),
        (
            'Anna Lind said the road was open. Ivo Pop, who led the crew, left. "It is shut," he said.',
            [("anna-lind", "name"), ("ivo-pop", "pronoun")],
        ),
        (
            'Ivo Pop said the road was open. Ben Ray (64), a guard, shook his head. "It is shut," he said.',
            [("ivo-pop", "name"), (None, "pronoun")],
        ),
        (
            'Ivo Pop said the road was open. Ben Ray teed up the talk. "It is shut," he said.',
            [("ivo-pop", "name"), (None, "pronoun")],
        ),
        (
            "Anna Lind said the road was open. Ivo Pop's stand was his own. He warned that it was shut.",
            [("anna-lind", "name"), (None, "")],
        ),
        (
            'Anna Lind has led the port since May. Ivo Pop, her deputy, resigned. "We will not shut," she said.',
            [("anna-lind", "pronoun")],
        ),
        (
            'Anna Lind spoke first. It hurt her more than Ivo Pop has ever been hurt. "It is over," she said.',
            [("anna-lind", "pronoun")],
        ),
        (
            "Anna Lind said the road was open. Though it did not please Ada Ray, the mayor, she said it was shut.",
            [("anna-lind", "name"), (None, "")],
        ),
        ("Governor Ivo Pop met Mayor Kim Ray in Narva. He said that the road was open.", [(None, "")]),
        ("Governor Ivo Pop left Narva with Kim Ray. He said that the road was open.", [("ivo-pop", "pronoun")]),
        ("Kim Ray met Lou Hald on Monday. He told reporters the strike was over.", [(None, "")]),
        ("Anna Lind met Ivo Pop on Monday. She warned that nothing was signed.", [("anna-lind", "pronoun")]),
        (
            "Anna Lind said it was open. A guard said he was ill. He said it was shut. She said it was not.",
            [("anna-lind", "name"), (None, ""), (None, ""), (None, "")],
        ),
        (
            '"We are glad," said Ivo Pop, a guard and signatory to the letter. "It is bad," says the letter.',
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            "Ivo Pop, the president of the Weir Bank, said rates were low. The president said they were high.",
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            'Ivo Pop said the road was open. A guard of the dam shook his head. "It is shut," he said.',
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            'Ivo Pop said the road was open. His wife waited outside. "It is good," he said.',
            [("ivo-pop", "name"), ("ivo-pop", "pronoun")],
        ),
        ("Ivo Pop, Anna Lind's spokesman, said the road was open.", [("ivo-pop", "name")]),
        ("Ben Okel, Anna Lind's spokesman, said the road was open.", [(None, "")]),
        ("Allies of the mayor, Anna Lind, said she would not resign.", [(None, "")]),
        ("The head of the union, Anna Lind, said she would not resign.", [("anna-lind", "name")]),
        (
            'Anna Lind, whose brother Ivo Pop drowned, said nobody had warned them. "We slept," she said.',
            [("anna-lind", "name"), ("anna-lind", "pronoun")],
        ),
        ("Narva Co. director Ivo Pop said the road was open.", [("ivo-pop", "name")]),
        (
            'Ivo Pop said it was late. The results, according to Karl Ray, a mason, were poor. "It is thin," he said.',
            [("ivo-pop", "name"), (None, ""), (None, "pronoun")],
        ),
        (
            "Ivo Pop said it was late. Holm's spokesman, Karl Ray, declined to talk. He later said it was early.",
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            'Ivo Pop said it was late. Karl Ray, a mason, sat by. "It is thin. It is old," he said.',
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            'Ivo Pop said it was late. Behind him sat Karl Ray, a mason. "It is thin. It is old," he said.',
            [("ivo-pop", "name"), (None, "")],
        ),
        (
            'Ivo Pop said it was late. It rained without a word of Ray on the dam. "It is thin," he said.',
            [("ivo-pop", "name"), ("ivo-pop", "pronoun")],
        ),
        (
            'When Anna Lind asked whether he would stay, he declined, saying: "I am old."',
            [("anna-lind", "name"), (None, "")],
        ),
        (
            'When Ivo Pop asked whether the guard would stay, he declined, saying: "I am old."',
            [("ivo-pop", "name"), (None, "")],
        ),
    ],
)
def test_speaker_is_known_or_left_open(text: str, speakers: list[tuple[str | None, str]]) -> None:
    assert _speakers(text) == speakers


def test_speaker_of_a_statement_in_possession_is_not_who_he_is_next() -> None:
    text = 'Ivo Pop said the road was open. He rejected Anna Lind\'s claim that it was shut. "It is open," he said.'
    assert [actor for actor, _ in _speakers(text)] == ["ivo-pop", "anna-lind", "ivo-pop"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('Karla Holm said the road was open. "It is good," she said.', ["", "Karla Holm"]),
        ('Karla Holm, the mayor, spoke. Then Holm left. "It is good," she said.', ["Karla Holm"]),
        ("Mayor Ben Ray said it was late. He added that it was cold.", ["", "Ben Ray"]),
        ("A friend of Ben Ray said it was late. He added that it was cold.", ["", ""]),
        ("Ben Ray's friend said it was late. He added that it was cold.", ["", ""]),
        ("Ben Ray and Tom Ray met. Ray said it was late. He added that it was cold.", ["", ""]),
        ("Tom Ray left. Ben Ray said it was late. He added that it was cold.", ["", "Ben Ray"]),
        ("Ben Ray met Tom Hald. He said it was late.", [""]),
        ("Anna Lind said it was late. She added that it was cold.", ["", ""]),
        ("Oprik Zon said Tom Hald had left. He added that it was cold.", ["", ""]),
        ("Oprik Zon said it was late. He added that it was cold.", ["", "Oprik Zon"]),
        ('Ben Ray accused Tom Hald of lies. Hald, he said, "wants war".', ["", ""]),
        ("Oprik Zon left. He added that it was cold.", [""]),
        ("The Weir Bank said it was late. It added that it was cold.", ["", "The Weir Bank"]),
        ('The Weir Bank said it was late. "It is cold," it said.', ["", "The Weir Bank"]),
        ("The Weir Bank said it was late. The river rose. It added that it was cold.", ["", ""]),
        ("The aides said it was late. They added that it was cold.", ["", "The aides"]),
        ("Critics and Ben Ray said it was late. He added that it was cold.", ["", ""]),
        (
            'Tom Hald told Oprik Zon that it was late. "It is not," Zon said. "It is," he said.',
            ["", "", ""],
        ),
        ('Oprik Zon said it was late. "It is not cold," Zon said. "It is warm," he said.', ["", "", "Oprik Zon"]),
    ],
)
def test_a_pronoun_of_one_whom_no_registry_knows_is_told_by_name(text: str, meant: list[str]) -> None:
    found = find_statements(bare_article(text), _REGISTRY)
    assert [text[slice(*one.meant)] if one.meant else "" for one in found] == meant
