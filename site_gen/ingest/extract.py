"""All extractors in their order: `(Article, Registry) -> Iterable[Finding]` each.

To add one: a callable of that form in a file of its own, a row in EXTRACTORS; a site names its own in `site.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Final

from site_gen.errors import Problem, SiteError
from site_gen.ingest.article import Article
from site_gen.ingest.dates import find_times
from site_gen.ingest.events import find_events
from site_gen.ingest.figures import find_figures
from site_gen.ingest.findings import Finding
from site_gen.ingest.names import find_names
from site_gen.ingest.statements import find_statements
from site_gen.ingest.topics import find_topics
from site_gen.model import Registry

Extractor = Callable[[Article, Registry], Iterable[Finding]]


def _times(article: Article, registry: Registry) -> Iterable[Finding]:
    return find_times(article)


EXTRACTORS: Final[tuple[Extractor, ...]] = (
    _times,
    find_names,
    find_topics,
    find_statements,
    find_figures,
    find_events,
)


def extract(article: Article, registry: Registry, more: tuple[Extractor, ...] = ()) -> tuple[Finding, ...]:
    """Everything that the article says, by place and then kind. `more` runs after our own extractors."""
    found = [finding for extractor in (*EXTRACTORS, *more) for finding in extractor(article, registry)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, type(finding).__name__, finding.rule)))


def named_extractors(names: tuple[str, ...]) -> tuple[Extractor, ...]:
    """The site's own extractors, given as `package.module:function`. Raises SiteError for one that is not there."""
    found = []
    for name in names:
        module, _, function = name.partition(":")
        try:
            extractor = getattr(import_module(module), function)
        except (ImportError, AttributeError, ValueError) as error:
            told = f'the extractor "{name}" cannot be loaded: {error}'
            hint = "write package.module:function of something installed"
            raise SiteError([Problem("content/site.yaml", 0, 0, "no-extractor", told, hint)]) from None
        found.append(extractor)
    return tuple(found)
