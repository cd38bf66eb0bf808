"""The questions as a local page of the preview: plain forms, one button a decision, no script."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from site_gen.model import Registry
from site_gen.review.queue import Question
from site_gen.site.page_views import Shell


class Choice(Struct, frozen=True):
    """One button."""

    key: str
    words: str


class QuestionView(Struct, frozen=True):
    """One question with its buttons."""

    id: str
    kind: str
    place: str
    """"content/items/x.md:14"."""
    told: str
    rule: str
    before: str
    """The context up to the words in question."""
    words: str
    after: str
    choices: tuple[Choice, ...]
    asks_actor: bool
    """Whether an actor may be chosen."""
    asks_date: bool


class ReviewView(Struct, frozen=True):
    """The page."""

    shell: Shell
    token: str
    """Proves that a decision was sent from this page."""
    message: str
    questions: tuple[QuestionView, ...]
    total: int
    actors: tuple[tuple[str, str], ...]
    """(id, name), by name."""


_CHOICES = {
    "actor": (Choice("a", "A new actor"), Choice("r", "None")),
    "speaker": (Choice("a", "Nobody known"), Choice("r", "No statement")),
    "weak": (Choice("a", "Right"), Choice("r", "No statement")),
    "date": (Choice("a", "Nobody knows"), Choice("r", "Remove the entry")),
    "difference": (Choice("a", "Take the machine's"), Choice("r", "Keep the file's")),
    "orphan": (Choice("r", "Remove the entry"), Choice("a", "Keep it off the site")),
    "item": (Choice("a", "A person stands behind it all"),),
}
_SHOWN = 50


def review_view(
    shell: Shell, token: str, questions: Iterable[Question], registry: Registry, message: str
) -> ReviewView:
    """The first fifty questions as forms."""
    asked = tuple(questions)
    actors = sorted(((actor.id, actor.name) for actor in registry.actors.values()), key=lambda pair: pair[1])
    return ReviewView(shell, token, message, tuple(_view(one) for one in asked[:_SHOWN]), len(asked), tuple(actors))


def _view(question: Question) -> QuestionView:
    before, words, after = question.context.partition(question.words) if question.words else (question.context, "", "")
    return QuestionView(
        id=question.id,
        kind=question.kind,
        place=f"{question.path}:{question.line}",
        told=question.told,
        rule=question.rule,
        before=before,
        words=words,
        after=after,
        choices=_CHOICES[question.kind],
        asks_actor=question.kind in ("actor", "speaker", "weak"),
        asks_date=question.kind == "date",
    )
