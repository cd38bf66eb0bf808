"""The reference under docs/reference/, made from the code: `make reference` writes it, tests hold it to be as made.

It stands with the tests because nothing of it is needed to run: it reads the parser, the tables of fields, the table of
error codes, the views and the templates, and the words beside them.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from small_site import FILES

import site_gen.exits
from site_gen.cli import COMMANDS, command_parser
from site_gen.codes import codes
from site_gen.content.forms import form_of
from site_gen.content.item import parse_item
from site_gen.content.registry import ACTORS, SITE, parse_registry, parse_settings
from site_gen.content.schema import Convert, Field, Fields
from site_gen.review.page import ReviewView
from site_gen.schema import SCHEMAS, meanings
from site_gen.site.assemble import assemble
from site_gen.site.markdown import render_markdown
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates

HERE: Final = Path(__file__).parents[1]
FOLDER: Final = HERE / "docs" / "reference"
TEMPLATES: Final = HERE / "templates"
MADE: Final = "<!-- Made by `make reference` from the code. Do not edit. -->\n"
_EDITS: Final = (
    (ACTORS, "  kind: person\n", "  kind: person\n  formerly: [a-holm]\n"),
    ("content/items/gates-open.md", "    said: 2022-08-03\n", "    said: 2022-08-03\n    topics: [dams]\n"),
)
"""What the small project needs so that it has pages of every kind."""
_FORMS: Final = {
    "date": "date (EDTF)",
    "url": "http or https address",
    "language": "BCP 47 tag",
    "quantity": "number",
    "colour": "colour, as `#a31220`",
    "faces": "names of type faces",
    "asset": "file below `assets/`",
}
"""Forms of values in words, where their own name is not plain."""
_ENVIRONMENT: Final = (
    ("NO_COLOR", "no colours, when it is not empty"),
    ("FORCE_COLOR, CLICOLOR_FORCE", "colours also where the output is no terminal, when not empty or 0"),
    ("TERM", "`dumb`: no colours"),
    ("COLUMNS", "how wide help is set"),
)


def pages() -> dict[str, str]:
    """Every page of the reference by its name."""
    return {
        "README.md": _index(),
        "commands.md": _commands(),
        "items.md": _files("Items and sidecars", _ITEMS_WORDS, ("item", "sidecar")),
        "registries.md": _files("Registries", _REGISTRY_WORDS, ("actors", "topics", "sources")),
        "settings.md": _files("Settings", _SETTINGS_WORDS, ("site",)),
        "errors.md": _errors(),
        "templates.md": _templates(),
    }


_ITEMS_WORDS: Final = """\
An item is a Markdown file, `content/items/<id>.md`: fields in YAML between two lines `---`, then the text. Its name
is the address of its page. Everything in YAML is read as text, and the tables say what it becomes; unknown fields are
errors. `site-gen schema item` prints the same as JSON Schema.
"""
_REGISTRY_WORDS: Final = """\
Each registry maps ids to entries. An id is the address of a page and never changes by itself: `site-gen rename`
changes it everywhere. `site-gen schema actors` (or `topics`, `sources`) prints the same as JSON Schema.
"""
_SETTINGS_WORDS: Final = """\
`content/site.yaml`. Every key may be left out. `site-gen schema site` prints the same as JSON Schema.
"""
_ERRORS_WORDS: Final = """\
Every problem reads `path:line:column: error[…]: what is wrong; what would be right`, with its code in the brackets,
and all of a run come at once. `site-gen explain CODE` prints what stands here.
"""
_EXIT_WORDS: Final = """
When `build` ends with another code than 0, the site is as it was. With `--json` problems stand on stdout as
`{"problems": […]}`; wrong usage is told on stderr only.
"""
_TEMPLATE_WORDS: Final = """\
A file in your project's `templates/` replaces the default one of that name. To replace a single block, begin it with
`{% extends "default/item.html" %}` and write that block alone; `{{ super() }}` stands for what it had.

