"""What all tests share: a small project on disk, and how much hypothesis tries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket
from small_site import write_project

from site_gen.site.compiling import Compiled

settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


_TEMPLATES: dict[str, bytes] = {}


@pytest.fixture(autouse=True, scope="session")
def templates_once() -> Iterator[None]:
    """A template is compiled once, not in every build of every test: by its name, source, our code and words."""
    load, dump = Compiled.load_bytecode, Compiled.dump_bytecode

    def key(compiled: Compiled, bucket: Bucket) -> str:
        return f"{bucket.key} {bucket.checksum} {compiled.key}"

    def load_once(self: Compiled, bucket: Bucket) -> None:
        if key(self, bucket) in _TEMPLATES:
            bucket.bytecode_from_string(_TEMPLATES[key(self, bucket)])
        else:
            load(self, bucket)

    def dump_once(self: Compiled, bucket: Bucket) -> None:
        _TEMPLATES[key(self, bucket)] = bucket.bytecode_to_string()
        dump(self, bucket)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiled, "load_bytecode", load_once)
        patch.setattr(Compiled, "dump_bytecode", dump_once)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of four items written by hand, without seeds."""
    return write_project(tmp_path / "project")
