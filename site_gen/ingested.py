"""What ingest did, in lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from site_gen.fetching import Visit
from site_gen.ingest.run import IngestReport

_ACTIONS: Final = {
    "create": "new",
    "update": "updated",
    "merge": "merged",
    "same": "unchanged",
    "keep": "kept (edited by hand)",
    "duplicate": "duplicate",
}
_FIELDS: Final = 20
"""Names of fields that are told."""
_CHANGED: Final = 5
"""Paths that are told without -v."""


def lines_of(report: IngestReport, visits: Sequence[Visit], dry: bool, verbose: bool) -> Iterator[str]:
    """What was fetched, unpacked and taken, and the sum of it."""
    for visit in visits:
        led = "".join(f" → {one}" for one in visit.redirects)
        yield f"{visit.asked}{led}: {visit.path}{'' if visit.new else ' (there already)'}"
    for file in report.unpacked:
        if file.paths or file.changed or verbose:
            yield f"{file.bundle}: {file.new:,} new in {file.folder}/, {file.known:,} taken before"
        for path in file.changed[: None if verbose else _CHANGED]:
            yield f"  {path} stands otherwise there by now; the seed was left as it is"
    for whole in report.joined:
        yield f"{whole.path}: joined of {', '.join(whole.pieces)}"
    for seed in report.seeds:
        if seed.action != "same" or verbose:
            yield f"{seed.seed} → {seed.item}: {_ACTIONS[seed.action]}"
        for difference in seed.differences:
            stands, proposed = _short(difference.stands), _short(difference.proposed)
            yield f"  {difference.field}: the file says “{stands}”, now found “{proposed}”"
        for note in seed.notes:
            yield f"  {note}"
        if seed.unknown:
            yield f"  names that no registry knows: {', '.join(seed.unknown[:8])}"
    yield from _kept(report)
    counts = {word: sum(seed.action == action for seed in report.seeds) for action, word in _ACTIONS.items()}
    told = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or "no seeds"
    yield f"{'would be: ' if dry else ''}{told}"


def _kept(report: IngestReport) -> Iterator[str]:
    """Once a run: the fields that no field of ours takes, and in how many seeds."""
    names = Counter(name for seed in report.seeds if seed.action != "same" for name in seed.kept)
    if names:
        told = [f"{name} ({count:,})" for name, count in names.most_common(_FIELDS)]
        more = f" and {len(names) - _FIELDS:,} more" if len(names) > _FIELDS else ""
        yield f"kept under extra: {', '.join(told)}{more}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
