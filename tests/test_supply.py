"""The lock and the bill of materials: all that is wanted is in them, with hashes, without an address."""

from __future__ import annotations

import json
import re
from importlib.metadata import distributions
from pathlib import Path

import pytest
from supply import HERE, LOCK, differences, main, plain_name, read_lock, sbom, wanted, write_lock

TEXT = LOCK.read_text(encoding="utf-8")


def _version(told: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", told))


def test_every_dependency_is_locked_at_or_above_its_bound_with_hashes() -> None:
    locked = read_lock(TEXT)
    for one in wanted():
        name, bound = one.split(">=")
        assert _version(locked[plain_name(name)][0]) >= _version(bound), one
    assert [name for name, (_, hashes) in locked.items() if not hashes] == []
    assert len(locked) > len(wanted())


def test_a_lock_is_read_as_it_was_written_and_has_no_address() -> None:
    assert write_lock(read_lock(TEXT)) == TEXT
    assert "://" not in TEXT
    assert read_lock("evil==1\n") == {}


def test_what_is_installed_otherwise_is_told() -> None:
    assert differences({"msgspec": ("0.0.1", ()), "no-such-package": ("1", ())}) == [
        f"msgspec: {next(one.version for one in distributions() if one.name == 'msgspec')}, the lock has 0.0.1",
        "no-such-package: not installed, the lock has 1",
    ]


def test_the_bill_names_every_package_once_and_what_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    bill = sbom(read_lock(TEXT))
    refs = [one["bom-ref"] for one in bill["components"]]
    assert (bill["bomFormat"], bill["specVersion"], len(refs)) == ("CycloneDX", "1.5", len(set(refs)))
    told = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert set(told) == {"site-gen", *refs}
    assert {ref for needs in told.values() for ref in needs} == set(refs)
    assert json.dumps(sbom(read_lock(TEXT))) == json.dumps(bill)
    assert "timestamp" not in bill["metadata"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert sbom(read_lock(TEXT))["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"


def test_the_verbs_tell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sbom"]) == 0
    assert json.loads(capsys.readouterr().out)["metadata"]["component"]["name"] == "site-gen"
    assert main(["nonsense"]) == 2
    assert main(["check"]) in (0, 1)


def test_the_model_of_trust_is_told_and_shipped() -> None:
    told = (Path(HERE) / "SECURITY.md").read_text(encoding="utf-8")
    assert "## Reporting" in told
    assert "## Who is trusted with what" in told
