"""Front matter and texts that are wrong in every way: told with file, line, code and remedy, or taken where right."""

from __future__ import annotations

from typing import Any, Final

import pytest
from faulty import PLAIN, is_whole, problems, table, write
from small_site import tree

from site_gen.build import build
from site_gen.errors import MOST_SHOWN, Problem, SiteError, format_problems

CASES: Final = table("front")
BAD: Final = {name: case for name, case in CASES.items() if not case.get("fine")}
FINE: Final = {name: case for name, case in CASES.items() if case.get("fine")}


def item_text(case: dict[str, Any]) -> str:
    """The whole file of a case."""
    text = str(case["text"])
    return text if case.get("whole") or text.startswith(("---", "+++")) else f"---\n{text}---\n\nText.\n"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """All bad files in one site, and what one build tells of each."""
    files = {f"content/items/{name}.md": item_text(case) for name, case in BAD.items()}
    root = write(tmp_path_factory.mktemp("front"), files)
    found: dict[str, list[Problem]] = {name: [] for name in BAD}
    for problem in problems(root):
        found[problem.path.removeprefix("content/items/").removesuffix(".md")].append(problem)
    return found


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_at_its_line(told: dict[str, list[Problem]], name: str) -> None:
    case = BAD[name]
    found = [problem for problem in told[name] if problem.code == case["code"] and problem.line == case["line"]]
    assert found, told[name]
    assert any(case.get("hint", "") in problem.hint for problem in found)
    assert all(is_whole(problem) for problem in told[name])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | str]:
    """All good files in one site, built."""
    root = write(
        tmp_path_factory.mktemp("fine"), {f"content/items/{name}.md": item_text(case) for name, case in FINE.items()}
    )
    build(root, PLAIN)
    return tree(root / "public")


@pytest.mark.parametrize("name", FINE)
def test_what_is_right_is_built(built: dict[str, bytes | str], name: str) -> None:
    assert f"items/{name}.html" in built


def test_of_many_problems_fifty_are_shown_and_the_rest_are_counted(told: dict[str, list[Problem]]) -> None:
    everything = [problem for found in told.values() for problem in found]
    lines = format_problems(everything).splitlines()
    assert sum(": error[" in line for line in lines) == MOST_SHOWN
    assert lines[-1] == f"… and {len(everything) - MOST_SHOWN} more"
    assert len("\n".join(lines)) < 60_000
    assert str(SiteError(everything)).splitlines() == lines
