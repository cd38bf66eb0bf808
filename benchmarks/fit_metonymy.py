"""Fit the weights of the cues in `metonymy.toml`, by logistic regression on marked sentences.

    python benchmarks/fit_metonymy.py site_gen/ingest/lang/en/metonymy.toml tests/data/names/metonymy.tsv [more.tsv ...]

A row is "met" or "lit", a tab, and a sentence with its place names in [[double brackets]]. The cues hold no words of
the sentences, only kinds of words that the language file lists. A file named twice counts twice, as our own should.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from site_gen.ingest.article import bare_article
from site_gen.ingest.names.metonymy import article_cues

LEAST_SEEN = 3
ROUNDS = 60
DECAY = 0.6
SCALE = 10
Row = tuple[list[str], bool]


def read_rows(path: Path) -> Iterator[Row]:
    """The cues of each marked name and whether it is metonymic."""
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, marked = line.partition("\t")
        plain = marked.replace("[[", "").replace("]]", "")
        article = bare_article(plain)
        for number, found in enumerate(re.finditer(r"\[\[(.*?)\]\]", marked)):
            start = found.start() - 4 * number
            yield article_cues(article, start, start + len(found[1])), label == "met"


def fit(rows: list[Row]) -> dict[str, int]:
    """Whole weights of the cues that occur often enough, decayed the more the rarer."""
    counts = Counter(cue for cues, _ in rows for cue in cues)
    kept = [([cue for cue in cues if counts[cue] >= LEAST_SEEN], right) for cues, right in rows]
    weights: Counter[str] = Counter()
    dice = random.Random(3)
    for number in range(ROUNDS):
        dice.shuffle(kept)
        step = 0.1 / (1 + number * 0.1)
        for cues, right in kept:
            score = sum(weights[cue] for cue in cues)
            miss = right - 1 / (1 + math.exp(-score))
            for cue in cues:
                weights[cue] += step * (miss - DECAY * weights[cue] * 6 / (5 + counts[cue]))
    return {cue: round(weight * SCALE) for cue, weight in sorted(weights.items()) if round(weight * SCALE)}


def main() -> None:
    target, *sources = map(Path, sys.argv[1:])
    weights = fit([row for source in sources for row in read_rows(source)])
    head = target.read_text(encoding="utf-8").partition("[weights]\n")[0]
    lines = [f"{json.dumps(cue, ensure_ascii=False)} = {weight}" for cue, weight in weights.items()]
    target.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(weights), "weights")


if __name__ == "__main__":
    main()
