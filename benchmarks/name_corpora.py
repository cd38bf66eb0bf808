"""Openly licensed text with marked names, read from one folder: what `train_names.py` learns from.

- wikigold.conll: Wikigold, CC BY 4.0
- btc-e.conll, btc-g.conll, btc-h.conll: Broad Twitter Corpus, CC BY 4.0

Each document is (name, text, spans, whether names of other kinds are marked too).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CLOSE = frozenset([*".,;:!?)]}%’”", "'s", "’s", "n't", "'", "'re", "'ve", "'ll", "'d", "'m"])
OPEN = frozenset("([{$£€“‘#")


class Document(NamedTuple):
    """A text with its names."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    other: bool
    """Whether names of other kinds are marked as MISC."""


def read_corpora(folder: Path) -> Iterator[Document]:
    """All documents of all files that are there."""
    yield from _columns(folder / "wikigold.conll", "wikigold", 0, 1, True, per=0)
    for path in sorted(folder.glob("btc-*.conll")):
        yield from _columns(path, path.stem, 0, 1, False, per=20)


def _columns(path: Path, name: str, word: int, tag: int, other: bool, per: int) -> Iterator[Document]:
    """Documents of a column format; without document marks `per` sentences make one."""
    sentences: list[list[tuple[str, str]]] = [[]]
    documents: list[list[list[tuple[str, str]]]] = [[]]
    for line in [*path.read_text(encoding="utf-8", errors="replace").split("\n"), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith(("-DOCSTART-", "# newdoc")):
            documents.append([])
        elif not line.strip():
            if sentences[-1]:
                if per and len(documents[-1]) >= per:
                    documents.append([])
                documents[-1].append(sentences[-1])
                sentences.append([])
        elif not line.startswith("# ") and len(cells) > max(word, tag):
            sentences[-1].append((cells[word], cells[tag]))
    for number, document in enumerate(documents):
        if document:
            yield _document(f"{name}-{number:04d}", document, other)


def _document(name: str, sentences: list[list[tuple[str, str]]], other: bool) -> Document:
    """The text with usual spacing, and its spans."""
    text: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for sentence in sentences:
        before = ""
        for word, tag in _without_marks(sentence):
            gap = "" if not before or word in CLOSE or before in OPEN else " "
            text.append(gap + word)
            start, at = at + len(gap), at + len(gap) + len(word)
            place, _, kind = tag.partition("-")
            if kind in ("PER", "ORG", "LOC", "MISC", "OTH"):
                kind = "MISC" if kind == "OTH" else kind
                if place == "I" and spans and before and spans[-1][2] == kind and spans[-1][1] >= start - 1:
                    spans[-1] = (spans[-1][0], at, kind)
                else:
                    spans.append((start, at, kind))
            before = word
        text.append("\n")
        at += 1
    return Document(name, "".join(text), tuple(spans), other)


def _without_marks(sentence: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The words without addresses, and hashtags without their mark."""
    for word, tag in sentence:
        if not word.startswith(("http", "@")):
            plain = word.lstrip("#")
            if plain:
                yield plain, tag
