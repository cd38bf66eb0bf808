"""The verb "import" for one file: an export's rows become seeds in a folder of their own, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.field_map import FIELD_MAP
from site_gen.content.frontmatter import read_yaml
from site_gen.content.project import SEEDS, read_registries, sweep
from site_gen.content.schema import Report, read_fields
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.incoming import FieldMap
from site_gen.ingest.doors.bundles import BUNDLES, Bundle, bundle_of, bundles_for, is_export, never_silent
from site_gen.ingest.exports.files import FORMS, again_of, named_map, records_of
from site_gen.ingest.exports.row import rows_of
from site_gen.ingest.unpack import Row, key_of, steps
from site_gen.ingest.unpacking import ledger_of, ledger_paths_of, newer_of, open_file, written
from site_gen.model import Settings
from site_gen.slugs import slugify

Progress = Callable[[str, int, int], None]
_MOST_TOLD: Final = 20
"""Problems of one kind that are told with their place; of the others the number."""
_SHOWN: Final = 10


class Told(list[Problem]):
    """Problems as they come: the first of each kind, and how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def append(self, problem: Problem) -> None:
        """Add one."""
        self.counts[problem.code] += 1
        if self.counts[problem.code] <= _MOST_TOLD:
            super().append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several."""
        for problem in problems:
            self.append(problem)


class Imported(Struct, frozen=True):
    """What became of an export."""

    file: str
    folder: str
    """Where its seeds are, below the project."""
    new: int
    same: int
    """Rows that were taken before."""
    changed: int
    """Rows that say something else by now; their seeds stay as they were."""
    told: tuple[tuple[str, int], ...]
    """How many rows were refused or are taken with a remark, by the kind of the problem."""
    problems: tuple[Problem, ...]
    """The first of each kind, with their places."""
    changed_seeds: tuple[str, ...] = ()
    """The first of those that stay as they were."""
    again: int = 0
    """Rows that were taken before and whose seeds were written anew."""
    newer: int = 0
    """Of those and of the changed ones, rows without id and address, known by words that are nearly the same."""


def import_file(root: Path, file: Path, map_name: str, dry: bool, progress: Progress, again: bool = False) -> Imported:
    """Take the rows of an export into `seeds/`; `map_name` is a field map of `site.yaml`, or a YAML file with one.

    Nothing is written when `dry`; `again` writes seeds of rows that were taken before anew, where they stand. Raises
    SiteError for a file that is of no known kind, and for a map that is none.
    """
    settings = read_registries(root)[0]
    bundle = bundle_of(file.name, bundles_for(settings))
    if bundle is None:
        known = ", ".join(ending for one in BUNDLES for ending in one.endings)
        told, hint = "nothing is known of files of this kind", f"known are {known}, and folders of Markdown"
        raise SiteError([Problem(str(file), 0, 0, "no-bundle", told, hint)])
    told_problems = Told()
    owner, given = _map(settings, file, map_name)
    folder = f"{SEEDS}/{slugify(owner) or 'import'}"
    with open_file(file, str(file)) as stream:
        size = file.stat().st_size
        newer = newer_of(root, _rows(bundle, stream, file, owner, given, Told()), folder) if is_export(bundle) else {}
        stream.seek(0)
        rows = _rows(bundle, stream, file, owner, given, told_problems)
        rows = _watched(never_silent(bundle, rows, str(file), size, told_problems), stream, size, progress)
        before = _Before(ledger_paths_of(root) if again else {}, newer)
        return _take(root, rows, Imported(str(file), folder, 0, 0, 0, (), ()), told_problems, dry, before)


class _Before(Struct, frozen=True):
    """What earlier imports have taken, by key."""

    again: Mapping[str, str]
    """Paths of seeds that are to be written anew."""
    newer: Mapping[str, str]
    """Paths of seeds whose newer state a row without id and address is."""


def _take(root: Path, rows: Iterator[Row], empty: Imported, told: Told, dry: bool, before: _Before) -> Imported:
    """Every row written, and the summary."""
    sweep(root, (empty.folder,))
    states: Counter[str] = Counter()
    changed: list[str] = []
    ledger = ledger_of(root)
    planned = steps(rows, empty.folder, ledger, lambda path: (root / path).is_file(), before.again, before.newer)
    for step in written(root, planned, dry):
        states[step.state] += 1
        states["newer"] += step.state in ("changed", "again") and key_of(step.row) in before.newer
        if step.state == "changed" and len(changed) < _SHOWN:
            changed.append(step.path)
    return replace(
        empty,
        new=states["new"] + states["there"],
        same=states["known"],
        changed=states["changed"],
        told=tuple(sorted(told.counts.items())),
        problems=tuple(sorted(told)),
        changed_seeds=tuple(changed),
        again=states["again"],
        newer=states["newer"],
    )


def _rows(
    bundle: Bundle, stream: BinaryIO, file: Path, owner: str, given: FieldMap, problems: list[Problem]
) -> Iterator[Row]:
    """The file's rows by the map; of a kind without columns as its reader gives them."""
    form = next((records for name, _, records in FORMS if name == bundle.name), None)
    if form is None:
        return iter(bundle.read(stream, str(file), problems))
    again = again_of(form, stream, str(file), given)
    return rows_of(records_of(form, stream, str(file), given), str(file), owner, given, problems, again)


def _watched(rows: Iterator[Row], stream: BinaryIO, size: int, progress: Progress) -> Iterator[Row]:
    """The rows; a bar in kB of the file tells how far they are."""
    tell: Callable[[], int] = partial(_place, stream)
    for at, row in enumerate(rows):
        if at % 64 == 0:
            progress("kB", min(tell(), size) // 1000, size // 1000)
        yield row
    progress("kB", size // 1000, size // 1000)


def _place(stream: BinaryIO) -> int:
    return 0 if stream.closed else stream.tell()


def _map(settings: Settings, file: Path, name: str) -> tuple[str, FieldMap]:
    """The set that the file belongs to, and its map."""
    if not name:
        return named_map(file.name, settings.imports)
    maps = dict(settings.imports)
    if name in maps:
        return name, maps[name]
    if name.endswith((".yaml", ".yml")):
        return named_map(file.name, ())[0], read_field_map(Path(name))
    hint = did_you_mean(name, maps) or f"known maps: {', '.join(maps) or 'none'}; or name a YAML file"
    raise SiteError([Problem("content/site.yaml", 0, 0, "unknown-map", f'no map "{name}" under import', hint)])


def read_field_map(place: Path) -> FieldMap:
    """A field map from a file of its own. Raises SiteError."""
    with open_file(place, str(place)) as file:
        text = file.read().decode("utf-8", "replace")
    report = Report(str(place), text)
    values = read_fields(read_yaml(str(place), text), FIELD_MAP, report)
    report.close()
    return FieldMap(**(values or {}))
