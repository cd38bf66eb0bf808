"""The verb "import" for a folder: Markdown files of another site become items, and the names in them entries.

The registries are written first, then the items, some hundreds at a time, each batch with its lines in a ledger
(`content/.ingest/imports/`). So a killed run is ended by the next, and one that was ended changes nothing when run
again. A file that a person has changed since stays as it is, and one that a person removed does not come back.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b, sha256
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.project import ITEMS, MEMORY, read_registries, sweep, write_atomic
from site_gen.content.registry import parse_registry
from site_gen.content.writer import format_item
from site_gen.errors import Problem, SiteError
from site_gen.importing import Told
from site_gen.ingest.foreign.item import Foreign, foreign_item
from site_gen.ingest.foreign.register import NewEntry, Register, entry_text
from site_gen.ingest.foreign.site_map import SiteMap, parse_site_map
from site_gen.ingest.matter import read_matter
from site_gen.ingest.unpacking import lay, open_file
from site_gen.slugs import slugify

Progress = Callable[[str, int, int], None]
Action = Literal["new", "same", "updated", "edited", "removed"]
_ENDINGS: Final = (".md", ".markdown", ".mdown")
_BATCH: Final = 256
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")


class SiteImported(Struct, frozen=True):
    """What became of a folder."""

    folder: str
    files: int
    actions: tuple[tuple[str, int], ...]
    """new, same, updated (theirs changed), edited (a person changed ours: it stays), removed (a person did: so it
    stays)."""
    mapped: tuple[tuple[str, str, int], ...]
    """Their field, ours, and in how many files."""
    kept: tuple[tuple[str, int], ...]
    """Their fields under `extra`, and in how many files."""
    entries: tuple[NewEntry, ...]
    """Entries that the registries got."""
    moved: tuple[tuple[str, str], ...]
    """Files whose id was taken, and the id that they have."""
    told: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    """Files that were refused, and remarks on others: the first of each kind."""
    left: tuple[str, ...] = ()
    """Files of Markdown that were not read: hidden ones, pages of sections, links to other places."""


class _Line(Struct, frozen=True):
    """What the ledger tells of a file."""

    written: str
    """Hash of the item's text as it was written."""
    id: str


class _Job(Struct, frozen=True):
    root: Path
    ledger: dict[str, _Line]
    """By path below the folder; grows as files are taken."""
    taken: set[str]
    """Ids of items that belong to other files."""
    told: Told


def import_site(root: Path, folder: Path, map_file: str, dry: bool, progress: Progress) -> SiteImported:
    """Take every Markdown file below `folder` as an item; see the module. Nothing is written when `dry`.

    Raises SiteError for a map or registries that cannot be read.
    """
    _, registry, texts = read_registries(root)
    given = parse_site_map(map_file, _read(Path(map_file), map_file)) if map_file else SiteMap()
    register, told = Register(registry, given), Told()
    there = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and not path.is_dir())
    paths = sorted(path.relative_to(folder).as_posix() for path in there if _is_wanted(folder, path))
    left = {path.relative_to(folder).as_posix() for path in there} - set(paths)
    found: list[tuple[str, Foreign]] = []
    for at, path in enumerate(paths):
        progress("files", at, 2 * len(paths))
        try:
            found.append((path, _item(folder, path, given, register)))
        except SiteError as error:
            told.extend(error.problems)
    for path, one in found:
        told.extend(Problem(path, 0, 0, "remark", note, level="warning") for note in one.notes)
    entries = tuple(sorted(register.new.values(), key=lambda entry: (entry.kind, entry.id)))
    registers = _registers(texts, entries, given)
    place = root / MEMORY / "imports" / f"{slugify(folder.resolve().name) or 'site'}.txt"
    job = _Job(root, _ledger(place), set(), told)
    job.taken.update(line.id for line in job.ledger.values())
    if not dry:
        sweep(root)
        for name, text in registers.items():
            write_atomic(root / name, text.encode())
    actions, moved = _write(job, found, place, dry, progress)
    return SiteImported(
        str(folder), len(paths), tuple(sorted(actions.items())), *_counts(one for _, one in found), entries, moved,
        tuple(sorted(told.counts.items())), tuple(sorted(told)), tuple(sorted(left)),
    )  # fmt: skip


def _item(folder: Path, path: str, given: SiteMap, register: Register) -> Foreign:
    """The item of a file. Raises SiteError for front matter that a person should mend first."""
    matter = read_matter(path, _read(folder / path, path))
    if matter.faults:
        raise SiteError(matter.faults)
    return foreign_item(path, matter.fields, matter.body.lstrip("\n"), given, register)


