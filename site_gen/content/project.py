"""The project folder on disk: what lies where, read safely. A rim: the only room of `content` that touches files.

Only plain regular files are opened, links are not followed, so that nothing outside the project is read and a
pipe or a device never blocks a build.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.frontmatter import line_of, source_lines
from site_gen.content.item import parse_item
from site_gen.content.leavings import is_alive
from site_gen.content.memory import Memory, decode_memory, encode_memory, text_key
from site_gen.content.pairing import likeness
from site_gen.content.registry import ACTORS, SITE, SOURCES, TOPICS, parse_registry, parse_settings
from site_gen.content.stamps import FileStamp, Listed, is_passed_over, list_files
from site_gen.content.unknown import unknown_ids, unknown_ids_in
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Item, Registry, Settings

ITEMS: Final = "content/items"
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"
MEMORY: Final = "content/.ingest"
CHANGED: Final = "changed"
"""Code of the error when a file was saved while a change to it was made."""
_MIB: Final = 1024 * 1024
_PIECE: Final = 65_536
"""Bytes that are asked for where a file has more than it had."""
_MAX_BYTES: Final = 32 * _MIB
MOST_ITEM_BYTES: Final = 4 * _MIB
"""Of an item, more than any article and what is found in it."""
_MAX_REGISTRY_BYTES: Final = 16 * _MIB
_READ: Final = os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdx")
_YAML: Final = (".yaml", ".yml")


class Content(Struct, frozen=True, eq=False):
    """All of `content/`, read and typed."""

    settings: Settings
    registry: Registry
    items: tuple[Item, ...]
    """In the order of their paths."""
    left_out: tuple[Problem, ...] = ()
    """Why items are missing, where a build was to keep going."""


ParseItem = Callable[[FileStamp, Callable[[], str]], Item]
"""How an item comes from its stamp and a function that reads its text; `memo` gives one that remembers."""
LookAhead = Callable[[Sequence[FileStamp], Callable[[FileStamp], str]], None]
"""Told the stamps of all items, and how the text of each is read."""


def parse_anew(stamp: FileStamp, read: Callable[[], str]) -> Item:
    """Parse without remembering."""
    return parse_item(stamp.path, read())


def read_content(
    root: Path,
    parse: ParseItem = parse_anew,
    keep_going: bool = False,
    listed: Listed | None = None,
    ahead: LookAhead | None = None,
) -> Content:
    """Read settings, registries and items. Raises SiteError with all problems of all files. `listed` is what was found
    in the project's folders a moment ago, where somebody looked. `ahead` is told all items before the first is parsed.

    `keep_going` leaves items with problems out, those with unknown ids too, and tells why in `left_out`; only problems
    of other files are raised then. Else unknown ids are told where anything is wrong, and left to `site.assemble`.
    """
    problems: list[Problem] = []
    settings, registry, _ = _registries(root, problems)
    _check_layout(root, problems)
    known = not problems
    of_items: list[Problem] = []
    items = []
    stamps = list_items(root, of_items, listed)

    def read(stamp: FileStamp) -> str:
        return read_text(root, stamp.path, MOST_ITEM_BYTES)

    if ahead:
        ahead(stamps, read)
    for stamp in stamps:
        try:
            items.append(parse(stamp, partial(read, stamp)))
        except SiteError as error:
            of_items.extend(error.problems)
    if known and (of_items or keep_going):
        unknown = unknown_in(root, items, registry)
        of_items += unknown
        bad = {problem.path for problem in unknown}
        items = [item for item in items if item.path not in bad]
    if problems or (of_items and not keep_going):
        raise SiteError([*problems, *of_items])
    return Content(settings, registry, tuple(items), tuple(sorted(of_items)))


def unknown_in(root: Path, items: Iterable[Item], registry: Registry) -> list[Problem]:
    """All ids that no registry knows, each at its very place in the file."""
    found: list[Problem] = []
    for item in items:
        unknown = list(unknown_ids(item, registry, len(found)))
        if unknown:
            with suppress(SiteError):
                unknown = unknown_ids_in(item.path, read_text(root, item.path), registry) or unknown
        found += unknown
    return found


def _check_layout(root: Path, problems: list[Problem]) -> None:
    """Note files of `content/` whose name nothing reads, so that a slip does not pass for an empty registry."""
    for folder in ("content", ITEMS, MEMORY, SEEDS, TEMPLATES):
        if (root / folder).is_symlink():
            told = "this folder is a link; nothing beyond the project's folder is read or written"
            problems.append(Problem(folder, 0, 0, "not-a-folder", told, "put the folder itself here"))
    try:
        names = sorted(os.listdir(root / "content"))
    except OSError as error:
        problems.append(_unlisted("content", error))
        return
    known = [path.rpartition("/")[2] for path in (SITE, ACTORS, TOPICS, SOURCES)]
    for name in names:
        path = f"content/{ascii(name)[1:-1]}"
        if name in known or is_passed_over(name):
            continue
        if name.lower().endswith(_MARKDOWN):
            problems.append(_misplaced(path))
        elif name.lower().endswith(_YAML):
            near = did_you_mean(name.lower(), known) or f"known files: {', '.join(known)}"
            problems.append(Problem(path, 1, 0, "unknown-file", "no file of this name is read", near))


def _unlisted(folder: str, error: OSError) -> Problem:
    told = f"this folder cannot be listed: {error.strerror}"
    return Problem(folder, 0, 0, "unreadable", told, "check that it is a folder you may read")


def read_registries(root: Path) -> tuple[Settings, Registry, dict[str, str]]:
    """Settings, registries, and the texts they came from by path. Raises SiteError with all problems."""
    problems: list[Problem] = []
    found = _registries(root, problems)
    if problems:
        raise SiteError(problems)
    return found


def _registries(root: Path, problems: list[Problem]) -> tuple[Settings, Registry, dict[str, str]]:
    """The same, problems added to `problems`; a missing file is an empty one."""
    texts: dict[str, str] = {}
    for path in (SITE, ACTORS, TOPICS, SOURCES):
        try:
            there = os.path.lexists(root / path)
            texts[path] = read_text(root, path, _MAX_REGISTRY_BYTES) if there else ""
        except SiteError as error:
            problems.extend(error.problems)
    settings, registry = Settings(), Registry()
    try:
        settings = parse_settings(texts.get(SITE, ""))
    except SiteError as error:
        problems.extend(error.problems)
    try:
        registry = parse_registry(texts)
    except SiteError as error:
        problems.extend(error.problems)
    return settings, registry, texts


def read_memory(root: Path, item_id: str) -> Memory | None:
    """What the machine remembers of an item, or None; after an interrupted `write_item` as the text tells."""
    if not (root / ahead_of(item_id)).exists():
        return _memory(root, f"{MEMORY}/{item_id}.json")
    before, ahead = _memory(root, f"{MEMORY}/{item_id}.json"), _memory(root, ahead_of(item_id))
    try:
        text = read_text(root, f"{ITEMS}/{item_id}.md")
    except SiteError:
        return before
    return _memory_of(f"{ITEMS}/{item_id}.md", text, before, ahead)


def write_item(
    root: Path, item_id: str, text: str | None, memory: Memory, still: Callable[[], bool] = lambda: True
) -> None:
    """Write an item's text (None: it stays) and what is to be remembered with it, so that a crash parts them never.

    The memory is laid beside first and takes its place after the text; which of the two holds, the text then tells.
    `still` is asked last as `write_atomic` does; where it says no, nothing is written.
    """
    ahead, place, item = root / ahead_of(item_id), root / MEMORY / f"{item_id}.json", root / ITEMS / f"{item_id}.md"
    if text is not None:
        old = sha256(item.read_bytes()).hexdigest() if item.is_file() else ""
        write_atomic(ahead, encode_memory(replace(memory, writing=f"{text_key(text)} {old}")))
        try:
            write_atomic(item, text.encode(), still)
        except SiteError:
            ahead.unlink(missing_ok=True)
            raise
    data = encode_memory(memory)
    if not place.is_file() or place.read_bytes() != data:
        write_atomic(place, data)
    ahead.unlink(missing_ok=True)


def version_path(sha256: str) -> str:
    """Path of a state of a seed, by the hash of its bytes."""
    return f"{MEMORY}/versions/{sha256}.txt"


def ahead_of(item_id: str) -> str:
    """Path of the memory that holds once an item's text is written."""
    return f"{MEMORY}/{item_id}.next"


