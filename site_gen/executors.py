"""Where work is done: processes of this machine or a Dask cluster, behind `concurrent.futures.Executor`. A rim.

Nothing else knows which of them it is. A task is a function of a module with one frozen value; it reads what it needs
from the project's folder, which every worker sees at the same path.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from msgspec import Struct

from site_gen.errors import Problem, SiteError

DASK: Final = "dask://"
_AHEAD: Final = 3
"""Tasks handed over for each that is worked on, so that no worker waits for the next."""
_CONNECT_SECONDS: Final = 5
_WATCH_SECONDS: Final = 1.0
_RENDERERS: Final = ("jinja2", "markdown-it-py", "markupsafe", "msgspec", "pyyaml", "babel")
"""Packages whose versions may show in the bytes of a page."""

Task = TypeVar("Task")
Result = TypeVar("Result")


class Crew(Struct, frozen=True, eq=False):
    """An executor and how many tasks it works on at once."""

    executor: Executor
    hands: int

    def each(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Results in the order of the tasks, of which only a few for each hand are taken from `tasks` at a time."""
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self.executor.submit(work, task))
                if len(waiting) >= _AHEAD * self.hands:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def lacking(spec: str) -> str:
    """What has to be installed before `executor_for` can be asked for this place; empty when nothing."""
    if not spec or find_spec("distributed") is not None:
        return ""
    return f"{spec} needs the package distributed: pip install 'site-gen[dask]'"


@contextmanager
def executor_for(spec: str, jobs: int) -> Iterator[Crew]:
    """Workers: the cluster at `dask://HOST:PORT`, or for "" processes here, `jobs` of them (0: as many as cores).

    Raises SiteError when the cluster is not there, has no workers, or is lost on the way.
    """
    if spec:
        with _cluster(spec) as crew:
            yield crew
        return
    count = jobs or os.cpu_count() or 1
    with processes(count, "fork" if may_fork() else "spawn", begin) as executor:
        yield Crew(executor, count)


@contextmanager
def processes(count: int, start: Literal["fork", "spawn"], ready: Callable[[int], None]) -> Iterator[Executor]:
    """Processes of this machine. Each begins with `ready`, which is given the id of this one, as `begin` is.

    They end with the block, at once when it fails. Raises SiteError when one of them is ended from outside.
    """
    executor = ProcessPoolExecutor(count, multiprocessing.get_context(start), ready, (os.getpid(),))
    try:
        yield executor
    except BrokenProcessPool as error:
        told = "a process at work was ended from outside, perhaps since memory ran out"
        raise SiteError([Problem("site-gen", 0, 0, "lost-worker", told, "try fewer with --jobs 1")]) from error
    except BaseException:
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def may_fork() -> bool:
    """Whether a fork is to be had and safe: no other thread may hold a lock that the child would wait for."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def may_spawn() -> bool:
    """Whether processes may be started anew: they read the program's main module again, which must be our command's."""
    main = sys.modules.get("__main__")
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None) or ""
    return getattr(spec, "name", "") == "site_gen.__main__" or Path(file).name.startswith("site-gen")


def begin(parent: int) -> None:
    """In a worker of this machine: leave Ctrl-C to the parent, and end when it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


@contextmanager
def _cluster(spec: str) -> Iterator[Crew]:
    """The workers of a Dask cluster. It does the tasks of a lost worker again by itself."""
    from distributed import Client
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        client: Any = Client(f"tcp://{spec.removeprefix(DASK)}", timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError):
        raise _lost(spec, "no-scheduler", "no Dask scheduler answers there", "start one with  dask scheduler") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, TimeoutError):
            told = "the scheduler has no workers"
            raise _lost(spec, "no-workers", told, f"start some with  dask worker {client.scheduler.address}") from None
        executor = _Checked(client.get_executor(pure=False))
        try:
            yield Crew(executor, max(1, sum(client.nthreads().values())))
        except (KilledWorker, CommClosedError, CancelledError) as error:
            told = f"the cluster was lost: {type(error).__name__}"
            raise _lost(spec, "lost-cluster", told, "look at the logs of its scheduler and workers") from error
        finally:
            executor.shutdown(wait=False)


class _Checked(Executor):
    """An executor whose workers may be other machines: each task first looks that it is at home there."""

    def __init__(self, inner: Executor) -> None:
        self.inner, self.program = inner, program_key()

    def submit(self, fn: Callable[..., Result], /, *args: object, **kwargs: object) -> Future[Result]:
        return self.inner.submit(partial(_at_home, self.program, fn), *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.inner.shutdown(wait)


_alone = threading.Lock()
"""Held by the task that a worker does: its threads would share what is remembered in modules, and Python's lock."""


def _at_home(program: str, work: Callable[..., Result], *args: object, **kwargs: object) -> Result:
    """On a worker: the task, when the program there is the one that gave it."""
    if program_key() != program:
        told = f'worker "{socket.gethostname()}" has another site-gen, Python or library than this machine'
        raise SiteError([Problem("worker", 0, 0, "other-program", told, "install the same versions everywhere")])
    with _alone:
        return work(*args, **kwargs)


def check_seen(folder: Path) -> None:
    """On a worker: raises SiteError where the folder of the project is not to be seen."""
    if not folder.is_dir():
        told = f'worker "{socket.gethostname()}" does not see this folder'
        hint = "give all workers the project's folder at the same path (a shared file system)"
        raise SiteError([Problem(str(folder), 0, 0, "unseen-folder", told, hint)])


def check_same(folder: Path, here: object, there: object) -> None:
    """On a worker: raises SiteError where what was read is not what the task was made from."""
    if here != there:
        told = f'worker "{socket.gethostname()}" reads other content here than this machine did'
        hint = "nothing may change while it is built, and all must see one folder; build again"
        raise SiteError([Problem(str(folder), 0, 0, "other-content", told, hint)])


@cache
def program_key() -> str:
    """A key of all that decides on results: our own files, Python, and the libraries that show in pages. Templates are
    looked at by page."""
    from importlib.metadata import version

    told = blake2b(repr((sys.version_info[:2], [version(name) for name in _RENDERERS])).encode(), digest_size=16)
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and not {"__pycache__", "default_templates"} & set(path.parts):
            told.update(f"\0{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    return told.hexdigest()


def _lost(spec: str, code: str, told: str, hint: str) -> SiteError:
    return SiteError([Problem(spec, 0, 0, code, told, hint)])
