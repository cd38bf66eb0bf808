"""Train the tagger's weights (`site_gen/ingest/lang/en/tagger.tsv`) on openly licensed text; `name_corpora` lists it.

    python benchmarks/train_names.py FOLDER site_gen/ingest/lang/en/tagger.tsv
    python benchmarks/train_names.py FOLDER OUT --leave wikigold --part 0 --parts 5    # for cross-validation

A structured averaged perceptron over whole spans; the same data give the same file.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from name_corpora import Document, read_corpora

from site_gen.ingest.names.features import outside_features, span_features
from site_gen.ingest.names.lexicon import fold, load_lexicon
from site_gen.ingest.names.tagger import LONGEST, TYPES
from site_gen.ingest.names.votes import count_votes, outside_votes, vote_features
from site_gen.ingest.names.zones import capital, load_gazetteer, look
from site_gen.ingest.units import read_units

Path_ = list[tuple[int, int, int]]
"""Spans (first, last, type index) of a zone, relative to it."""


class Case(NamedTuple):
    """One zone with its features as numbers and its right spans."""

    size: int
    outside: list[list[int]]
    spans: dict[tuple[int, int], list[int]]
    gold: Path_
    other: bool


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("folder", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--leave", default="")
    ask.add_argument("--part", type=int, default=0)
    ask.add_argument("--parts", type=int, default=5)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--seeds", type=int, default=5, help="models of differing order that are averaged")
    ask.add_argument("--seen", type=int, default=2, help="features of fewer spans are left out")
    ask.add_argument("--least", type=float, default=0.15, help="weights below this are left out")
    a = ask.parse_args()
    documents = [
        one
        for one in read_corpora(a.folder)
        if not (a.leave and one.id.startswith(a.leave) and crc32(one.id.encode()) % a.parts == a.part)
    ]
    common = common_words(documents)
    names: dict[str, int] = {}
    alone = [cases_of(document, common, names) for document in documents]
    counts = Counter(f for part in alone for case in part for features in case.spans.values() for f in set(features))
    rare = frozenset(f for f, n in counts.items() if n < a.seen)
    alone = [[without(case, rare) for case in part] for part in alone]
    cases = [case for part in alone for case in part]
    for side in (0, 1):
        others = [case for number, part in enumerate(alone) for case in part if number % 2 != side]
        weights = train(others, len(names), 3)
        for number, document in enumerate(documents):
            if number % 2 == side:
                guesses = [decode(case, weights) for case in alone[number]]
                cases.extend(without(case, rare) for case in cases_of(document, common, names, guesses))
    print(len(documents), "documents", len(cases), "zones", len(names), "features", len(common), "common words")
    weights = mean(train(cases, len(names), a.rounds, seed) for seed in range(a.seeds))
    write(a.out, names, weights, common, a.least)


def common_words(documents: list[Document]) -> frozenset[str]:
    """Words seen in lower case four times or more."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(word for word in read_units(document.text).words if word.islower() and len(word) > 1)
    return frozenset(word for word, count in counts.items() if count >= 4 and word.isalpha())


def cases_of(
    document: Document, common: frozenset[str], names: dict[str, int], guesses: list[Path_] | None = None
) -> list[Case]:
    """The zones of one document; with the spans guessed before, also what these say of each other."""
    units = read_units(document.text)
    lexicon = load_lexicon("en")
    low = [fold(word) for word in units.words]
    seen, zones = look(units.words, low, units.sentences, lexicon, load_gazetteer(lexicon), common)
    gold = {}
    for start, end, kind in document.spans:
        gold[bisect_left(units.starts, start)] = (bisect_left(units.starts, end), TYPES.index(kind))
    votes = None
    if guesses is not None:
        rows = zip(zones, guesses, strict=True)
        votes = count_votes(seen, ((z.first + i, z.first + j, TYPES[k]) for z, path in rows for i, j, k in path))
    cases = []
    for zone in zones:
        spans = {}
        for i in range(zone.first, zone.last):
            if capital(units.words[i]):
                for j in range(i + 1, min(zone.last, i + LONGEST) + 1):
                    if capital(units.words[j - 1]) or units.words[j - 1].isdigit():
                        extra = vote_features(seen, votes, i, j) if votes else []
                        spans[i - zone.first, j - zone.first] = numbers(span_features(seen, i, j) + extra, names)
        outside = [
            numbers(outside_features(seen, i) + (outside_votes(seen, votes, i) if votes else []), names)
            for i in range(zone.first, zone.last)
        ]
        right = [
            (i - zone.first, gold[i][0] - zone.first, gold[i][1])
            for i in range(zone.first, zone.last)
            if i in gold and (i - zone.first, gold[i][0] - zone.first) in spans
        ]
        cases.append(Case(zone.last - zone.first, outside, spans, right, document.other))
    return cases


