"""The verb "extract": findings of any text, by the same functions as ingest. A rim: reads files or standard input.

Rows stream: a bounded number is in work at once, over all cores, and results come out in the order of the rows. A row
with `html` instead of `text` is a saved page: its article is taken out first, in a child with limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from msgspec import Struct
from msgspec import json as msgspec_json

from site_gen.content.project import read_registries
from site_gen.errors import Problem, SiteError
from site_gen.executors import executor_for
from site_gen.ingest.article import bare_article
from site_gen.ingest.confined import open_confined
from site_gen.ingest.doors.plain import decode
from site_gen.ingest.extract import extract
from site_gen.ingest.names import is_metonymic
from site_gen.ingest.rows import findings_row, findings_text
from site_gen.model import Registry
from site_gen.reading import Ground, ground_of, registry_on

_CHUNK: Final = 24
"""Rows a task: long enough that handing them over costs little beside the work."""


class Bad(Exception):
    """A row that cannot be read, with its number."""


class _Rows(Struct, frozen=True):
    """Rows with their numbers, for a worker."""

    ground: Ground
    lang: str
    rows: tuple[tuple[int, bytes], ...]


def extract_rows(
    lines: Iterable[bytes], root: Path | None, lang: str, jobs: int, name: str, executor: str = ""
) -> Iterator[str]:
    """JSON Lines in, JSON Lines out, in order. Raises SiteError that names the line of a row that is none."""
    numbered = enumerate(lines, 1)
    chunks = iter(lambda: tuple(islice(((n, line) for n, line in numbered if not line.isspace()), _CHUNK)), ())
    ground = _ground(root)
    tasks = (_Rows(ground, lang, chunk) for chunk in chunks)
    try:
        if jobs == 1 and not executor:
            for task in tasks:
                yield from _work(task)
            return
        with executor_for(executor, jobs) as crew:
            for told in crew.each(_work, tasks):
                yield from told
    except Bad as error:
        line, message = error.args
        raise SiteError(
            [
                Problem(
                    name,
                    line,
                    0,
                    "bad-row",
                    message,
                    'write {"id": "…", "text": "…"} or {"id": "…", "html": "…", "url": "…"}',
                )
            ]
        ) from None


def extract_text(
    data: bytes, path: str, registry: Registry, published: str | None, lang: str
) -> tuple[dict[str, Any], str]:
    """One text's findings: a row for machines, and lines for a person."""
    article = bare_article(decode(data, path), published, lang=lang)
    found = extract(article, registry)
    return findings_row(path, article, found), findings_text(article, found)


def registry_of(root: Path | None) -> Registry:
    """The project's registry, or an empty one outside of a project."""
    return registry_on(_ground(root))[0]


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


def write_rows(
    files: list[Path], stdin: BinaryIO, out: TextIO, root: Path, lang: str, jobs: int, executor: str = ""
) -> None:
    """All rows of all files, or of standard input, to `out`."""
    if not files:
        out.writelines(extract_rows(stdin, root, lang, jobs, "stdin", executor))
    for path in files:
        try:
            with open(path, "rb") as lines:
                out.writelines(extract_rows(lines, root, lang, jobs, str(path), executor))
        except OSError as error:
            raise SiteError(
                [Problem(str(path), 0, 0, "unreadable", f"the file cannot be read: {error.strerror}")]
            ) from None


def _ground(root: Path | None) -> Ground:
    if root is None or not (root / "content").is_dir():
        return Ground()
    return ground_of(root, read_registries(root)[2])


def _work(task: _Rows) -> list[str]:
    """On a worker: the rows of a task with their findings."""
    registry, _ = registry_on(task.ground)
    rows = (_row(number, line, task.lang, registry) for number, line in task.rows)
    return [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]


def _row(number: int, line: bytes, lang: str, registry: Registry) -> dict[str, Any]:
    given = _given(number, line)
    if not isinstance(given, dict) or not isinstance(given.get("html", given.get("text")), str):
        raise Bad(number, 'this row has no "text"')
    page = _page(given) if "html" in given else {}
    text, date, title = str(page.get("text", given.get("text"))), given.get("date"), given.get("title")
    date = date if isinstance(date, str) and date else page.get("moment")
    article = bare_article(
        text, date, title if isinstance(title, str) else page.get("title") or "", page.get("lang") or lang
    )
    row = {**findings_row(str(given.get("id", number)), article, extract(article, registry)), **page}
    if isinstance(given.get("start"), int) and isinstance(given.get("end"), int):
        row["metonymic"] = is_metonymic(article, given["start"], given["end"])
    return row


def _given(number: int, line: bytes) -> Any:
    """What the line says; what only the forgiving reader takes, as NaN or half a pair of surrogates, by that."""
    for read in (msgspec_json.decode, json.loads):
        with suppress(ValueError, RecursionError):
            return read(line)
    raise Bad(number, "this line is no JSON")


def _page(given: dict[str, Any]) -> dict[str, Any]:
    """What a row tells of a saved page: text, title, date, authors and the rest, each with its basis.

    A page that cannot be read has an empty text and says why.
    """
    url = given.get("url")
    try:
        opened = open_confined(
            given["html"].encode("utf-8", "replace"), "row.html", url if isinstance(url, str) else ""
        )
    except SiteError as error:
        return {"text": "", "problem": error.problems[0].message}
    facts = {"title": opened.title, "published": opened.published, "updated": opened.updated, "url": opened.url,
             "source": opened.source, "lang": opened.lang}  # fmt: skip
    basis = {name: fact.basis for name, fact in facts.items() if fact}
    if opened.authors:
        basis["authors"] = opened.authors_basis
    if opened.guessed and not opened.published:
        basis["published"] = "guess"
    told = {name: fact.value if fact else None for name, fact in facts.items()}
    moment = told.pop("published")
    date = (opened.guessed or opened.told or moment or "")[:10] or None
    return {"text": opened.text, **told, "date": date, "moment": moment, "seen": opened.seen or None,
            "authors": list(opened.authors), "basis": basis, "notes": list(opened.notes)}  # fmt: skip
