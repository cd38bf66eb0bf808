"""The table of error codes against the codes in the source, both ways, and what is told of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from problem_codes import used_codes

from site_gen.cli import main
from site_gen.codes import Code, codes
from site_gen.errors import Problem, format_problem

TABLE = "site_gen/codes.toml"


def test_every_code_in_the_source_is_described() -> None:
    missing = [code for code in used_codes() if not any(re.fullmatch(code, known) for known in codes())]
    lines = [code.replace("\\", "").join(("[", "]")) + "\nmeaning = …\nremedy = …\nexample = …" for code in missing]
    assert missing == [], f"add to {TABLE}, then run make reference:\n" + "\n".join(lines)


def test_every_code_that_is_described_stands_in_the_source() -> None:
    used = [re.compile(code) for code in used_codes()]
    unused = [known for known in codes() if not any(code.fullmatch(known) for code in used)]
    assert unused == [], f"nothing in site_gen/ has these codes: remove their tables from {TABLE}: {unused}"


def test_codes_stand_in_the_order_of_the_alphabet() -> None:
    assert list(codes()) == sorted(codes())


@pytest.mark.parametrize(("name", "code"), codes().items())
def test_an_example_says_what_the_source_would_say(name: str, code: Code) -> None:
    found = re.fullmatch(r"(?:[^\n]+?)(?::\d+)?(?::\d+)?: (error|warning)\[([a-z0-9-]+)\]: (.+)", code.example)
    assert found is not None, f"the example of [{name}] in {TABLE} is no line as the program prints it"
    assert found[2] == name
    messages = [message for code, all_of in used_codes().items() if re.fullmatch(code, name) for message in all_of]
    fits = any(not message or re.match(message + "(; |$|,)", found[3]) for message in messages)
    assert fits, f"the example of [{name}] in {TABLE} fits none of its messages: {messages}"
    assert code.meaning.endswith((".", ")"))
    assert code.remedy.endswith(".")


def test_a_code_is_explained_at_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for wanted in ("unknown-actor", "error[unknown-actor]", "warning[unknown-actor]:"):
        assert main(["explain", wanted]) == 0
        told = capsys.readouterr().out
        assert codes()["unknown-actor"].meaning in told.replace("\n  ", " ")
    assert main(["explain", "--json", "error[tag]"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "code"


def test_an_entry_is_explained_before_a_code_of_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(tmp_path / "p")
    assert main(["init", root, "-q"]) == 0
    assert main(["-C", root, "new", "topic", "Tag"]) == 0
    capsys.readouterr()
    assert main(["-C", root, "explain", "tag"]) == 0
    assert "topic tag" in capsys.readouterr().out
    assert main(["-C", root, "explain", "error[tag]"]) == 0
    assert "topic tag" not in capsys.readouterr().out
    assert main(["-C", root, "explain", "bad-yaml"]) == 0


def test_a_code_is_explained_when_the_content_has_that_very_error(tmp_path: Path) -> None:
    root = tmp_path / "p"
    assert main(["init", str(root), "-q"]) == 0
    (root / "content/site.yaml").write_text("titel: x\n")
    assert main(["-C", str(root), "explain", "unknown-field"]) == 0
    assert main(["-C", str(root), "explain", "mara-lind"]) == 1
    (root / "content/site.yaml").unlink()
    (root / "content/items").mkdir()
    (root / "content/items/x.md").write_text("---\ntitle: x\ntopics: [none]\n---\n")
    assert main(["-C", str(root), "explain", "unknown-topic"]) == 0


def test_an_unknown_code_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "error[unknown-aktor]"]) == 1
    assert 'no error code "unknown-aktor"; did you mean "unknown-actor"?' in capsys.readouterr().err


def test_a_planted_code_is_found(tmp_path: Path) -> None:
    planted = """
THIRD = "third-one"
def f(kind):
    code = "new-one" if kind else "other-one"
    raise SiteError([Problem("x", 0, 0, code, f"no {kind}", "")])
def _g(path, code, message):
    return Problem(path, 0, 0, code, message)
_g("x", THIRD, "m")
def h():
    return _g("x", THIRD, "m")
"""
    (tmp_path / "planted.py").write_text(planted)
    assert used_codes(tmp_path) == {
        "new\\-one": {"no\\ .+": None},
        "other\\-one": {"no\\ .+": None},
        "third\\-one": {"m": None},
    }


def test_what_a_problem_prints_is_what_a_reader_may_ask_for() -> None:
    assert "error[tag]" in format_problem(Problem("x", 0, 0, "tag", "m"))