def _write(
    job: _Job, found: list[tuple[str, Foreign]], place: Path, dry: bool, progress: Progress
) -> tuple[Counter[str], tuple[tuple[str, str], ...]]:
    """What was done, by kind; files whose id was taken."""
    actions: Counter[str] = Counter()
    moved = []
    planned = _planned(job, found)
    known = {f"{line.written} {line.id} {path}\n" for path, line in job.ledger.items()}
    done = len(found)
    if not dry:
        place.parent.mkdir(parents=True, exist_ok=True)
    while batch := tuple(islice(planned, _BATCH)):
        lines = []
        for path, wanted, item_id, text, action in batch:
            actions[action] += 1
            if item_id != wanted and action == "new":
                moved.append((path, item_id))
            if action in ("new", "updated") and not dry:
                lay(job.root / ITEMS / f"{item_id}.md", text.encode())
            if action in ("new", "same", "updated"):
                lines.append(f"{_hash(text)} {item_id} {path}\n")
        if not dry:
            _note(place, [line for line in lines if line not in known])
        done += len(batch)
        progress("files", done, 2 * len(found))
    return actions, tuple(moved)


def _note(place: Path, lines: list[str]) -> None:
    """Add lines to the ledger, once the disk has what they tell of."""
    if lines:
        os.sync()
        with open(place, "ab") as file:
            file.write("".join(("\n", *lines)).encode("utf-8", "replace"))


def _planned(job: _Job, found: list[tuple[str, Foreign]]) -> Iterator[tuple[str, str, str, str, Action]]:
    """(path, id wanted, id, text, what is to be done) of each file that makes an item."""
    for path, one in found:
        line = job.ledger.get(path)
        item_id = line.id if line else _free_id(job, path, one)
        text = format_item(replace(one.item, id=item_id))
        try:
            parse_item(f"{ITEMS}/{item_id}.md", text)
        except SiteError as error:
            job.told.extend(replace(problem, path=path, line=0, column=0, source="") for problem in error.problems)
            continue
        job.taken.add(item_id)
        yield path, one.item.id, item_id, text, _action(job, item_id, text, line)


def _action(job: _Job, item_id: str, text: str, line: _Line | None) -> Action:
    place = job.root / ITEMS / f"{item_id}.md"
    stands = place.read_text(encoding="utf-8", errors="replace") if place.is_file() else None
    if stands == text:
        return "same"
    if line is None:
        return "new"
    if stands is None:
        return "removed"
    return "updated" if _hash(stands) == line.written else "edited"


def _free_id(job: _Job, path: str, one: Foreign) -> str:
    """The id wanted, or one with some letters where another file has it. An item of the very same text is this one,
    written by a run that was killed before it could note it."""
    for item_id in (one.item.id, f"{one.item.id[:88]}-{_letters(path)}"):
        place = job.root / ITEMS / f"{item_id}.md"
        text = format_item(replace(one.item, id=item_id)).encode()
        if item_id not in job.taken and (not place.is_file() or place.read_bytes() == text):
            return item_id
    return item_id


def _registers(texts: dict[str, str], entries: Iterable[NewEntry], given: SiteMap) -> dict[str, str]:
    """The texts of the registries that get entries, by path. Raises SiteError when one would not be read."""
    found: dict[str, str] = {}
    for entry in entries:
        path = f"content/{entry.kind}.yaml"
        text = found.get(path, texts.get(path, ""))
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        found[path] = text + gap + entry_text(entry, given)
    parse_registry({**texts, **found})
    return found


def _counts(found: Iterable[Foreign]) -> tuple[tuple[tuple[str, str, int], ...], tuple[tuple[str, int], ...]]:
    mapped: Counter[tuple[str, str]] = Counter()
    kept: Counter[str] = Counter()
    for one in found:
        mapped.update(one.mapped)
        kept.update(one.kept)
    return tuple((*pair, count) for pair, count in sorted(mapped.items())), tuple(sorted(kept.items()))


def _ledger(place: Path) -> dict[str, _Line]:
    if not place.is_file():
        return {}
    parts = (line.split(" ", 2) for line in place.read_text(encoding="utf-8", errors="replace").split("\n"))
    return {part[2]: _Line(part[0], part[1]) for part in parts if len(part) == 3 and len(part[0]) == 64}


def _is_wanted(folder: Path, path: Path) -> bool:
    hidden = any(part.startswith((".", "_index")) for part in path.relative_to(folder).parts)
    return not hidden and path.is_file() and not path.is_symlink()


def _read(place: Path, told: str) -> str:
    with open_file(place, told) as file:
        data = file.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        raise SiteError([Problem(told, 0, 0, "not-utf-8", message, "save the file as UTF-8")]) from None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _letters(path: str) -> str:
    return blake2b(path.encode(), digest_size=4).hexdigest().translate(_LETTERS)
