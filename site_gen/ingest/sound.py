"""No item is written that a build would refuse: what a seed makes is read back first."""

from __future__ import annotations

from collections.abc import Iterable

from site_gen.content.item import parse_item
from site_gen.content.writer import format_item
from site_gen.errors import Problem, SiteError
from site_gen.ingest.article import Article
from site_gen.ingest.draft import draft_item
from site_gen.ingest.findings import Finding
from site_gen.model import Item, Registry


def sound_item(item_id: str, article: Article, findings: Iterable[Finding], registry: Registry) -> Item:
    """The item of an article, as `draft_item` makes it. Raises SiteError, at the seed, where none could be read."""
    item = draft_item(item_id, article, findings, registry)
    try:
        parse_item(f"content/items/{item_id}.md", format_item(item))
    except SiteError as error:
        problem = error.problems[0]
        told = f"its item could not be read, line {problem.line}: {problem.message}"
        hint = f"{problem.hint} in the seed, or tell it otherwise in its sidecar"
        raise SiteError([Problem(article.path, 0, 0, problem.code, told, hint)]) from None
    return item