def _memory_of(path: str, text: str, before: Memory | None, ahead: Memory | None) -> Memory | None:
    """Which of two memories is that of a text; of one changed since, that whose values it has more of."""
    if ahead is None:
        return before
    new, _, old = ahead.writing.partition(" ")
    ahead = replace(ahead, writing="")
    if new == text_key(text):
        return ahead
    if before is None or old == text_key(text):
        return before
    try:
        stands = parse_item(path, text)
    except SiteError:
        return before
    return max((before, ahead), key=lambda one: likeness(stands, one.item))


def _memory(root: Path, path: str) -> Memory | None:
    try:
        return decode_memory(read_bytes(root, path))
    except SiteError:
        return None


def last_draft(root: Path, item_id: str) -> Item | None:
    """The machine's last draft of an item, or None: by it confirmed values are told."""
    memory = read_memory(root, item_id)
    return memory.item if memory else None


def list_items(root: Path, problems: list[Problem], listed: Listed | None = None) -> list[FileStamp]:
    """The items' files by path; what is no plain `<id>.md` file directly in the folder is a problem."""
    found: list[FileStamp] = []
    others: list[str] = []
    known = listed.below(ITEMS) if listed else None
    for stamp in list_files(root, ITEMS, problems, others) if known is None else known:
        if stamp.path.endswith(".md") and stamp.path.count("/") == 2:
            found.append(stamp)
        elif stamp.path.lower().endswith(_MARKDOWN):
            problems.append(_misplaced(stamp.path))
    for name in _folders_like_items(root) if others else ():
        told = "this is a folder, though its name is that of an item"
        problems.append(Problem(f"{ITEMS}/{name}", 0, 0, "not-a-file", told, "put a plain file here, or rename it"))
    if os.path.lexists(root / ITEMS / ".md"):
        told = '".md" has no id before its ending'
        problems.append(Problem(f"{ITEMS}/.md", 1, 0, "bad-file-name", told, "rename the file to <id>.md"))
    return found


