"""What the tests run of the code, held against its bars: 95 % of all lines and branches, and every one in some rooms.

    python .ci/covered.py REPORT.json     as `coverage json` writes it; `make coverage` calls this

The rooms are those that read front matter, make paths, write output and escape: a line there that no test has run
may lose a person's work or let a script into a page.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

OVERALL: Final = 95.0
"""Percent of lines and branches together."""
WHOLE: Final = (
    "site_gen/content/*.py",
    "site_gen/edtf.py",
    "site_gen/kept.py",
    "site_gen/lock.py",
    "site_gen/memo.py",
    "site_gen/slugs.py",
    "site_gen/verify.py",
    "site_gen/site/compiling.py",
    "site_gen/site/generating.py",
    "site_gen/site/markdown.py",
    "site_gen/site/marks.py",
    "site_gen/site/moving.py",
    "site_gen/site/plain_inline.py",
    "site_gen/site/plain_markdown.py",
    "site_gen/site/publish.py",
    "site_gen/site/quick.py",
    "site_gen/site/render.py",
    "site_gen/site/urls.py",
    "site_gen/site/words.py",
)
"""Rooms of which every line and branch is run."""


def shortfalls(report: dict[str, Any]) -> Iterator[str]:
    """What of a report is below a bar, in words: the whole first, then rooms by path."""
    files: dict[str, Any] = report["files"]
    overall = report["totals"]["percent_covered"]
    if overall < OVERALL:
        yield f"{overall:.2f} % of lines and branches are run; at least {OVERALL:g} % must be"
    for pattern in WHOLE:
        if not any(fnmatchcase(path, pattern) for path in files):
            yield f"{pattern}: no such file was measured"
    for path in sorted(path for path in files if any(fnmatchcase(path, pattern) for pattern in WHOLE)):
        lines, branches = files[path]["missing_lines"], files[path]["missing_branches"]
        told = [*map(str, lines), *(f"{one}->{other if other > 0 else 'end'}" for one, other in branches)]
        if told:
            yield f"{path}: never run: {', '.join(told)}"


def main(path: str) -> int:
    """Tell the shortfalls of a report; how the process ends."""
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    told = list(shortfalls(report))
    for line in told:
        print(line)
    print(f"{report['totals']['percent_covered']:.2f} % of lines and branches, {len(told)} below their bars")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
