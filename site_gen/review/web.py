"""The review in the preview: its pages, and the answers that come from them. A rim: a server on loopback.

An answer is taken only from our own page: the request names this machine, its origin is this server, and it carries the
token that only our pages have. Each is written by the same functions as at the terminal.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final

from msgspec.structs import replace
from tornado import web

from site_gen.asking import same_origin
from site_gen.errors import Problem, SiteError
from site_gen.lock import locked
from site_gen.model import Alias
from site_gen.review.actor import NewActor, proposed_actor
from site_gen.review.answer import Answer
from site_gen.review.decide import Decision, decide
from site_gen.review.page import ROOT, TEMPLATE, ReviewView, find_question, item_page, overview
from site_gen.review.queue import Question
from site_gen.review.run import Agenda, entries_in, gather
from site_gen.site.page import Page
from site_gen.site.render import Templates, render

_POLICY: Final = (
    "default-src 'none'; style-src 'self' 'nonce-%s'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class Review:
    """What the handlers share: the project, its lock, and the secret of this run."""

    def __init__(self, root: Path, templates: Callable[[], Templates], lock: Lock, by: str) -> None:
        self.root, self.templates, self.lock, self.by = root, templates, lock, by
        self.token = secrets.token_urlsafe(24)
        self.nonce = secrets.token_urlsafe(12)

    def html(self, item_id: str, problem: str = "") -> bytes:
        """The overview, or the page of an item. Raises SiteError for broken content, KeyError for no such item."""
        agenda = gather(self.root)
        view = replace(self._view(agenda, item_id, problem), nonce=self.nonce)
        return render(Page(ROOT, TEMPLATE, view), self.templates())

    def answer(self, fields: dict[str, str]) -> str:
        """Write an answer down; where to go on. Raises SiteError when it cannot be taken."""
        with self.lock, locked(self.root, "review"):
            agenda = gather(self.root, again=True)
            item_id = fields.get("item", "")
            known = any(item.id == item_id for item in agenda.content.items)
            question = find_question(
                agenda, entries_in(self.root, item_id) if known else (), fields.get("question", "")
            )
            if question is None:
                told = "this has been decided already, or its file has changed"
                raise SiteError([Problem("review", 0, 0, "changed", told, "look at what is left")])
            decision = Decision(date.today().isoformat(), self.by)
            decide(self.root, question, self._read(question, fields, agenda), decision)
        return f"/{ROOT}/items/{item_id}" if known and question.kind != "item" else self._next(question, item_id)

    def _view(self, agenda: Agenda, item_id: str, problem: str) -> ReviewView:
        if not item_id:
            return overview(agenda, self.token, problem)
        item = {item.id: item for item in agenda.content.items}[item_id]
        return item_page(agenda, item, entries_in(self.root, item_id), self.token, problem)

    def _read(self, question: Question, fields: dict[str, str], agenda: Agenda) -> Answer:
        """The answer in a form."""
        value, action = fields.get("value", "").strip(), fields.get("action", "")
        if question.kind == "actor" and action == "accept" and "name" in fields:
            proposed = proposed_actor(question, agenda.content.registry)
            kinds = {alias.name: alias for alias in proposed.aliases}
            names = [one.strip() for one in fields.get("aliases", "").split(";") if one.strip()]
            aliases = tuple(kinds.get(one) or Alias(one) for one in dict.fromkeys(names))
            told = {key: fields.get(key, "").strip() for key in ("id", "name", "kind", "title", "of")}
            return Answer("accept", actor=NewActor(**told, aliases=aliases))  # type: ignore[arg-type]
        return Answer(action, value, fields.get("field", ""))  # type: ignore[arg-type]  # decide refuses what it is not

    def _next(self, question: Question, item_id: str) -> str:
        stays = question.kind == "item" and item_id and any(one.item == item_id for one in gather(self.root).questions)
        return f"/{ROOT}/items/{item_id}" if stays else f"/{ROOT}"


def review_routes(review: Review, is_ours: Callable[[Any], bool]) -> list[tuple[str, type[web.RequestHandler]]]:
    """The handlers of the review; `is_ours` tells whether a request names this machine."""

    class Handler(web.RequestHandler):
        def prepare(self) -> None:
            if not is_ours(self.request):
                raise web.HTTPError(403, reason="Only this machine is served")

        async def get(self, item_id: str = "") -> None:
            await self._show(item_id)

        async def post(self, item_id: str = "") -> None:
            self._check()
            fields = {name: self.get_body_argument(name) for name in self.request.body_arguments}
            try:
                where = await asyncio.to_thread(review.answer, fields)
            except SiteError as error:
                told = "; ".join(f"{one.message}{f': {one.hint}' if one.hint else ''}" for one in error.problems)
                await self._show(fields.get("item", ""), told, 409)
                return
            self.redirect(where, status=303)

        def _check(self) -> None:
            """Refuse what does not come from a page of ours."""
            if not same_origin(self.request.headers.get("Origin", ""), self.request.host):
                raise web.HTTPError(403, reason="The answer does not come from this page")
            if not hmac.compare_digest(self.get_body_argument("token", "").encode(), review.token.encode()):
                raise web.HTTPError(403, reason="The answer lacks the token of this run; load the page again")

        async def _show(self, item_id: str, problem: str = "", status: int = 200) -> None:
            try:
                data = await asyncio.to_thread(review.html, item_id, problem)
            except KeyError:
                raise web.HTTPError(404, reason="No such item") from None
            except SiteError as error:
                self.set_header("Content-Type", "text/plain; charset=utf-8")
                self.set_status(409)
                self.finish(str(error))
                return
            self.set_status(status)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Content-Security-Policy", _POLICY % review.nonce)
            self.set_header("Cache-Control", "no-store")
            self.set_header("X-Content-Type-Options", "nosniff")
            self.set_header("Referrer-Policy", "same-origin")
            self.finish(data)

    return [(rf"/{ROOT}", Handler), (rf"/{ROOT}/items/([a-z0-9-]+)", Handler)]
