"""The schemas for editors: they take what the reader takes, and refuse what a schema can know to be wrong."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from small_site import FILES, SEEDS

from site_gen.cli import COMMANDS, command_parser, main
from site_gen.content.forms import form_of
from site_gen.content.frontmatter import read_front_matter
from site_gen.content.item import parse_item
from site_gen.content.records import RECORDS
from site_gen.edtf import FORMS, parse_edtf
from site_gen.errors import SiteError
from site_gen.schema import FOLDER, SCHEMAS, schema, schema_files, schema_text

HERE = Path(__file__).parents[1]
ERRORS = sorted((HERE / "tests/data/errors").glob("*.md"))
STYLES = sorted((HERE / "tests/data/frontmatter/styles").glob("*.md"))
SEEN = frozenset("unknown-field missing-field bad-choice not-a-mapping not-text bad-language".split())
"""Codes of errors that an editor must show too."""


class Editor(yaml.CSafeLoader):
    """YAML as editors read it (1.2, core schema): no dates, no yes and no, no 12:30."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])


@cache
def validator(name: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name))


def faults(name: str, text: str) -> list[str]:
    """What an editor underlines."""
    return [error.json_path + ": " + error.message[:120] for error in validator(name).iter_errors(_read(text))]


def _read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)


def front(text: str) -> str:
    """The YAML of an item."""
    fields = read_front_matter("x.md", text).fields
    return text[fields.start : fields.end] if fields.entries else ""


def _projects() -> list[tuple[str, str, str]]:
    """Every file of the committed projects and of the small one: schema, place, text."""
    files = {**FILES, **SEEDS}
    for base in (HERE, HERE / "tests/data/demo"):
        for pattern in ("content/*.yaml", "content/items/*.md", "seeds/*.yaml"):
            files |= {str(path.relative_to(HERE)): path.read_text("utf-8") for path in sorted(base.glob(pattern))}
    found = []
    for path, text in files.items():
        name = "sidecar" if "seeds/" in path else "item" if path.endswith(".md") else Path(path).stem
        if not path.endswith(".txt"):
            found.append((name, path, front(text) if name == "item" else text))
    return found


def test_every_committed_file_is_right_to_an_editor() -> None:
    projects = _projects()
    assert {name for name, _, _ in projects} == set(SCHEMAS)
    assert {path: told for name, path, text in projects if (told := faults(name, text))} == {}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_every_style_that_is_read_is_right_to_an_editor(path: Path) -> None:
    text = path.read_bytes().decode().removeprefix("\ufeff")
    assert faults("item", front(text).replace("\r\n", "\n").replace("\r", "\n")) == []


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_an_editor_agrees_with_the_reader_where_it_can(path: Path) -> None:
    text = path.read_bytes().decode()
    try:
        parse_item("content/items/case.md", text)
        codes = set()
    except SiteError as error:
        codes = {problem.code for problem in error.problems}
    try:
        told = faults("item", front(text))
    except (SiteError, yaml.YAMLError):
        return  # no YAML: the editor says so without a schema
    if not codes:
        assert told == []
    if codes & SEEN:
        assert told != []


def test_dates_are_those_that_the_reader_knows() -> None:
    pattern = re.compile(schema("item")["$defs"]["edtf"]["pattern"])
    more = ("2022-08-03/2022-08-04", "../2022", "2018/..", "/2022", "[2022-08-03, 2022-08-04]", "{2022,2023}", "2022?")
    for text in (*(text for form in FORMS for text in form.right), *more):
        assert parse_edtf(text)
        assert pattern.search(text), text
    for text in (*(text for form in FORMS for text in form.wrong), "yesterday", "2022-08-03/x", "[2022"):
        assert not pattern.search(text), text
    assert "?P" not in pattern.pattern


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("item", "title: a\nstatements: [{speaker: a, text: b, kind: said}]", "kind"),
        ("item", "title: a\npublished: yesterday", "published"),
        ("item", "title: a\nsource: The Post", "source"),
        ("item", "title: a\nfigures: [{measure: killed, value: many, text: b}]", "figures"),
        ("item", "titel: a", "titel"),
        ("actors", "Mara Lind: {name: a}", "Mara Lind"),
        ("actors", "a: {name: a, kind: robot}", "kind"),
        ("topics", "a: {}", "name"),
        ("sources", "a: {name: b, grade: G}", "grade"),
        ("site", "page_size: many", "page_size"),
        ("sidecar", "url: here", "url"),
    ],
)
def test_a_slip_is_underlined(name: str, text: str, where: str) -> None:
    assert where in "".join(faults(name, text)) + str(_read(text))
    assert faults(name, text) != []


def test_every_field_has_a_form_and_words() -> None:
    for fields in (*(told.fields for told in SCHEMAS.values()), *RECORDS.values()):
        assert [name for name, field in fields.items() if not form_of(field.convert).kind] == []
    for name in SCHEMAS:
        for part in (schema(name), *schema(name).get("$defs", {}).values()):
            told = part.get("properties", {})
            assert [field for field, words in told.items() if not words.get("description")] == [], name


def test_the_command_prints_and_writes_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "site"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["page_size"]["default"] == 50
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text("item")
    root = tmp_path / "p"
    assert main(["init", str(root), "-q"]) == 0
    assert main(["-C", str(root), "schema", "--write"]) == 0
    assert capsys.readouterr().out == ""
    (root / FOLDER / "site.json").write_text("{}")
    assert main(["-C", str(root), "schema", "--write", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [f"{FOLDER}/site.json"]
    assert (root / FOLDER / "site.json").read_text("utf-8") == schema_text("site")


def test_a_new_project_names_its_schemas_and_has_them(tmp_path: Path) -> None:
    root = tmp_path / "p"
    assert main(["init", str(root), "-q"]) == 0
    files = [*root.glob("content/*.yaml"), *root.glob("seeds/*.yaml")]
    assert len(files) == 5
    for path in files:
        text = path.read_text("utf-8")
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert named is not None, path
        there = json.loads((path.parent / named[1]).read_text("utf-8"))
        assert list(Draft202012Validator(there).iter_errors(_read(text))) == []
    assert {str(path.relative_to(root)) for path in root.glob(f"{FOLDER}/*")} == set(schema_files())


def test_the_command_line_offers_every_schema() -> None:
    what = next(action for action in command_parser("schema")._actions if action.dest == "what")
    assert tuple(what.choices or ()) == tuple(SCHEMAS)
    assert "schema" in COMMANDS
