"""Write invented articles with 10,000 events over ten years: the ground on which the timeline is measured.

    python benchmarks/make_timeline.py /tmp/long [EVENTS]
    site-gen -C /tmp/long build --no-ingest
    gzip -9c /tmp/long/public/timeline.html | wc -c

Every article has four events and a statement; the same arguments write the same bytes.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

ACTORS, TOPICS, SOURCES, EVENTS_EACH = 40, 16, 8, 4
KINDS = ("person", "state", "organisation", "armed-force", "group")
ACTS = ("met", "halted work at", "inspected", "withdrew from", "reopened", "signed a paper on", "sent engineers to")
PLACES = (
    "the upper weir",
    "the salt road",
    "the eastern bridge",
    "the harbour",
    "the reservoir",
    "the old customs house",
)
FIRST, DAYS = date(2014, 1, 1), 3652


def main(root: Path, events: int) -> None:
    """Write registries and articles below `root`."""
    chance = random.Random(7)
    (root / "content/items").mkdir(parents=True, exist_ok=True)
    write = (root / "content").joinpath
    write("site.yaml").write_text('title: "The long file"\nbase_url: "https://long.example/"\n')
    write("actors.yaml").write_text(
        "".join(f'actor-{n}:\n  name: "Actor of the {n}th house"\n  kind: {KINDS[n % 5]}\n' for n in range(ACTORS))
    )
    write("topics.yaml").write_text("".join(f'topic-{n}:\n  name: "Matter {n}"\n' for n in range(TOPICS)))
    write("sources.yaml").write_text(
        "".join(f'source-{n}:\n  name: "Gazette {n}"\n  grade: {"ABCDEF"[n % 6]}\n' for n in range(SOURCES))
    )
    for number in range(events // EVENTS_EACH):
        write(f"items/article-{number:05}.md").write_text(_article(number, chance))


def _article(number: int, chance: random.Random) -> str:
    day = FIRST + timedelta(days=int(DAYS * (number * EVENTS_EACH * 7919 % DAYS) / DAYS))
    texts = [
        f"House {chance.randrange(ACTORS)} {chance.choice(ACTS)} {chance.choice(PLACES)} with"
        f" {chance.randrange(2, 90)} people, the record of week {number} says."
        for _ in range(EVENTS_EACH)
    ]
    words = f"We will not leave {chance.choice(PLACES)} before {chance.randrange(2, 40)} more days have gone by"
    rows = [
        f'title: "Week {number}: {texts[0].split(" with ")[0]}"',
        f"published: {day}",
        f"source: source-{chance.randrange(SOURCES)}",
        f"actors: [actor-{_skewed(chance)}]",
        f"topics: [topic-{chance.randrange(TOPICS)}]",
        "statements:",
        (
            f'  - {{speaker: actor-{_skewed(chance)}, text: "{words}", kind: direct, verb: said, said: {day},'
            f" topics: [topic-{chance.randrange(TOPICS)}]}}"
        ),
        "events:",
        *(
            f'  - {{text: "{text}", when: {_when(day, chance)}, actors: [actor-{_skewed(chance)}], '
            f"topics: [topic-{chance.randrange(TOPICS)}]}}"
            for text in texts
        ),
        "status: review",
    ]
    body = " ".join(texts)
    return "---\n" + "\n".join(rows) + f'\n---\n{body}\n\n"{words}," a speaker said.\n'


def _when(day: date, chance: random.Random) -> str:
    """Mostly a day, sometimes a period, a month, a year, a decade, or nothing."""
    before = day - timedelta(days=chance.randrange(6))
    kind = chance.random()
    if kind < 0.9:
        return str(before)
    vague = f"{before}/{before + timedelta(days=2)}", f"{before:%Y-%m}", f"{before:%Y}", "200X", "null"
    return chance.choice(vague)


def _skewed(chance: random.Random) -> int:
    """Few actors do most."""
    return min(ACTORS - 1, int(chance.expovariate(0.15)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 10_000)