A template sees the fields of its view by their names, and besides: `_("text")` and `ngettext("one", "many", n)` say a
text in the site's language, `{{ n | number }}` writes a number in it, `{{ text | source_hash }}` is a hash for a
security policy, and `ld_json` is the page's JSON-LD. Undefined names are errors. Names in `extends`, `include` and
`import` are written out, never taken from a variable. `site-gen explain PAGE` tells which templates and blocks made a
page.
"""


def _index() -> str:
    listed = (
        ("commands.md", "every command and flag, exit codes, environment"),
        ("items.md", "front matter of an item, and the sidecar of a seed"),
        ("registries.md", "`actors.yaml`, `topics.yaml`, `sources.yaml`"),
        ("settings.md", "`site.yaml`"),
        ("errors.md", "every error code: what it means, what to do, an example"),
        ("templates.md", "every template with its blocks and the fields that it sees"),
    )
    lines = "".join(f"- [{name.removesuffix('.md').capitalize()}]({name}): {told}\n" for name, told in listed)
    return f"{MADE}\n# Reference\n\n{lines}\nBack to the [guide](../README.md).\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |\n" for row in lines
    )


def _commands() -> str:
    parts = [f"{MADE}\n# Commands\n\n`site-gen [-C DIR] COMMAND …`, also `python -m site_gen`.\n\n"]
    parts.append(_table(("command", "what it does"), ((f"[`{n}`](#{n})", words) for n, (words, _) in COMMANDS.items())))
    common = command_parser("clean")._actions
    parts.append("\n## Everywhere\n\n" + _table(("flag", "meaning"), map(_flag_row, common)))
    parts.append("\nFlags are written out: they are never abbreviated.\n")
    seen = {action.dest for action in common}
    for name in COMMANDS:
        parser = command_parser(name)
        own = [action for action in parser._actions if action.dest not in seen]
        usage = " ".join(
            [f"site-gen {name}", *(f"[{_named(one)}]" if one.option_strings else _argument(one) for one in own)]
        )
        parts.append(f"\n## {name}\n\n{parser.description}\n\n```\n{usage}\n```\n")
        if own:
            parts.append("\n" + _table(("argument", "meaning"), map(_flag_row, own)))
    codes_told = [(f"`{code}`", told) for code, told in exit_codes().items()]
    parts.append("\n## Exit codes\n\n" + _table(("code", "meaning"), codes_told))
    parts.append(_EXIT_WORDS)
    parts.append(
        "\n## Environment\n\n" + _table(("variable", "meaning"), ((f"`{n}`", told) for n, told in _ENVIRONMENT))
    )
    parts.append("\nNothing else in the environment changes what is built.\n")
    return "".join(parts)


def exit_codes() -> dict[int, str]:
    """Exit codes with their meaning, as `exits` has them."""
    words = {"FINE": "fine", "USAGE": "wrong usage: an unknown command, flag or value, or no project here",
             "PROBLEMS": "problems in content, templates or build; or `check`, `doctor` found some",
             "INTERRUPTED": "interrupted"}  # fmt: skip
    return {code: words[name] for name, code in sorted(vars(site_gen.exits).items()) if name in words}


def _named(action: argparse.Action) -> str:
    return action.option_strings[-1] + (f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else "")


def _argument(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest.upper())
    return {"*": f"[{name} …]", "?": f"[{name}]"}.get(str(action.nargs), name)


def _flag_row(action: argparse.Action) -> tuple[str, str]:
    takes = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
    names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"
    if action.option_strings and takes:
        names += f" `{takes.strip()}`"
    choices = f" ({', '.join(f'`{choice}`' for choice in action.choices)})" if action.choices else ""
    return names, (action.help or "") + (choices if not _has_all(action) else "")


def _has_all(action: argparse.Action) -> bool:
    return all(str(choice) in (action.help or "") for choice in action.choices or ())


def _files(title: str, words: str, names: Sequence[str]) -> str:
    parts = [f"{MADE}\n# {title}\n\n{words}"]
    for name in names:
        told = SCHEMAS[name]
        parts.append(f"\n## {told.title}\n\n`{told.file}`\n\n" + _fields(told.cls, told.fields))
        for cls, fields in _nested(told.fields, {}).items():
            parts.append(f"\n### {cls.__name__}\n\n{inspect.getdoc(cls)}\n\n" + _fields(cls, fields))
    return "".join(parts)


def _nested(fields: Fields, found: dict[type[Struct], Fields]) -> dict[type[Struct], Fields]:
    """Records within records, in the order in which they are met."""
    for field in fields.values():
        form = form_of(field.convert)
        while form.of is not None:
            form = form_of(form.of)
        if form.kind == "record" and form.cls not in found:
            found[form.cls] = form.fields
            _nested(form.fields, found)
    return found


def _fields(cls: type[Struct], fields: Fields) -> str:
    words, defaults = meanings(cls), {one.name: one.default for one in msgspec.structs.fields(cls)}
    rows = []
    for name, field in fields.items():
        default = defaults[field.name or name]
        told = words[field.name or name]
        if isinstance(default, str | int) and default:
            told += f" Default: `{default}`."
        rows.append((f"`{name}`{' (required)' if field.required else ''}", _form(field), told))
    return _table(("field", "form", "meaning"), rows)


def _form(field: Field) -> str:
    told = _value(field.convert)
    return told + (" or null" if field.required and form_of(field.convert).null else "")


def _value(convert: Convert) -> str:
    form = form_of(convert)
    if form.kind == "list" and form.of is not None:
        return f"list: {_value(form.of)}"
    if form.kind == "pairs" and form.of is not None:
        return f"mapping of names to {_value(form.of)}"
    if form.kind == "record":
        link = f"[{form.cls.__name__}](#{form.cls.__name__.lower()})"
        return f"text or {link}" if form.key else link
    if form.kind == "choice":
        return ", ".join(f"`{word}`" for word in form.words)
    if form.kind == "number":
        return f"whole number, {form.low} to {form.high}"
    return _FORMS.get(form.kind, form.kind)


def _errors() -> str:
    parts = [f"{MADE}\n# Errors\n\n{_ERRORS_WORDS}\n"]
    parts.append(", ".join(f"[{name}](#{name})" for name in codes()) + "\n")
    for name, code in codes().items():
        parts.append(f"\n## {name}\n\n{code.meaning}\n\n**What to do.** {code.remedy}\n\n```\n{code.example}\n```\n")
    return "".join(parts)


def page_views() -> dict[str, type[Struct]]:
    """Each template that makes pages with the view that it sees."""
    files = dict(FILES)
    for path, old, new in _EDITS:
        assert old in files[path], path
        files[path] = files[path].replace(old, new, 1)
    items = [parse_item(path, text) for path, text in files.items() if path.endswith(".md")]
    site = assemble(items, parse_registry(files), parse_settings(files[SITE]), render_markdown)
    found: dict[str, type[Struct]] = {"review.html": ReviewView}
    found |= {page.template: type(page.view) for page in plan_pages(site) if "." in page.template}
    return {name: found[name] for name in sorted(found)}


@cache
def outlines() -> Mapping[str, tuple[str, ...]]:
    """Blocks of each template by its name."""
    templates = Templates(TEMPLATES, TEMPLATES)
    names = sorted(path.name for path in TEMPLATES.glob("*.*"))
    return {name: templates.outline(name)[0][1] for name in names}


def _templates() -> str:
    views, blocks = page_views(), outlines()
    parts = [f"{MADE}\n# Templates\n\n{_TEMPLATE_WORDS}"]
    made = ((f"[`{name}`](#{_anchor(name)})", f"[{view.__name__}](#{view.__name__.lower()})", str(len(blocks[name])))
            for name, view in views.items())  # fmt: skip
    parts.append("\n" + _table(("template", "view", "blocks"), made))
    others = [name for name in blocks if name not in views]
    parts.append(f"\nUsed by these: {', '.join(f'[`{name}`](#{_anchor(name)})' for name in others)}.\n")
    parts.append(_looks())
    for name, own in blocks.items():
        parts.append(f"\n## {name}\n\n{_template_says(name, views)}\n\n" + _blocks(own))
    parts.append("\n# Views\n\nWhat a template sees. Every address is relative to the page that shows it.\n")
    for cls in _all_views(views.values()):
        rows = ((f"`{field}`", _type(told), meaning) for field, told, meaning in view_fields(cls))
        parts.append(f"\n## {cls.__name__}\n\n{inspect.getdoc(cls)}\n\n" + _table(("field", "form", "meaning"), rows))
    return "".join(parts)


def _looks() -> str:
    """What each bundled look replaces."""
    lines = []
    for folder in sorted((TEMPLATES / "looks").iterdir()):
        names = ", ".join(f"`{path.name}`" for path in sorted(folder.rglob("*.*")))
        lines.append(f"- `{folder.name}`: {names}\n")
    return f"\nA look replaces some of these (`look` in [settings](settings.md)):\n\n{''.join(lines)}"


def _anchor(name: str) -> str:
    """How forges make an anchor of a heading: letters, digits, "-" and "_" stay."""
    return re.sub(r"[^a-z0-9_-]", "", name.lower())


def _template_says(name: str, views: Mapping[str, type[Struct]]) -> str:
    if name in views:
        return f"Sees [{views[name].__name__}](#{views[name].__name__.lower()})."
    if name == "base.html":
        return "What HTML pages have around their own matter; they extend it and replace its blocks."
    return "Pieces that other templates import: each macro is given the views that it shows."


def _blocks(names: Sequence[str]) -> str:
    return f"Blocks: {', '.join(f'`{name}`' for name in names)}.\n" if names else "No blocks.\n"


def view_fields(cls: type[Struct]) -> Iterator[tuple[str, str, str]]:
    """Name, type as it is written, and meaning of each field of a view."""
    words: dict[str, str] = {}
    field = ""
    for node in ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0].body:  # type: ignore[attr-defined]
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            field = node.target.id
        elif field and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            words.setdefault(field, " ".join(str(node.value.value).split()))
    for name in cls.__struct_fields__:
        yield name, str(inspect.get_annotations(cls)[name]), words.get(name, "")


def _all_views(first: Iterable[type[Struct]]) -> list[type[Struct]]:
    """Views and the views within them: those of pages first, then the pieces, each in the alphabet's order."""
    whole = sorted(set(first), key=lambda cls: cls.__name__)
    pieces: dict[str, type[Struct]] = {}
    waiting = list(whole)
    while waiting:
        cls = waiting.pop()
        module = inspect.getmodule(cls)
        for _, told, _ in view_fields(cls):
            for name in re.findall(r"[A-Z]\w+", told):
                found = getattr(module, name, None)
                if isinstance(found, type) and issubclass(found, Struct) and name not in pieces and found not in whole:
                    pieces[name] = found
                    waiting.append(found)
    return [*whole, *(pieces[name] for name in sorted(pieces))]


def _type(told: str) -> str:
    """A type in words, views linked: "list of LinkView"."""
    told = told.removesuffix(" | None") + (" or none" if told.endswith(" | None") else "")
    told = re.sub(r"^tuple\[(.*), \.\.\.\]", r"list: \1", told)
    told = re.sub(r"tuple\[(.*), \.\.\.\]", r"list: \1", re.sub(r"^list: tuple\[(.*)\]$", r"list: pair of \1", told))
    told = re.sub(r"\bstr\b", "text", re.sub(r"\bint\b", "number", re.sub(r"\bbool\b", "true or false", told)))
    return re.sub(r"\b([A-Z]\w+)", lambda found: f"[{found[1]}](#{found[1].lower()})", told)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for page, text in pages().items():
        (FOLDER / page).write_text(text, encoding="utf-8")
        print(f"wrote docs/reference/{page}")
