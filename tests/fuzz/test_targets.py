"""Each target of the fuzzer holds for some inputs; `make fuzz` looks for more."""

from __future__ import annotations

import os
from typing import Final

import pytest
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, settings

EXAMPLES: Final = int(os.environ.get("SITE_GEN_EXAMPLES", "1000")) // 10


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_what_must_hold_of_any_input_holds(name: str) -> None:
    settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))(TARGETS[name])()
