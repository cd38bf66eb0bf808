"""The project folder on disk: what lies where, read safely. A rim: the only room of `content` that touches files.

Only plain regular files are opened, links are not followed, so that nothing outside the project is read and a
pipe or a device never blocks a build.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_gen.content.item import parse_item
from site_gen.content.leavings import is_alive
from site_gen.content.memory import Memory, decode_memory, encode_memory, text_key
from site_gen.content.pairing import likeness
from site_gen.content.registry import ACTORS, SITE, SOURCES, TOPICS, parse_registry, parse_settings
from site_gen.content.stamps import FileStamp, list_files
from site_gen.errors import Problem, SiteError
from site_gen.model import Item, Registry, Settings

ITEMS: Final = "content/items"
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"
MEMORY: Final = "content/.ingest"
CHANGED: Final = "changed"
"""Code of the error when a file was saved while a change to it was made."""
_MAX_BYTES: Final = 32 * 1024 * 1024


class Content(Struct, frozen=True, eq=False):
    """All of `content/`, read and typed."""

    settings: Settings
    registry: Registry
    items: tuple[Item, ...]
    """In the order of their paths."""


ParseItem = Callable[[FileStamp, Callable[[], str]], Item]
"""How an item comes from its stamp and a function that reads its text; `memo` gives one that remembers."""


def parse_anew(stamp: FileStamp, read: Callable[[], str]) -> Item:
    """Parse without remembering."""
    return parse_item(stamp.path, read())


def read_content(root: Path, parse: ParseItem = parse_anew) -> Content:
    """Read settings, registries and items. Raises SiteError with all problems of all files."""
    problems: list[Problem] = []
    settings, registry, _ = _registries(root, problems)
    items = []
    for stamp in list_items(root, problems):
        try:
            items.append(parse(stamp, lambda path=stamp.path: read_text(root, path)))  # type: ignore[misc]
        except SiteError as error:
            problems.extend(error.problems)
    if problems:
        raise SiteError(problems)
    return Content(settings, registry, tuple(items))


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
            texts[path] = read_text(root, path) if os.path.lexists(root / path) else ""
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


def list_items(root: Path, problems: list[Problem]) -> list[FileStamp]:
    """The items' files by path; what is no plain `<id>.md` file directly in the folder is a problem."""
    found = []
    for stamp in list_files(root, ITEMS, problems):
        if stamp.path.endswith(".md") and stamp.path.count("/") == 2:
            found.append(stamp)
        elif stamp.path.endswith((".md", ".markdown")):
            problems.append(
                Problem(
                    stamp.path,
                    0,
                    0,
                    "misplaced-item",
                    "items stand directly in content/items as <id>.md",
                    f"move the file to {ITEMS}",
                )
            )
    return found


def read_text(root: Path, path: str) -> str:
    """The text of a plain UTF-8 file below `root`. Raises SiteError that names the file and the remedy."""
    data = read_bytes(root, path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refuse(path, "not-utf-8", "the file is UTF-16", "save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        column = 1 + len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace"))
        raise SiteError(
            [
                Problem(
                    path,
                    line,
                    column,
                    "not-utf-8",
                    f"the byte 0x{data[error.start]:02x} is not UTF-8",
                    "save the file as UTF-8",
                )
            ]
        ) from None
    if "\x00" in text:
        line = 1 + text.count("\n", 0, text.index("\x00"))
        raise SiteError([Problem(path, line, 0, "nul", "the file has a NUL character", "this may be no text file")])
    return text


def read_bytes(root: Path, path: str) -> bytes:
    """The bytes of a plain file below `root`, links not followed, at most 32 MiB. Raises SiteError."""
    try:
        handle = os.open(root / path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        raise _refuse(
            path, "missing-file", "the file is not there", "it may have been moved while it was read"
        ) from None
    except OSError as error:
        raise _refuse(
            path, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions"
        ) from None
    told = os.fstat(handle)
    if not stat.S_ISREG(told.st_mode):
        os.close(handle)
        raise _refuse(path, "not-a-file", "this is no plain file", "put a plain file here")
    with os.fdopen(handle, "rb") as file:
        if told.st_size > _MAX_BYTES:
            raise _refuse(path, "too-large", f"the file has {told.st_size:,} bytes", f"at most {_MAX_BYTES:,} are read")
        return file.read()


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


def _refuse(path: str, code: str, message: str, hint: str) -> SiteError:
    return SiteError([Problem(path, 0, 0, code, message, hint)])
