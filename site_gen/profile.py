"""Where the time of a build goes: seconds and counts by step, and by template within the making of pages. A rim: reads
clocks. Steps follow one another, so that the beginning of one is the end of the last. To add one, name it in STEPS.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

STEPS: Final = ("stamps", "patch", "ingest", "load", "read", "assemble", "plan", "make", "publish", "memo")
"""In the order in which a build takes them; "load" is of our own code and libraries."""


class Step(Struct):
    """One step of a build, with all times that it was taken up."""

    name: str
    seconds: float = 0.0
    """By the clock on the wall."""
    cpu_seconds: float = 0.0
    """Of this process and of the workers that ended meanwhile."""
    counts: dict[str, int] = {}
    """What was gone through: "items", "rendered"."""


class Lap(Struct):
    """The pages of one template, over all workers."""

    template: str
    pages: int = 0
    """Whose view was made."""
    rendered: int = 0
    """Whose view was not as it was."""
    view_seconds: float = 0.0
    """Making views, and their keys."""
    render_seconds: float = 0.0
    size_bytes: int = 0
    """Of what was rendered."""


class Profile(Struct, frozen=True):
    """A build by its steps and templates."""

    steps: tuple[Step, ...]
    """Every one of STEPS; what was not come to has no seconds."""
    templates: tuple[Lap, ...]
    """By name; those with a page whose view was made."""


class Steps:
    """Records the steps of one build; while it is off it does nothing."""

    def __init__(self, on: bool) -> None:
        self.on = on
        self._steps = {name: Step(name, counts={}) for name in STEPS} if on else {}
        self._laps: dict[str, Lap] = {}
        self._now = ""
        self._since = (0.0, 0.0)

    def begin(self, name: str) -> None:
        """The last step ends and this one begins; "" ends the last alone."""
        if not self.on:
            return
        since, now = self._since, (time.perf_counter(), _cpu_seconds())
        if self._now:
            step = self._steps[self._now]
            step.seconds += now[0] - since[0]
            step.cpu_seconds += now[1] - since[1]
        self._now, self._since = name, now

    def count(self, name: str, **counts: int) -> None:
        """What a step came to."""
        if self.on:
            self._steps[name].counts.update(counts)

    def clock(self) -> float:
        """Seconds, for `page`."""
        return time.perf_counter() if self.on else 0.0

    def page(self, template: str, began: float, viewed: float, size_bytes: int | None = None) -> None:
        """A page was made: when it began, when its view and key were there, and its size if it was rendered."""
        if not self.on:
            return
        lap = self._laps.setdefault(template, Lap(template))
        lap.pages += 1
        lap.view_seconds += viewed - began
        if size_bytes is not None:
            lap.rendered += 1
            lap.render_seconds += time.perf_counter() - viewed
            lap.size_bytes += size_bytes

    def fresh(self) -> list[Lap]:
        """The laps since they were last asked for, for another process to take."""
        found = list(self._laps.values())
        self._laps = {}
        return found

    def take(self, laps: Iterable[Lap]) -> None:
        """Laps of another process."""
        for more in laps:
            lap = self._laps.setdefault(more.template, Lap(more.template))
            lap.pages += more.pages
            lap.rendered += more.rendered
            lap.view_seconds += more.view_seconds
            lap.render_seconds += more.render_seconds
            lap.size_bytes += more.size_bytes

    @property
    def pages(self) -> tuple[int, int]:
        """Pages so far whose view was made, and of them those rendered."""
        return sum(lap.pages for lap in self._laps.values()), sum(lap.rendered for lap in self._laps.values())

    def profile(self) -> Profile:
        """What was recorded."""
        laps = sorted(self._laps.values(), key=lambda lap: lap.template)
        return Profile(tuple(self._steps.values()), tuple(laps))


OFF: Final = Steps(on=False)
"""For who does not ask."""


def table(profile: Profile) -> list[str]:
    """A profile in lines for people."""
    lines = [f"{'step':<20} {'seconds':>8} {'CPU':>8}"]
    for step in profile.steps:
        counts = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in step.counts.items())
        lines.append(f"{step.name:<20} {step.seconds:>8.3f} {step.cpu_seconds:>8.3f}  {counts}".rstrip())
    if profile.templates:
        lines.append(f"{'template':<20} {'view':>8} {'render':>8} {'pages':>8} {'rendered':>8} {'bytes':>12}")
    for lap in profile.templates:
        times = f"{lap.view_seconds:>8.3f} {lap.render_seconds:>8.3f}"
        lines.append(f"{lap.template:<20} {times} {lap.pages:>8,} {lap.rendered:>8,} {lap.size_bytes:>12,}")
    return lines


def _cpu_seconds() -> float:
    told = os.times()
    return time.process_time() + told.children_user + told.children_system