def numbers(features: list[str], names: dict[str, int]) -> list[int]:
    """The features' numbers, new ones added."""
    return [names.setdefault(feature, len(names)) for feature in features]


def train(cases: list[Case], count: int, rounds: int, seed: int = 7) -> list[list[float]]:
    """Averaged weights: per type and, last, for words outside."""
    weights = [[0.0] * count for _ in range(5)]
    sums = [[0.0] * count for _ in range(5)]
    order, step, dice = list(range(len(cases))), 1, random.Random(seed)
    for number in range(rounds):
        dice.shuffle(order)
        wrong = 0
        for index in order:
            case = cases[index]
            got = decode(case, weights)
            if got != case.gold:
                wrong += 1
                change(case, case.gold, 1.0, weights, sums, step, got)
                change(case, got, -1.0, weights, sums, step, case.gold)
            step += 1
        print("round", number + 1, "wrong zones", wrong)
    return [[w - s / step for w, s in zip(ws, ss, strict=True)] for ws, ss in zip(weights, sums, strict=True)]


def mean(models: Iterator[list[list[float]]]) -> list[list[float]]:
    """The mean weights of several models: less depends on the order of learning."""
    total, added = next(models), 1
    for model in models:
        added += 1
        for row, more in zip(total, model, strict=True):
            for index, value in enumerate(more):
                row[index] += value
    return [[value / added for value in row] for row in total]


def without(case: Case, rare: frozenset[int]) -> Case:
    """The case without its rare features."""
    return case._replace(spans={k: [f for f in fs if f not in rare] for k, fs in case.spans.items()})


def decode(case: Case, weights: list[list[float]]) -> Path_:
    """The best spans of a zone.

    Where names of other kinds are not marked, those found outside every right span count as none.
    """
    best = [0.0] + [-1e18] * case.size
    back: list[tuple[int, int]] = [(0, -1)] * (case.size + 1)
    by_start: dict[int, list[tuple[int, int, float]]] = {}
    for (i, j), features in case.spans.items():
        for kind in range(4):
            ws = weights[kind]
            by_start.setdefault(i, []).append((j, kind, sum([ws[f] for f in features])))
    outside = weights[4]
    for i in range(case.size):
        score = best[i] + sum([outside[f] for f in case.outside[i]])
        if score > best[i + 1]:
            best[i + 1], back[i + 1] = score, (i, -1)
        for j, kind, value in by_start.get(i, ()):
            if best[i] + value > best[j]:
                best[j], back[j] = best[i] + value, (i, kind)
    path: Path_ = []
    at = case.size
    while at:
        i, kind = back[at]
        if kind >= 0:
            path.append((i, at, kind))
        at = i
    path.reverse()
    if case.other:
        return path
    return [one for one in path if one[2] != 3 or any(one[0] < g[1] and g[0] < one[1] for g in case.gold)]


def change(
    case: Case, path: Path_, by: float, weights: list[list[float]], sums: list[list[float]], step: int, than: Path_
) -> None:
    """Move the weights of a path's features, what both paths share left out."""
    covered = {index for i, j, _ in path for index in range(i, j)}
    theirs = {index for i, j, _ in than for index in range(i, j)}
    for i, j, kind in path:
        if (i, j, kind) not in than:
            for f in case.spans[i, j]:
                weights[kind][f] += by
                sums[kind][f] += by * step
    for index in range(case.size):
        if index not in covered and index in theirs:
            for f in case.outside[index]:
                weights[4][f] += by
                sums[4][f] += by * step


def write(path: Path, names: dict[str, int], weights: list[list[float]], common: frozenset[str], least: float) -> None:
    """A line a feature: name, then twenty times its weight for PER, ORG, LOC, MISC and outside."""
    lines = [
        "# Weights of the name tagger, written by benchmarks/train_names.py; see there for the texts learned from."
    ]
    lines.append("# common\t" + " ".join(sorted(common)))
    for name, f in sorted(names.items()):
        row = [weights[kind][f] for kind in range(5)]
        if max(map(abs, row)) >= least and "\n" not in name and "\t" not in name:
            lines.append(name + "\t" + "\t".join(str(round(value * 20)) if value else "" for value in row).rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "lines", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
