"""From findings to what is remembered of an item."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from site_gen.content.memory import FORMAT, Memory, Reason, Unknown, Version, text_key
from site_gen.ingest.article import Article, paragraphs_of
from site_gen.ingest.findings import Finding, NameFound, StatementFound, TimeFound, TopicFound
from site_gen.ingest.names import Suggestion
from site_gen.model import Item


def make_memory(
    item: Item,
    text: str,
    article: Article,
    findings: Iterable[Finding],
    suggested: Iterable[Suggestion],
    before: Memory | None,
) -> Memory:
    """The memory of an item just drafted and written as `text` by the machine alone."""
    reasons = tuple(_reason(article, finding) for finding in findings)
    told = Version(article.sha256, item.title, item.published)
    versions = tuple(one for one in before.versions if one.sha256 != article.sha256) if before else ()
    return Memory(
        format=FORMAT,
        id=item.id,
        seed=article.path,
        sha256=article.sha256,
        written=text_key(text),
        item=replace(item, path="", places=()),
        reasons=reasons,
        versions=(*versions, told),
        unknown=tuple(_unknown(article, one) for one in suggested),
    )


def _unknown(article: Article, one: Suggestion) -> Unknown:
    """A suggested name with the paragraph in which it stands first."""
    found = next((text for text in paragraphs_of(article) if one.name in text), "")
    return Unknown(one.name, one.kind, one.count, one.role, one.bundled, " ".join(found.split()))


def _reason(article: Article, finding: Finding) -> Reason:
    words = " ".join(article.text[finding.start : finding.end].split())
    kind = type(finding).__name__.removesuffix("Found").lower()
    return Reason(kind, finding.start, finding.end, finding.rule, words[:120], _about(finding))


def _about(finding: Finding) -> str:
    if isinstance(finding, TimeFound):
        return finding.edtf or finding.value
    if isinstance(finding, NameFound | StatementFound):
        return finding.actor or ""
    return finding.topic if isinstance(finding, TopicFound) else getattr(finding, "measure", "")
