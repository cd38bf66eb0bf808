"""The walk through the questions at a terminal: one key and Enter each, stop at any time, go on later.

Knows nothing of files: it is given the questions and a function that writes a decision down, and speaks through two
functions, so that it can be driven by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct

from site_gen.errors import SiteError, did_you_mean
from site_gen.review.queue import Question

Ask = Callable[[str], str]
Say = Callable[[str], None]
Decide = Callable[[Question, str, str], None]
"""Writes down (question, action, value); raises SiteError when it cannot."""

ACTIONS: Final = {
    "actor": "a accept as a new actor · m ID is another name of ID · r is none · s skip",
    "speaker": "m ID it is ID · a nobody known, keep it open · r no statement · s skip",
    "weak": "a right · m ID it is ID · r no statement · s skip",
    "date": "d DATE it is DATE (EDTF) · a nobody knows · r remove the entry · s skip",
    "difference": "a take the machine's · r keep the file's · s skip",
    "orphan": "r remove the entry · a keep it off the site · s skip",
    "item": "a a person stands behind it all · s skip",
}
"""Keys by kind of question; "q" stops anywhere, "?" tells more."""
_NEEDS_VALUE: Final = {"m": "an id of actors.yaml", "d": "a date as 2022-08-04"}


class Walked(Struct, frozen=True):
    """What a walk came to."""

    decided: int
    skipped: int
    left: int
    stopped: bool


def walk(questions: Iterable[Question], ask: Ask, say: Say, decide: Decide, actors: Iterable[str]) -> Walked:
    """Put each question until it is answered or skipped; "q" or the end of input stops. Each is written at once."""
    waiting = list(questions)
    known = tuple(actors)
    decided = skipped = 0
    for at, question in enumerate(waiting):
        _tell(question, at + 1, len(waiting), say)
        outcome = _answer(question, ask, say, decide, known)
        if outcome == "q":
            return Walked(decided, skipped, len(waiting) - at, True)
        decided += outcome == "done"
        skipped += outcome == "s"
    return Walked(decided, skipped, skipped, False)


def _tell(question: Question, number: int, total: int, say: Say) -> None:
    say("")
    say(f"[{number}/{total}] {question.path}:{question.line}")
    if question.context:
        context = question.context
        if question.words and question.words in context:
            context = context.replace(question.words, f">>{question.words}<<", 1)
        say(f"  {context}")
    say(f"  {question.told}{f' (rule: {question.rule})' if question.rule else ''}")
    say(f"  {ACTIONS[question.kind]} · q stop")


def _answer(question: Question, ask: Ask, say: Say, decide: Decide, known: tuple[str, ...]) -> str:
    """ "done", "s" or "q"; asks again after a slip."""
    while True:
        try:
            told = ask("> ").strip()
        except EOFError:
            return "q"
        key, _, value = told.partition(" ")
        key, value = key.lower(), value.strip()
        if key in ("q", "s"):
            return key
        if not any(part.startswith(f"{key} ") for part in ACTIONS[question.kind].split(" · ")) or not key:
            say(f"  {ACTIONS[question.kind]} · q stop")
        elif key in _NEEDS_VALUE and not value:
            say(
                f"  “{key}” needs {_NEEDS_VALUE[key]}, as in: {key} {'nikol-pashinyan' if key == 'm' else '2022-08-04'}"
            )
        elif key == "m" and value not in known:
            say(f"  no actor “{value}”; {did_you_mean(value, known) or 'see content/actors.yaml'}")
        else:
            try:
                decide(question, key, value)
                return "done"
            except SiteError as error:
                say("  " + "; ".join(problem.message for problem in error.problems))
