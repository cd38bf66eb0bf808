"""The walk through the questions at a terminal: one key and Enter each, stop at any time, go on later.

Knows nothing of files: it is given the questions and functions that write a decision down and read an item's entries
again, and speaks through two functions, so that it can be driven by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from site_gen.errors import SiteError
from site_gen.model import ActorKind, Alias
from site_gen.review.actor import NewActor
from site_gen.review.answer import ALLOWED, Action, Answer
from site_gen.review.queue import Question

Outcome = Literal["decided", "skipped", "stopped"]
_KEYS: Final[dict[str, Action]] = {
    "a": "accept", "m": "is", "d": "date", "e": "edit", "r": "reject", "x": "untag", "s": "skip",
}  # fmt: skip
_WORDS: Final = {
    ("actor", "accept"): "a accept it as a new actor",
    ("actor", "is"): "m ID it is another name of ID",
    ("actor", "reject"): "r it is no actor",
    ("speaker", "accept"): "a nobody known, keep it open",
    ("date", "accept"): "a nobody knows",
    ("difference", "accept"): "a take the machine's",
    ("difference", "reject"): "r keep the file's",
    ("orphan", "accept"): "a keep it, off the site",
    ("item", "accept"): "a a person stands behind it all",
    ("item", "edit"): "e FIELD VALUE change a field",
}
"""What a key does to a kind of question, where it differs from `_DEFAULT`."""
_DEFAULT: Final[dict[str, str]] = {
    "accept": "a right",
    "is": "m ID it is ID",
    "date": "d DATE it is this day (EDTF)",
    "edit": "e FIELD VALUE change a field",
    "reject": "r remove it",
    "untag": "x ID take a tag away",
    "skip": "s skip",
}
_EXAMPLES: Final = {
    "is": "m nikol-pashinyan",
    "date": "d 2022-08-04",
    "edit": "e act deny",
    "untag": "x peacekeeping",
}


class Desk(Struct, frozen=True):
    """What the walk may do."""

    ask: Callable[[str], str]
    """Shows a prompt, gives the line; EOFError ends the walk."""
    say: Callable[[str], None]
    decide: Callable[[Question, Answer], str]
    """Writes an answer down, gives the entry's anchor after it. Raises SiteError when it cannot."""
    entries: Callable[[str], Sequence[Question]]
    """All entries of an item as they stand now."""
    proposed: Callable[[Question], NewActor]
    """The actor that a name would become."""


class Walked(Struct, frozen=True):
    """What a walk came to."""

    decided: int
    skipped: int
    left: int
    """Not decided; what was skipped among them."""
    stopped: bool

    @property
    def counts(self) -> tuple[int, int, int]:
        """Decided, skipped, left."""
        return self.decided, self.skipped, self.left


def walk(questions: Sequence[Question], desk: Desk) -> Walked:
    """Put each question until it is answered or skipped; "q" or the end of input stops. Each is written at once."""
    decided = skipped = 0
    for at, question in enumerate(questions):
        outcome = _put(question, f"[{at + 1}/{len(questions)}]", desk)
        if outcome == "stopped":
            return Walked(decided, skipped, len(questions) - decided, True)
        decided += outcome == "decided"
        skipped += outcome == "skipped"
    return Walked(decided, skipped, skipped, False)


def keys_of(question: Question) -> str:
    """The keys that a question takes, in words."""
    told = [_WORDS.get((question.kind, action), _DEFAULT[action]) for action in ALLOWED[question.kind]]
    more = (
        ["NUMBER look at one"] if question.kind == "item" else ["e change it first"] if question.kind == "actor" else []
    )
    return " · ".join((*told, *more, "q stop"))


def _put(question: Question, number: str, desk: Desk) -> Outcome:
    """One question until it is done; a change of a field leaves it open, so that more can be changed."""
    while True:
        _tell(question, number, desk)
        outcome = _line(question, desk)
        if isinstance(outcome, Question):
            question = outcome
        else:
            return outcome


