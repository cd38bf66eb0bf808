"""A user's own tool, called: its words and its exit code told where it fails. A rim.

It gets no input, and git is told to ask nobody: who needs a key or password has given it to the tool before.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from site_gen.content.secret import without_secrets
from site_gen.hosts.plan import refuse

_LINES: Final = 12
"""So many of a failing tool's last lines are told."""


def is_here(program: str) -> bool:
    """Whether this machine has the program."""
    return shutil.which(program) is not None


def call(words: Sequence[str], place: Path, given: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
    """Call a tool in the folder `place`; what it printed. Raises SiteError when it is missing or fails.

    `given` is what it reads, `more` what its environment has besides ours.
    """
    if not is_here(words[0]):
        hint = "install it, or publish another way: site-gen publish --help"
        raise refuse("missing-tool", f'there is no program "{words[0]}" on this machine', hint)
    away = {**os.environ, "GIT_TERMINAL_PROMPT": "0", **(more or {})}
    done = subprocess.run(list(words), cwd=place, env=away, input=given, capture_output=True, check=False)
    if done.returncode:
        told = (done.stderr.strip() or done.stdout.strip()).decode("utf-8", "replace")
        lines = [line.strip() for line in without_secrets(told).splitlines() if line.strip()][-_LINES:]
        shown = without_secrets(shlex.join(words[:2] if words[0] in ("git", "aws", "wrangler") else words[:1]))
        said = f"{shown} ended with code {done.returncode}: {' / '.join(lines) or 'it said nothing'}"
        raise refuse("tool-failed", said, "mend that with the tool itself, and run this again")
    return done.stdout
