"""What all tests share: a small project on disk, and how much hypothesis tries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from small_site import write_project

settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of four items written by hand, without seeds."""
    return write_project(tmp_path / "project")