def _folders_like_items(root: Path) -> list[str]:
    try:
        with os.scandir(root / ITEMS) as entries:
            found = [entry.name for entry in entries if entry.name.endswith(".md") and entry.is_dir()]
    except OSError:
        return []
    return [ascii(name)[1:-1] for name in sorted(found) if not is_passed_over(name)]


def _misplaced(path: str) -> Problem:
    told = "items stand directly in content/items as <id>.md"
    return Problem(path, 1, 0, "misplaced-item", told, f"move the file to {ITEMS}/<id>.md")


def read_text(root: Path, path: str, most: int = _MAX_BYTES) -> str:
    """The text of a plain UTF-8 file below `root`. Raises SiteError that names the file, the line and the remedy."""
    data = read_bytes(root, path, most)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refuse(path, "not-utf-8", "the file is UTF-16", "save it as UTF-8", 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        raise _refuse_at(path, data[: error.start], "not-utf-8", told, "save the file as UTF-8") from None
    if "\x00" in text:
        told = "the file has a NUL character"
        raise _refuse_at(path, data[: data.index(0)], "nul", told, "remove it; this may be no text file")
    return text


def read_bytes(root: Path, path: str, most: int = _MAX_BYTES) -> bytes:
    """The bytes of a plain file below `root`, links not followed, at most `most`. Raises SiteError."""
    folder = path.rpartition("/")[0]
    if folder and os.path.islink(f"{root}/{folder}"):
        raise _refuse(path, "not-a-file", "the file's folder is a link", "put the folder itself here")
    try:
        handle = os.open(f"{root}/{path}", _READ)
    except FileNotFoundError:
        told = "the file is not there"
        raise _refuse(path, "missing-file", told, "it may have been moved while it was read") from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):
            raise _refuse(
                path, "not-a-file", "this is a link or socket, no plain file", "put a plain file here"
            ) from None
        told = f"the file cannot be read: {error.strerror}"
        raise _refuse(path, "unreadable", told, "check its permissions") from None
    try:
        told_of = os.fstat(handle)
        if not stat.S_ISREG(told_of.st_mode):
            raise _refuse(path, "not-a-file", "this is no plain file", "put a plain file here")
        if told_of.st_size > most:
            told = f"the file has {told_of.st_size:,} bytes; at most {most:,} are read"
            raise _refuse(path, "too-large", told, "split it, or remove what does not belong here", 1)
        return _read_all(handle, told_of.st_size, most)
    except OSError as error:
        told = f"the file cannot be read: {error.strerror}"
        raise _refuse(path, "unreadable", told, "check the disk") from None
    finally:
        os.close(handle)


def _read_all(handle: int, size: int, most: int) -> bytes:
    """All that an open file has, at most `most` bytes; so many as `size` it had before."""
    data = os.read(handle, size + 1)
    parts, count = [data], len(data)
    while data and count <= most:
        data = os.read(handle, _PIECE)
        parts.append(data)
        count += len(data)
    return b"".join(parts)[:most]


def still_has(root: Path, path: str, text: str | None) -> Callable[[], bool]:
    """Whether the file at `path` has this text (None: is not there) when asked: an editor may have saved meanwhile."""

    def still() -> bool:
        try:
            return read_bytes(root, path) == (text or "").encode()
        except SiteError:
            return text is None and not os.path.lexists(root / path)

    return still


def write_atomic(target: Path, data: bytes, still: Callable[[], bool] = lambda: True) -> None:
    """Write beside, fsync, rename: a crash leaves the old or the new file, never half of one.

    `still` is asked when only the rename is left. Where it says no, SiteError "changed" and nothing is written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not still():
            raise _refuse(str(target), CHANGED, "the file was saved by another program meanwhile", "try again")
        os.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sweep(root: Path, folders: Iterable[str] = (ITEMS, MEMORY, f"{MEMORY}/versions")) -> None:
    """Remove what `write_atomic` left in these folders, in processes that were killed."""
    for folder in folders:
        for path in (root / folder).glob(".*.tmp"):
            owner = path.name.split(".")[-2]
            if owner.isdigit() and not is_alive(int(owner)):
                path.unlink(missing_ok=True)


def _refuse(path: str, code: str, message: str, hint: str, line: int = 0) -> SiteError:
    return SiteError([Problem(path, line, 0, code, message, hint)])


def _refuse_at(path: str, before: bytes, code: str, message: str, hint: str) -> SiteError:
    """With the line and column that lie behind `before`, and what of the line can be read."""
    text = before.decode("utf-8", "replace")
    source = source_lines(text)[-1]
    return SiteError([Problem(path, line_of(text, len(text)), len(source) + 1, code, message, hint, source)])
