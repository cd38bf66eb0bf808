"""A build in a few lines, for the person who asked for it."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # not from typing: a build with nothing to do imports this, and little else
if TYPE_CHECKING:
    from site_gen.kept import BuildReport


def summary(report: BuildReport, root: str) -> list[str]:
    """The build in a few lines."""
    held = [
        f"{count:,} {word}"
        for count, word in (
            (report.drafts, "drafts held back"),
            (report.undated, "undated"),
            (report.unconfirmed, "unconfirmed"),
            (report.retracted, "retracted"),
        )
        if count
    ]
    took = [f"{report.ingested:,} seeds taken" if report.ingested != 1 else "1 seed taken"] if report.ingested else []
    items = f"{report.items:,} item{'' if report.items == 1 else 's'} built"
    lines = [", ".join((*took, items, *held))]
    lines.append(
        f"{report.written:,} pages written, {report.unchanged:,} unchanged, {report.removed:,} removed "
        f"in {report.seconds:.2f} s"
    )
    lines.extend(report.notes)
    lines.append(f"open {os.path.normpath(os.path.join(root, report.output, 'index.html'))}")
    return lines
