"""Findings as plain rows for other tools: one mapping a text, in the form that extraction is measured in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from site_gen.ingest.article import Article
from site_gen.ingest.findings import EventFound, FigureFound, Finding, NameFound, StatementFound, TimeFound, TopicFound


def findings_row(row_id: str, article: Article, findings: Iterable[Finding]) -> dict[str, Any]:
    """All findings of a text by kind; offsets count code points of the text, ends are exclusive.

    `timexes`, `quotes` and `entities` have the keys of the measuring tools (TIMEX3 type and value; content, speaker and
    cue spans; PER, ORG, LOC, MISC), beside our own (rule, edtf, actor, kind, basis, verb, act).
    """
    row: dict[str, Any] = {
        "id": row_id,
        "timexes": [],
        "quotes": [],
        "entities": [],
        "topics": [],
        "figures": [],
        "events": [],
    }
    for finding in findings:
        if isinstance(finding, TimeFound):
            row["timexes"].append(_time(finding))
        elif isinstance(finding, StatementFound):
            row["quotes"].append(_statement(finding))
        elif isinstance(finding, NameFound):
            row["entities"].append(
                {"start": finding.start, "end": finding.end, "type": finding.type, "rule": finding.rule,
                 "actor": finding.actor, "metonym": finding.metonym}
            )  # fmt: skip
        elif isinstance(finding, TopicFound):
            row["topics"].append({"start": finding.start, "end": finding.end, "topic": finding.topic,
                                  "score": finding.score, "rule": finding.rule})  # fmt: skip
        elif isinstance(finding, FigureFound):
            row["figures"].append(_figure(finding))
        else:
            row["events"].append(_event(finding))
    return row


def _time(found: TimeFound) -> dict[str, Any]:
    return {"start": found.start, "end": found.end, "type": found.type, "value": found.value, "edtf": found.edtf,
            "rule": found.rule}  # fmt: skip


def _statement(found: StatementFound) -> dict[str, Any]:
    return {
        "content": [list(span) for span in found.content],
        "speaker": [list(found.speaker)] if found.speaker else [],
        "cue": [list(found.cue)] if found.cue else [],
        "kind": found.kind,
        "actor": found.actor,
        "basis": found.basis,
        "verb": found.verb,
        "act": found.act,
        "to": list(found.to) if found.to else None,
        "via": list(found.via) if found.via else None,
        "said": found.said.edtf if found.said else None,
        "rule": found.rule,
    }


def _figure(found: FigureFound) -> dict[str, Any]:
    return {
        "start": found.start, "end": found.end, "measure": found.measure, "value": found.value, "by": found.by,
        "claimant": list(found.claimant) if found.claimant else None, "of": found.of,
        "side": found.side, "qualifier": found.qualifier, "unit": found.unit,
        "when": found.when.edtf if found.when else None, "rule": found.rule,
    }  # fmt: skip


def _event(found: EventFound) -> dict[str, Any]:
    return {
        "start": found.start, "end": found.end, "when": found.when.edtf if found.when else None,
        "actors": list(found.actors), "state": found.state, "type": found.type, "claimed_by": found.claimed_by,
        "claimant": list(found.claimant) if found.claimant else None,
        "rule": found.rule,
    }  # fmt: skip


def findings_text(article: Article, findings: Iterable[Finding]) -> str:
    """The findings for a person to read, one a line: kind, words, what they were taken for, rule."""
    lines = []
    for finding in findings:
        spans = finding.content if isinstance(finding, StatementFound) else ((finding.start, finding.end),)
        words = " ".join(" … ".join(article.text[start:end] for start, end in spans).split())
        words = words if len(words) <= 70 else words[:69] + "…"
        kind = type(finding).__name__.removesuffix("Found").lower()
        lines.append(f"{finding.start:>6} {kind:<9} {_taken(article, finding):<40} “{words}” [{finding.rule}]")
    return "\n".join(lines) + "\n" if lines else "nothing found\n"


def _taken(article: Article, finding: Finding) -> str:
    """What a finding was taken for, in short."""
    if isinstance(finding, TimeFound):
        return f"{finding.edtf or finding.value}"
    if isinstance(finding, StatementFound):
        named = article.text[slice(*finding.speaker)] if finding.speaker else "speaker open"
        return f"{finding.actor or ' '.join(named.split())}, {finding.kind}, {finding.verb}"
    if isinstance(finding, NameFound):
        return (
            f"{finding.type}{' ' + finding.actor if finding.actor else ''}{', government' if finding.metonym else ''}"
        )
    if isinstance(finding, TopicFound):
        return f"{finding.topic} ({finding.score})"
    if isinstance(finding, EventFound):
        return f"{finding.when.edtf if finding.when else 'undated'}, {finding.state}"
    named = article.text[slice(*finding.claimant)] if finding.claimant else "the article"
    return f"{finding.measure} {finding.value} by {finding.by or named}"
