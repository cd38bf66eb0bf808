"""The review as pages of the preview: what their template sees, made from the questions. Pure.

`_review` lists the names that no registry knows and the items that wait; `_review/items/<id>` has one item with its
tags and every entry. Forms post to `_review`; nothing of this is ever published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, get_args

from msgspec import Struct

from site_gen.model import ActorKind, Item, Registry
from site_gen.review.actor import NewActor, proposed_actor
from site_gen.review.answer import ALLOWED
from site_gen.review.queue import Question
from site_gen.review.run import Agenda

ROOT: Final = "_review"
TEMPLATE: Final = "review.html"
_BUTTONS: Final = {
    ("actor", "reject"): "Not an actor",
    ("speaker", "accept"): "Keep it open",
    ("date", "accept"): "Nobody knows",
    ("difference", "accept"): "Take the machine’s",
    ("difference", "reject"): "Keep the file’s",
    ("orphan", "accept"): "Keep, off the site",
    ("item", "accept"): "A person stands behind it all",
}
_DEFAULT: Final = {"accept": "Right", "reject": "Remove", "skip": "Skip"}


class ButtonView(Struct, frozen=True):
    """One click."""

    action: str
    text: str


class ActorForm(Struct, frozen=True):
    """A name as the actor that it might become."""

    id: str
    name: str
    kind: str
    kinds: tuple[str, ...]
    aliases: str
    """Parted by ";"."""
    title: str
    of: str


class QuestionView(Struct, frozen=True):
    """One question with its forms."""

    id: str
    kind: str
    told: str
    place: str
    """"content/items/x.md:14"."""
    before: str
    """The context up to the words in question."""
    words: str
    after: str
    rule: str
    confirmed: bool
    buttons: tuple[ButtonView, ...]
    asks_actor: bool
    """Whether another actor may be named."""
    who: str
    asks_date: bool
    when: str
    form: ActorForm | None


class WaitingView(Struct, frozen=True):
    """An item in the list."""

    href: str
    title: str
    count: int


class TagView(Struct, frozen=True):
    """An actor or topic of the item."""

    id: str
    name: str


class ReviewView(Struct, frozen=True):
    """A page of the review."""

    lang: str
    title: str
    token: str
    problem: str
    """Why the last answer was refused; ""."""
    home: str
    item: str
    """Id of the item that the page is about; "" for the overview."""
    page: str
    """Address of the item's page in the preview; ""."""
    whole: QuestionView | None
    tags: tuple[tuple[str, tuple[TagView, ...]], ...]
    questions: tuple[QuestionView, ...]
    """What asks."""
    others: tuple[QuestionView, ...]
    """The item's other entries."""
    waiting: tuple[WaitingView, ...]
    skipped: int
    actors: tuple[TagView, ...]
    """Every actor, for the lists to choose from."""
    nonce: str = ""
    """Lets the page's own style in."""


def overview(agenda: Agenda, token: str, problem: str = "") -> ReviewView:
    """The names that no registry knows, and every item that asks something, with the number of its questions."""
    content = agenda.content
    counts = Counter(one.item for one in agenda.questions if one.kind != "actor")
    waiting = tuple(
        WaitingView(f"/{ROOT}/items/{item.id}", item.title, counts[item.id])
        for item in content.items
        if counts[item.id]
    )
    names = [_view(one, content.registry) for one in agenda.questions if one.kind == "actor"]
    return ReviewView(
        content.settings.language, "Review", token, problem, f"/{ROOT}", "", "", None, (), tuple(names), (), waiting,
        agenda.skipped, _actors(content.registry),
    )  # fmt: skip


def item_page(agenda: Agenda, item: Item, entries: Sequence[Question], token: str, problem: str = "") -> ReviewView:
    """One item: what it asks, its tags, its other entries."""
    registry = agenda.content.registry
    asked = [one for one in agenda.questions if one.item == item.id and one.kind != "actor"]
    open_anchors = {one.anchor for one in asked if one.kind != "difference"}
    tags = (
        ("Actors", tuple(TagView(one, registry.actors[one].name) for one in item.actors if one in registry.actors)),
        ("Topics", tuple(TagView(one, registry.topics[one].name) for one in item.topics if one in registry.topics)),
    )
    whole = next((_view(one, registry) for one in asked if one.kind == "item"), None)
    return ReviewView(
        agenda.content.settings.language, item.title, token, problem, f"/{ROOT}", item.id, f"/items/{item.id}.html",
        whole, tags, tuple(_view(one, registry) for one in asked if one.kind != "item"),
        tuple(_view(one, registry) for one in entries if one.anchor not in open_anchors), (), 0, _actors(registry),
    )  # fmt: skip


def find_question(agenda: Agenda, entries: Sequence[Question], question_id: str) -> Question | None:
    """The open question, or the entry, of an id."""
    return next((one for one in (*agenda.questions, *entries) if one.id == question_id), None)


def _view(question: Question, registry: Registry) -> QuestionView:
    before, words, after = question.context, "", ""
    if question.words and question.words in question.context:
        before, words, after = question.context.partition(question.words)
    allowed = ALLOWED[question.kind]
    buttons = tuple(
        ButtonView(action, _BUTTONS.get((question.kind, action), _DEFAULT[action]))
        for action in allowed
        if action in _DEFAULT and not (question.kind == "actor" and action == "accept")
    )
    entry = question.kind in ("speaker", "weak", "date", "entry")
    return QuestionView(
        id=question.id,
        kind=question.kind,
        told=question.told,
        place=f"{question.path}:{question.line}",
        before=before,
        words=words,
        after=after,
        rule=question.rule,
        confirmed=question.confirmed,
        buttons=buttons,
        asks_actor="is" in allowed and not question.anchor.startswith("e-"),
        who=question.who,
        asks_date=entry,
        when=question.when,
        form=_form(proposed_actor(question, registry)) if question.kind == "actor" else None,
    )


def _form(actor: NewActor) -> ActorForm:
    names = "; ".join(alias.name for alias in actor.aliases)
    return ActorForm(actor.id, actor.name, actor.kind, get_args(ActorKind), names, actor.title, actor.of)


def _actors(registry: Registry) -> tuple[TagView, ...]:
    return tuple(sorted((TagView(one.id, one.name) for one in registry.actors.values()), key=lambda one: one.name))
