"""What a process holds, and how it gives that up."""

from __future__ import annotations

import gc
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from small_site import write_project

from site_gen.lean import give_back, pause, resume, trim


def run_code(code: str, *arguments: str) -> str:
    """What a new Python prints that runs this code."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_a_build_leaves_is_not_gone_through_when_it_has_ended() -> None:
    gc.collect()
    before = gc.get_stats()
    pause()
    try:
        assert not gc.isenabled()
        left: list[Any] = [[number] for number in range(50_000)]
    finally:
        resume()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert gc.get_count()[0] < 1_000
    assert [one["collections"] for one in gc.get_stats()][1:] == [one["collections"] for one in before][1:]
    left.append(left)  # what becomes rubbish later is found still
    del left
    gc.collect()
    assert not any(type(one) is list and len(one) == 50_001 for one in gc.get_objects())


def test_a_process_that_owns_itself_ends_without_a_look_for_rubbish() -> None:
    code = """
import gc, sys
gc.disable()
class Told:
    def __del__(self):
        print("found")
one = Told()
one.itself = one
del one
if len(sys.argv) > 1:
    from site_gen.lean import end_at_once
    end_at_once()
"""
    assert run_code(code) == "found\n"
    assert run_code(code, "owned") == ""


@pytest.mark.skipif(importlib.util.find_spec("typing_extensions") is None, reason="is not installed")
def test_a_build_loads_no_extensions_of_typing_and_whoever_wants_them_gets_them(tmp_path: Path) -> None:
    write_project(tmp_path)
    code = """
import sys
from site_gen.cli import main
assert main(["-C", sys.argv[1], "build", "-q"]) == 0
print("msgspec" in sys.modules, "typing_extensions" in sys.modules)
import typing_extensions
print(hasattr(typing_extensions, "NotRequired"))
"""
    assert run_code(code, str(tmp_path)) == "True False\nTrue\n"


def test_extensions_that_somebody_has_loaded_stay() -> None:
    code = """
import sys
import typing_extensions as before
from site_gen.lean import know_no_extensions
know_no_extensions()
print(sys.modules["typing_extensions"] is before)
"""
    if importlib.util.find_spec("typing_extensions") is not None:
        assert run_code(code) == "True\n"


RESIDENT = """
import sys
from site_gen.lean import give_back, trim

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

give_back()
many = [bytearray(3000) for _ in range(20_000)]
last = bytearray(3000)
del many
before = resident()
trim()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system's memory is told by /proc")
def test_what_is_free_between_what_lives_is_given_back() -> None:
    import ctypes

    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("another C library")
    assert int(run_code(RESIDENT)) > 40


def test_where_there_is_no_such_library_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_gen.lean._c_library", lambda: None)
    give_back()
    trim()
