"""What site-gen is made of: the lock of its dependencies with hashes, a look whether they are installed, and the SBOM.

    python .ci/supply.py lock     resolve anew, and write requirements.lock (needs a package index)
    python .ci/supply.py check    hold what is installed against the lock (offline)
    python .ci/supply.py sbom     write a CycloneDX bill of materials to stdout (offline)

The lock has the hash of every wheel that Linux machines take under the Pythons of `PYTHONS`, and no address: where
packages come from is the affair of whoever installs.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parents[1]
LOCK: Final = HERE / "requirements.lock"
PYTHONS: Final = ("3.11", "3.12", "3.13")
MACHINES: Final = ("x86_64", "aarch64")
_PLATFORMS: Final = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
_ENTRY: Final = re.compile(r"^([a-z0-9-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)
"""A package of the lock: `jinja2==3.1.4`, then a line for each hash."""
_NAME: Final = re.compile(r"[-_.]+")
"""What package names may have between their words."""
_HEAD: Final = """\
# Every package that site-gen runs with, and the hash of each of its wheels for Python 3.11 to 3.13 on Linux.
# Made by `make lock`. Install with  pip install --require-hashes --only-binary :all: -r requirements.lock
"""

Locked = Mapping[str, tuple[str, tuple[str, ...]]]
"""Package to version and hashes."""


def read_lock(text: str) -> Locked:
    """The packages of a lock."""
    return {name: (told, tuple(re.findall(r"[0-9a-f]{64}", hashes))) for name, told, hashes in _ENTRY.findall(text)}


def write_lock(locked: Locked) -> str:
    """The text of a lock."""
    entries = (
        " \\\n".join((f"{name}=={told}", *(f"    --hash=sha256:{one}" for one in sorted(hashes))))
        for name, (told, hashes) in sorted(locked.items())
    )
    return _HEAD + "".join(f"{entry}\n" for entry in entries)


def wanted() -> list[str]:
    """The dependencies of pyproject.toml, as it tells them."""
    told: list[str] = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    return told


def plain_name(name: str) -> str:
    """A package's name in its one form."""
    return _NAME.sub("-", name).lower()


def resolve() -> Iterator[tuple[str, str]]:
    """All packages with their versions, as pip chooses them now."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        _pip("install", "--quiet", "--dry-run", "--ignore-installed", f"--report={report}", *wanted())
        for one in json.loads(report.read_bytes())["install"]:
            yield plain_name(one["metadata"]["name"]), one["metadata"]["version"]


def hashes_of(pins: list[str]) -> Iterator[tuple[str, str]]:
    """(package, hash) of every wheel of these versions."""
    with tempfile.TemporaryDirectory() as place:
        for python in PYTHONS:
            for machine in MACHINES:
                platforms = [f"--platform={one}_{machine}" for one in _PLATFORMS]
                common = ("--quiet", "--no-deps", "--only-binary=:all:", f"--dest={place}")
                _pip("download", *common, f"--python-version={python}", *platforms, *pins)
        for path in sorted(Path(place).iterdir()):
            yield plain_name(path.name.partition("-")[0]), sha256(path.read_bytes()).hexdigest()


def lock() -> int:
    """Write the lock anew."""
    versions = dict(resolve())
    found: dict[str, list[str]] = {name: [] for name in versions}
    for name, digest in hashes_of([f"{name}=={told}" for name, told in versions.items()]):
        found[name].append(digest)
    LOCK.write_text(write_lock({name: (versions[name], tuple(hashes)) for name, hashes in found.items()}))
    print(f"{len(found)} packages, {sum(map(len, found.values()))} wheels")
    return 0


def differences(locked: Locked) -> list[str]:
    """Where what is installed is not what the lock says."""
    told = []
    for name, (wants, _) in sorted(locked.items()):
        try:
            has = version(name)
        except PackageNotFoundError:
            has = "not installed"
        if has != wants:
            told.append(f"{name}: {has}, the lock has {wants}")
    return told


def check() -> int:
    """Tell where what is installed is not what the lock says."""
    locked = read_lock(LOCK.read_text(encoding="utf-8"))
    told = differences(locked)
    print("\n".join(told) or f"all {len(locked)} packages are as locked")
    return 1 if told else 0


def sbom(locked: Locked) -> dict[str, Any]:
    """A CycloneDX 1.5 bill of materials of what the lock names, from what is installed. The same bytes every time."""
    root = {"type": "application", "bom-ref": "site-gen", "name": "site-gen", "version": _version()}
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    metadata: dict[str, Any] = {"component": {**root, "licenses": [{"license": {"id": "MIT"}}]}}
    if moment.isdigit():
        from datetime import UTC, datetime

        metadata["timestamp"] = datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    refs = {name: f"pkg:pypi/{name}@{told}" for name, (told, _) in locked.items()}
    first = [refs[name] for name in sorted(map(_required, wanted())) if name in refs]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": metadata,
        "components": [_component(name, *locked[name]) for name in sorted(locked)],
        "dependencies": [
            {"ref": "site-gen", "dependsOn": first},
            *({"ref": refs[name], "dependsOn": sorted(refs[one] for one in _needs(name) & refs.keys())}
              for name in sorted(locked)),
        ],
    }  # fmt: skip


def _component(name: str, told: str, hashes: tuple[str, ...]) -> dict[str, Any]:
    """A package as the bill tells it: a file for each wheel, since a machine installs one of them."""
    purl = f"pkg:pypi/{name}@{told}"
    found: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": told, "purl": purl}
    if told_licence := licence(name):
        found["licenses"] = [{"license": {"name": told_licence}}]
    found["properties"] = [{"name": "site-gen:wheel-sha256", "value": one} for one in sorted(hashes)]
    return found


def licence(name: str) -> str:
    """What an installed package says of its licence: in its fields, else by the first line of the file; "" for none."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return ""
    told: Any = package.metadata
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    written = (told.get("License-Expression") or told.get("License") or "").strip()
    short = written if written and "\n" not in written else "; ".join(classified)
    if short:
        return short
    files = (one for one in package.files or () if one.name in (told.get_all("License-File") or ()))
    return next((one.read_text().strip().partition("\n")[0] for one in files), "")


def _needs(name: str) -> set[str]:
    """Packages that a package requires, whatever for."""
    try:
        return {_required(one) for one in distribution(name).requires or () if "extra ==" not in one}
    except PackageNotFoundError:
        return set()


def _required(told: str) -> str:
    """The package's name in a requirement: `jinja2>=3.1.4` is jinja2."""
    return plain_name(re.split(r"[^A-Za-z0-9._-]", told, maxsplit=1)[0])


def _version() -> str:
    found = re.search(r'__version__ = "([^"]+)"', (HERE / "site_gen/__init__.py").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _pip(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)


def main(words: list[str]) -> int:
    """Run a verb."""
    if words == ["sbom"]:
        print(json.dumps(sbom(read_lock(LOCK.read_text(encoding="utf-8"))), indent=1, sort_keys=True))
        return 0
    if words == ["lock"]:
        return lock()
    if words == ["check"]:
        return check()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
