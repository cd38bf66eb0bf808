"""Seeds of strangers opened in a child process with limits on time and memory. A rim.

Parsers of HTML are C and heuristics over what anybody may have written: they may crash, loop or swell. The child does
what `doors.open_seed` does and nothing else; when it is over a limit it is ended, the seed is refused by name, and the
next seed gets a new child. One child serves a process for many seeds, since loading the libraries takes most of a
second.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import subprocess
import sys
import threading
import time
from struct import Struct as Layout
from typing import Final

from msgspec import msgpack

from site_gen.errors import Problem, SiteError
from site_gen.ingest.doors import door_of, open_seed
from site_gen.ingest.facts import Opened
from site_gen.ingest.unpack import Parted

CPU_SECONDS: Final = 10
"""For one seed; a usual page takes a twentieth of a second."""
MEMORY_BYTES: Final = 260 * 1024 * 1024
"""Of data that the child may hold, its libraries' some 40 MiB among them."""
_WALL_SECONDS: Final = 60
"""Longer than the CPU's limit, for machines that are busy with other work."""
_SEEDS: Final = 2_000
"""After so many a new child is begun, so that nothing that libraries leak adds up."""
_ASKED: Final = Layout(">BIIQ")
"""Whether a feed is to be parted, else a seed opened; bytes of path, address and seed."""
_ANSWER: Final = Layout(">BQ")
"""Whether it could be opened, and bytes of what follows."""
_CODE: Final = "from site_gen.ingest.confined import serve; serve()"


class _Child:
    """A child at work, and how much it has done."""

    def __init__(self) -> None:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
            bufsize=0,
        )
        if self.process.stdin is not None:
            os.set_blocking(self.process.stdin.fileno(), False)
        self.owner = os.getpid()
        self.seeds = 0


_child: _Child | None = None
"""That of this process; a fork that inherits it begins its own."""
_one_at_a_time: Final = threading.Lock()


def open_confined(data: bytes, path: str, url: str = "") -> Opened:
    """The seed opened by its door: in the child where the door wants that, else here. Raises SiteError."""
    door = door_of(path)
    if door is None or not door.confined:
        return open_seed(data, path, url)
    return msgpack.decode(_answered(False, data, path, url), type=Opened)


def part_confined(data: bytes, path: str) -> Parted:
    """The entries of a feed, parted in the child. Raises SiteError."""
    return msgpack.decode(_answered(True, data, path, ""), type=Parted)


def _answered(parting: bool, data: bytes, path: str, url: str) -> bytes:
    """What the child made of it. Raises SiteError for what it refused, and where it was over a limit."""
    with _one_at_a_time:
        child = _ready()
        try:
            fine, answer = _ask(child, parting, data, path.encode(), url.encode())
        except (EOFError, BrokenPipeError, TimeoutError) as error:
            child.process.kill()
            child.process.wait()
            end()
            late = isinstance(error, TimeoutError) or child.process.returncode == -signal.SIGXCPU
            told = f"it took more than {CPU_SECONDS} s to read" if late else "it is more than can be read"
            hint = "save the article alone, or its text as .txt"
            raise SiteError([Problem(path, 0, 0, "page-limits", told, hint)]) from None
    if fine:
        return answer
    raise SiteError(msgpack.decode(answer, type=list[Problem]))


def serve() -> None:
    """In the child: open seeds as they are asked for, until nobody asks any more."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit_memory()
    while head := asked.read(_ASKED.size):
        parting, path_bytes, url_bytes, data_bytes = _ASKED.unpack(head)
        path, url = asked.read(path_bytes).decode(), asked.read(url_bytes).decode()
        _limit_time()
        fine, answer = _answer(bool(parting), asked.read(data_bytes), path, url)
        answers.write(_ANSWER.pack(fine, len(answer)) + answer)
        answers.flush()


def _answer(parting: bool, data: bytes, path: str, url: str) -> tuple[bool, bytes]:
    from site_gen.ingest.feed.parting import part_feed

    try:
        return True, msgpack.encode(part_feed(data, path) if parting else open_seed(data, path, url))
    except SiteError as error:
        return False, msgpack.encode(error.problems)
    except (MemoryError, RecursionError) as error:
        told = "memory" if isinstance(error, MemoryError) else "depth"
        problem = Problem(path, 0, 0, "page-limits", f"the page takes more {told} than a page may",
                          "save the article alone, or its text as .txt")  # fmt: skip
    except Exception as error:  # a library's own: this seed is told, the others are taken
        told = f"the page cannot be read: {type(error).__name__}"
        problem = Problem(path, 0, 0, "broken-page", told, "save the article's text as .txt")
    return False, msgpack.encode([problem])


def _ready() -> _Child:
    global _child
    if _child is None or _child.owner != os.getpid():
        _child = _Child()
        atexit.register(end)
    elif _child.seeds >= _SEEDS or _child.process.poll() is not None:
        end()
        _child = _Child()
    _child.seeds += 1
    return _child


def child_id() -> int:
    """The process that opens seeds for this one; 0 while there is none."""
    return _child.process.pid if _child is not None and _child.owner == os.getpid() else 0


def end() -> None:
    """End the child of this process; the next seed begins another."""
    global _child
    if _child is None or _child.owner != os.getpid():
        return
    process, _child = _child.process, None
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ask(child: _Child, parting: bool, data: bytes, path: bytes, url: bytes) -> tuple[bool, bytes]:
    """The child's answer. Raises EOFError, BrokenPipeError or TimeoutError where it gives none."""
    until = time.monotonic() + _WALL_SECONDS
    asked, answers = child.process.stdin, child.process.stdout
    if asked is None or answers is None:
        raise EOFError
    for part in (_ASKED.pack(parting, len(path), len(url), len(data)), path, url, data):
        view = memoryview(part)
        while view:
            if not select.select([], [asked], [], max(0.0, until - time.monotonic()))[1]:
                raise TimeoutError
            view = view[os.write(asked.fileno(), view[:65_536]) :]
    fine, size = _ANSWER.unpack(_take(answers.fileno(), _ANSWER.size, until))
    return bool(fine), _take(answers.fileno(), size, until)


def _take(pipe: int, size: int, until: float) -> bytes:
    parts, left = [], size
    while left:
        if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe, min(left, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _limit_memory() -> None:
    import resource

    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_CORE):
        most = MEMORY_BYTES if kind == resource.RLIMIT_DATA else 0
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # systems that do not know the limit; the time still holds
            continue


def _limit_time() -> None:
    """CPU_SECONDS more than what the child has used."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1, hard))
