"""`make fuzz`: each target for FUZZ_SECONDS, inputs led by the code they reach where atheris is installed, else random.

Prints a line for each: how many inputs, how long, and what broke. What breaks is kept by hypothesis in `.hypothesis`
and by name in a test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from random import Random
from typing import Final

_SECONDS: Final = 600
_MOST_BYTES: Final = 4096


def _one_input(target: Callable[[], None]) -> Callable[[bytes], object]:
    """A target as a function of bytes, from which hypothesis draws its input."""
    from hypothesis import HealthCheck, settings

    held = settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))(target)
    one: Callable[[bytes], object] = held.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    return one


def _fuzz(name: str, seconds: int) -> int:
    """In a process of its own: one target, until the time is up or an input breaks it."""
    from fuzz.targets import TARGETS

    one = _one_input(TARGETS[name])
    chance, until, count = Random(name), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        one(chance.randbytes(chance.randrange(_MOST_BYTES)))
        count += 1
    print(f"{count:,} inputs in {seconds} s", flush=True)
    return 0


def _led(name: str, seconds: int) -> int:
    """The same with atheris, which never comes back: it ends the process."""
    import atheris

    with atheris.instrument_imports(include=["site_gen"]):
        from fuzz.targets import TARGETS
    limits = ["-timeout=30", "-rss_limit_mb=2048", "-print_final_stats=1"]
    told = [name, f"-max_total_time={seconds}", f"-max_len={_MOST_BYTES}", *limits]
    atheris.Setup(told, _one_input(TARGETS[name]))
    atheris.Fuzz()
    return 0


def main(names: list[str]) -> int:
    """Every target, or those named, one after the other; how many broke."""
    from fuzz.targets import TARGETS

    seconds = int(os.environ.get("FUZZ_SECONDS", str(_SECONDS)))
    ways = ("led", "random") if find_spec("atheris") else ("random",)
    broken = 0
    for name in names or sorted(TARGETS):
        for way in ways:
            command = [sys.executable, __file__, "--one", way, name, str(seconds // len(ways))]
            done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
            told = (done.stdout + done.stderr).splitlines()
            lines = [line for line in told if "number_of_executed_units" in line or " inputs in " in line]
            print(f"{name} ({way}): {'held' if not done.returncode else 'BROKEN'} {' '.join(lines)}", flush=True)
            if done.returncode:
                broken += 1
                print("\n".join(line for line in told if not line.startswith("#"))[-6000:], flush=True)
    return broken


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.exit((_led if sys.argv[2] == "led" else _fuzz)(sys.argv[3], int(sys.argv[4])))
    sys.exit(main(sys.argv[1:]))
