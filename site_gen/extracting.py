"""The verb "extract": findings of any text, by the same functions as ingest. A rim: reads files or standard input.

Rows stream: a bounded number is in work at once, over all cores, and results come out in the order of the rows.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from site_gen.content.project import read_registries
from site_gen.errors import Problem, SiteError
from site_gen.ingest.article import Article, bare_article, decode
from site_gen.ingest.extract import extract
from site_gen.ingest.names import is_metonymic
from site_gen.ingest.rows import findings_row, findings_text
from site_gen.model import Registry

_CHUNK: Final = 24
"""Rows a task: long enough that handing them over costs little beside the work."""

_registry: Registry = Registry()


class Bad(Exception):
    """A row that cannot be read, with its number."""


def extract_rows(lines: Iterable[bytes], root: Path | None, lang: str, jobs: int, name: str) -> Iterator[str]:
    """JSON Lines in, JSON Lines out, in order. Raises SiteError that names the line of a row that is none."""
    numbered = enumerate(lines, 1)
    chunks = iter(lambda: list(islice(((n, line) for n, line in numbered if line.strip()), _CHUNK)), [])
    try:
        if jobs == 1:
            _start(root)
            for chunk in chunks:
                yield from _work(chunk, lang)
            return
        with ProcessPoolExecutor(jobs or os.cpu_count() or 1, initializer=_start, initargs=(root,)) as pool:
            yield from _streamed(pool, chunks, lang, 3 * (jobs or os.cpu_count() or 1))
    except Bad as error:
        line, message = error.args
        raise SiteError([Problem(name, line, 0, "bad-row", message, 'write {"id": "…", "text": "…"}')]) from None


def extract_text(data: bytes, path: str, registry: Registry, published: str | None, lang: str) -> tuple[Article, str]:
    """One text with its findings as lines for a person."""
    article = bare_article(decode(data, path), published, lang=lang)
    return article, findings_text(article, extract(article, registry))


def registry_of(root: Path | None) -> Registry:
    """The project's registry, or an empty one outside of a project."""
    return read_registries(root)[1] if root is not None and (root / "content").is_dir() else Registry()


def read_texts(files: list[Path], stdin: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file, or of standard input. Raises SiteError for a file that cannot be read."""
    if not files:
        yield "stdin", stdin.read()
    for path in files:
        try:
            yield str(path), path.read_bytes()
        except OSError as error:
            raise SiteError(
                [Problem(str(path), 0, 0, "unreadable", f"the file cannot be read: {error.strerror}")]
            ) from None


def write_rows(files: list[Path], stdin: BinaryIO, out: TextIO, root: Path, lang: str, jobs: int) -> None:
    """All rows of all files, or of standard input, to `out`."""
    if not files:
        out.writelines(extract_rows(stdin, root, lang, jobs, "stdin"))
    for path in files:
        try:
            with open(path, "rb") as lines:
                out.writelines(extract_rows(lines, root, lang, jobs, str(path)))
        except OSError as error:
            raise SiteError(
                [Problem(str(path), 0, 0, "unreadable", f"the file cannot be read: {error.strerror}")]
            ) from None


def _streamed(pool: Executor, chunks: Iterable[list[tuple[int, bytes]]], lang: str, window: int) -> Iterator[str]:
    """Results in order, with at most `window` chunks in work."""
    waiting: deque[Future[list[str]]] = deque()
    for chunk in chunks:
        waiting.append(pool.submit(_work, chunk, lang))
        if len(waiting) >= window:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _start(root: Path | None) -> None:
    global _registry
    _registry = registry_of(root)


def _work(chunk: list[tuple[int, bytes]], lang: str) -> list[str]:
    return [json.dumps(_row(number, line, lang), ensure_ascii=False) + "\n" for number, line in chunk]


def _row(number: int, line: bytes, lang: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise Bad(number, "this line is no JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Bad(number, 'this row has no "text"')
    date, title = given.get("date"), given.get("title")
    article = bare_article(
        given["text"], date if isinstance(date, str) and date else None, title if isinstance(title, str) else "", lang
    )
    row = findings_row(str(given.get("id", number)), article, extract(article, _registry))
    if isinstance(given.get("start"), int) and isinstance(given.get("end"), int):
        row["metonymic"] = is_metonymic(article, given["start"], given["end"])
    return row
