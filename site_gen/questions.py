"""What `init` wants to know: at most three questions, each with an answer that Enter takes. Pure.

An answer is read by the same function whether it was typed or given as a flag; ValueError tells what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_gen.content.schema import language_problem, safe_url

HOSTS: Final = ("both", "github", "gitlab", "none")
"""Whose pipeline a new project gets, when it is no address."""
_LONGEST_TITLE: Final = 200


class Answers(Struct, frozen=True):
    """What a new project is made from."""

    title: str
    language: str
    """BCP 47 tag."""
    host: str
    """One of HOSTS."""
    base_url: str
    """Where the site will stand, with "/" at the end; "" is unknown."""


class Question(Struct, frozen=True, eq=False):
    """One question."""

    name: str
    """Of the flag that answers it beforehand."""
    text: str
    default: str
    read: Callable[[str], str]
    """The answer as it is kept. Raises ValueError with what is wrong and what would be right."""


def questions(title: str) -> tuple[Question, ...]:
    """All of them; `title` is the one that the folder's name suggests."""
    where = "Where will it stand? github, gitlab, none, or its address (https://…)"
    return (
        Question("title", "Title of the site", title, read_title),
        Question("language", "Language of its menus and dates (en, ru, de, …)", "en", read_language),
        Question("host", where, "both", read_host),
    )


def ask_all(
    asked: tuple[Question, ...], given: Mapping[str, str], ask: Callable[[str], str], say: Callable[[str], None]
) -> dict[str, str]:
    """Answers by name: those given, and for the others what `ask` brings; a wrong one is told and asked for again."""
    found = dict(given)
    for question in asked:
        while question.name not in found:
            shown = "github and gitlab" if question.default == "both" else question.default
            told = ask(f"{question.text} [{shown}]: ").strip()
            try:
                found[question.name] = question.read(told or question.default)
            except ValueError as error:
                say(f"  {error}")
    return found


def defaults(asked: tuple[Question, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Answers by name when nobody is asked."""
    return {**{question.name: question.default for question in asked}, **given}


def answers_of(found: Mapping[str, str]) -> Answers:
    """What the answers come to: an address tells its host where its name does."""
    host, base_url = found["host"], ""
    if host not in HOSTS:
        base_url = host if host.endswith("/") else f"{host}/"
        name = urlsplit(base_url).hostname or ""
        host = next((kind for kind in ("github", "gitlab") if name.endswith(f".{kind}.io")), "none")
    return Answers(found["title"], found["language"], host, base_url)


def plain_answers(title: str) -> Answers:
    """A title of one's own, and for the rest what Enter takes."""
    return answers_of(defaults(questions(title), {}))


def read_title(text: str) -> str:
    """A title: one line that can be shown."""
    title = " ".join(text.split())
    if not title or not title.isprintable() or len(title) > _LONGEST_TITLE:
        raise ValueError(f"a title is one line of at most {_LONGEST_TITLE} letters")
    return title


def read_language(text: str) -> str:
    """A BCP 47 tag."""
    code, told, hint = language_problem(text)
    if code:
        raise ValueError(f"{told}; {hint}")
    return text


def read_host(text: str) -> str:
    """One of HOSTS, or the address where the site will stand."""
    if text.lower() in HOSTS:
        return text.lower()
    if not safe_url(text) or "?" in text or "#" in text:
        raise ValueError(f'"{text[:60]}" is no host; write github, gitlab, both, none, or https://host/path/')
    if urlsplit(text).username is not None:
        raise ValueError("an address that everybody may know has no name and password in it; leave them out")
    return text
