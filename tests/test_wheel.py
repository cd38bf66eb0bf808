"""The wheel carries all that the package needs outside of the clone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parents[1]


def wheel(folder: Path) -> zipfile.ZipFile:
    """The wheel of this checkout, made in `folder`."""
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; "
        "print(*WheelBuilder(sys.argv[1]).build(directory=sys.argv[2], versions=['standard']))"
    )
    run = [sys.executable, "-c", code, str(HERE), str(folder)]
    return zipfile.ZipFile(subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip())


def test_the_wheel_has_templates_data_and_types(tmp_path: Path) -> None:
    names = set(wheel(tmp_path).namelist())
    templates = {path.relative_to(HERE / "templates").as_posix() for path in (HERE / "templates").rglob("*.*")}
    assert {f"site_gen/default_templates/{name}" for name in templates} <= names
    data = {path.relative_to(HERE).as_posix() for path in (HERE / "site_gen/ingest/lang").rglob("*.*")}
    assert data <= names
    assert "site_gen/py.typed" in names


def test_an_installed_wheel_builds_a_new_site(tmp_path: Path) -> None:
    wheel(tmp_path).extractall(tmp_path / "away")
    away = {"PYTHONPATH": str(tmp_path / "away"), "PATH": ""}
    for words in (["init", "p"], ["-C", "p", "build"], ["-C", "p", "check"]):
        command = [sys.executable, "-P", "-m", "site_gen", *words]
        done = subprocess.run(command, cwd=tmp_path, env=away, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "p/public/index.html").is_file()