def _tell(question: Question, number: str, desk: Desk) -> None:
    desk.say("")
    desk.say(f"{number} {question.path}:{question.line}")
    if question.context:
        context = question.context
        if question.words and question.words in context:
            context = context.replace(question.words, f">>{question.words}<<", 1)
        desk.say(f"  {context}")
    desk.say(f"  {question.told}{f' (rule: {question.rule})' if question.rule else ''}")
    if question.kind == "item":
        for at, entry in enumerate(desk.entries(question.item), 1):
            desk.say(f"  {at:>3} {'✓' if entry.confirmed else ' '} {entry.told}")
    if question.kind == "actor":
        desk.say(f"  as {_summary(desk.proposed(question))}")
    desk.say(f"  {keys_of(question)}")


def _line(question: Question, desk: Desk) -> Outcome | Question:
    """One line of input: an outcome, or the question as it is to be put again."""
    while True:
        try:
            told = desk.ask("> ").strip()
        except EOFError:
            return "stopped"
        key, _, rest = told.partition(" ")
        key, rest = key.lower(), rest.strip()
        if key == "q":
            return "stopped"
        if key.isdigit() and question.kind == "item":
            return _one_entry(question, int(key), desk)
        if key == "e" and question.kind == "actor":
            return _changed_actor(question, desk)
        action = _KEYS.get(key)
        if action is None or action not in ALLOWED[question.kind]:
            desk.say(f"  {keys_of(question)}")
        elif action in _EXAMPLES and not rest:
            desk.say(f"  “{key}” needs more, as in: {_EXAMPLES[action]}")
        else:
            field, value = (rest.partition(" ")[0], rest.partition(" ")[2]) if action == "edit" else ("", rest)
            outcome = _answer(question, Answer(action, value.strip(), field), desk)
            if outcome is not None:
                return outcome


def _answer(question: Question, answer: Answer, desk: Desk) -> Outcome | Question | None:
    """Write an answer down; None after a slip, the question again after a change that leaves it open."""
    try:
        anchor = desk.decide(question, answer)
    except SiteError as error:
        for problem in error.problems:
            desk.say(f"  {problem.message}{f'; {problem.hint}' if problem.hint else ''}")
        return None
    if answer.action == "skip":
        return "skipped"
    if question.kind == "item" and answer.action in ("edit", "untag"):
        return question
    if answer.action == "edit":
        found = [one for one in desk.entries(question.item) if one.anchor == anchor]
        return replace(found[0], kind="entry") if found else "decided"
    return "decided"


def _one_entry(question: Question, number: int, desk: Desk) -> Outcome | Question:
    """One of the entries that an item's question lists, then the item again."""
    entries = desk.entries(question.item)
    if not 0 < number <= len(entries):
        desk.say(f"  there is no entry {number}")
        return question
    outcome = _put(entries[number - 1], f"[{number}]", desk)
    return "stopped" if outcome == "stopped" else question


def _changed_actor(question: Question, desk: Desk) -> Outcome | Question:
    """Ask for each part of a new actor; Enter keeps what is proposed."""
    actor = desk.proposed(question)

    def part(words: str, stands: str) -> str:
        return desk.ask(f"  {words} [{stands}]: ").strip() or stands

    try:
        name, told_id = part("name", actor.name), part("id", actor.id)
        kind = part(f"kind: {', '.join(get_args(ActorKind))}", actor.kind)
        while kind not in get_args(ActorKind):
            kind = part("one of these kinds", actor.kind)
        title, of = part("office", actor.title), part("office of (actor id)", actor.of)
        aliases = part("other names, parted by ;", "; ".join(alias.name for alias in actor.aliases))
    except EOFError:
        return "stopped"
    kinds = {alias.name: alias for alias in actor.aliases}
    names = dict.fromkeys(one.strip() for one in aliases.split(";") if one.strip())
    told = tuple(kinds.get(one) or Alias(one) for one in names)
    wanted = NewActor(told_id, name, kind, told, title, of)  # type: ignore[arg-type]  # one of the kinds
    return _answer(question, Answer("accept", actor=wanted), desk) or question


def _summary(actor: NewActor) -> str:
    office = f", {actor.title}{f' of {actor.of}' if actor.of else ''}" if actor.title else ""
    names = f"; also {', '.join(alias.name for alias in actor.aliases)}" if actor.aliases else ""
    return f"{actor.id}: {actor.name} ({actor.kind}{office}){names}"
