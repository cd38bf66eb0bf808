"""Wheel and sdist carry all that is needed, and nothing else; what is installed from them works in an empty place."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from alone import NO_NETWORK, libraries

HERE = Path(__file__).parents[1]


def made(kind: str, root: Path, folder: Path) -> Path:
    """The wheel or sdist of a checkout, made in `folder`."""
    code = (
        "import sys; from hatchling.builders.wheel import WheelBuilder; "
        "from hatchling.builders.sdist import SdistBuilder; "
        "kind = {'wheel': WheelBuilder, 'sdist': SdistBuilder}[sys.argv[1]]; "
        "print(*kind(sys.argv[2]).build(directory=sys.argv[3], versions=['standard']))"
    )
    run = [sys.executable, "-c", code, kind, str(root), str(folder)]
    return Path(subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip())


def files(*folders: str) -> set[str]:
    """The files of folders of this checkout, without what running it leaves."""
    found = (path for folder in folders for path in (HERE / folder).rglob("*") if path.is_file())
    return {path.relative_to(HERE).as_posix() for path in found if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("wheel", HERE, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("sdist", HERE, tmp_path_factory.mktemp("sdist"))


def test_the_wheel_has_the_package_with_its_data_and_the_templates_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = files("site_gen")
    templates = {f"site_gen/default_templates/{name.partition('/')[2]}" for name in files("templates")}
    assert {name for name in names if ".dist-info/" not in name} == ours | templates
    wanted = (
        "py.typed",
        "codes.toml",
        "locale/ru.po",
        "ingest/lang/en/tagger.tsv",
        "default_templates/looks/wire/look.css",
    )
    assert {f"site_gen/{name}" for name in wanted} <= names
    (info,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    assert {
        f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    } <= names


def test_the_sdist_has_what_make_and_the_tests_need_and_makes_the_same_wheel(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as package:
        names = {name.partition("/")[2] for name in package.getnames()}
        package.extractall(tmp_path, filter="data")
    at_top = (
        "README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md CITATION.cff LICENSE Makefile requirements.lock".split()
    )
    assert {*at_top, "pyproject.toml", ".ci/run", "docs/picture.webp"} <= names
    assert files("site_gen", "templates", "tests", "docs", "seeds", "content/items", "benchmarks") - names == set()
    (root,) = tmp_path.iterdir()
    again = zipfile.ZipFile(made("wheel", root, tmp_path / "again"))
    first = zipfile.ZipFile(wheel)
    assert {name: again.read(name) for name in again.namelist()} == {
        name: first.read(name) for name in first.namelist()
    }


def test_what_pip_installs_from_the_wheel_makes_builds_and_checks_a_site(wheel: Path, tmp_path: Path) -> None:
    env = {
        "PATH": os.defpath, "HOME": str(tmp_path), "PYTHONPATH": str(libraries(tmp_path / "libraries")), **NO_NETWORK
    }  # fmt: skip

    def run(*words: str) -> str:
        done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        return done.stdout

    run(sys.executable, "-m", "venv", "--without-pip", "venv")
    python, program = str(tmp_path / "venv/bin/python"), str(tmp_path / "venv/bin/site-gen")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", str(wheel))
    assert run(python, "-c", "import site_gen; print(site_gen.__file__)").startswith(str(tmp_path / "venv"))
    run(program, "init", "p")
    run(program, "-C", "p", "build", "--strict")
    assert "0 errors" in run(program, "-C", "p", "check")
    assert "Valley Post" in (tmp_path / "p/public/sources.html").read_text("utf-8")
    assert run(program, "--version").strip() == f"site-gen {wheel.name.split('-')[1]}"
