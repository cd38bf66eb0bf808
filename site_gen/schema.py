"""The verb "schema": the content model as JSON Schema (2020-12), for editors that complete and check what one writes.

Made from the very tables that read the files (`content.records`), with the words that stand beside the model's fields.
A schema takes all that the reader takes; what only the reader can know (ids that exist, words that stand in the
article, days that the calendar has) stays with `site-gen check`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from re import sub
from typing import Any, Final

import msgspec
from msgspec import Struct

from site_gen.content.forms import Form, form_of
from site_gen.content.project import write_atomic
from site_gen.content.records import ACTOR, ITEM, SETTINGS, SIDECAR, SOURCE, TOPIC
from site_gen.content.schema import Convert, Field, Fields
from site_gen.edtf import FORMS
from site_gen.errors import Problem, SiteError
from site_gen.incoming import Sidecar
from site_gen.model import Actor, Item, Settings, Source, Topic
from site_gen.site.data.dictionary import descriptions
from site_gen.slugs import MAX_LENGTH

FOLDER: Final = "content/.schema"
"""Where editors find them; each file that `init` writes names its own."""
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ID: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
_EDTF: Final = "A date in EDTF (ISO 8601-2): 2022-08-04, 2022-08, 199X, XXXX-09-25, 2022-08-03/2022-08-04, 2022?"
_DATE: Final = {"$ref": "#/$defs/edtf"}
_PLAIN: Final = ["string", "number", "boolean"]
"""What YAML makes of a text without quotation marks; the reader takes its very letters."""


class Described(Struct, frozen=True, eq=False):
    """A kind of file."""

    file: str
    """Where such a file stands in a project."""
    title: str
    cls: type[Struct]
    """What it, or each of its entries, becomes."""
    fields: Fields
    entries: bool = False
    """Whether it maps ids to records."""


SCHEMAS: Final[Mapping[str, Described]] = {
    "item": Described("content/items/<id>.md", "Front matter of an item", Item, ITEM),
    "actors": Described("content/actors.yaml", "Actors by id", Actor, ACTOR, entries=True),
    "topics": Described("content/topics.yaml", "Topics by id", Topic, TOPIC, entries=True),
    "sources": Described("content/sources.yaml", "Sources by id", Source, SOURCE, entries=True),
    "site": Described("content/site.yaml", "Settings of the site", Settings, SETTINGS),
    "sidecar": Described("seeds/<seed>.yaml", "What a person says of a seed", Sidecar, SIDECAR),
}
"""Every kind of file that a person writes, by the name of its schema."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    told = SCHEMAS[name]
    parts: dict[str, Any] = {}
    record = _record(told.cls, told.fields, parts)
    head: dict[str, Any] = {"$schema": _DIALECT, "title": told.title}
    if told.entries:
        parts[told.cls.__name__] = record
        body: dict[str, Any] = {
            "type": ["object", "null"],
            "propertyNames": {"pattern": _ID, "maxLength": MAX_LENGTH},
            "additionalProperties": {"$ref": f"#/$defs/{told.cls.__name__}"},
        }
    else:
        body = {**record, "type": ["object", "null"] if "required" not in record else "object"}
    return {**head, **body, **({"$defs": dict(sorted(parts.items()))} if parts else {})}


def schema_text(name: str) -> str:
    """The same as a file."""
    return json.dumps(schema(name), indent=1, ensure_ascii=False) + "\n"


def schema_files() -> dict[str, str]:
    """All schemas by their place in a project."""
    return {f"{FOLDER}/{name}.json": schema_text(name) for name in SCHEMAS}


def write_schemas(root: Path) -> tuple[str, ...]:
    """Write them into the project; the paths that changed. Raises SiteError when the disk refuses."""
    written = []
    for path, text in schema_files().items():
        place = root / path
        if place.is_file() and place.read_text(encoding="utf-8") == text:
            continue
        try:
            write_atomic(place, text.encode())
        except OSError as error:
            told = f"the disk refused: {error.strerror}"
            raise SiteError([Problem(path, 0, 0, "unwritable", told, "check its permissions")]) from error
        written.append(path)
    return tuple(written)


def modeline(name: str, folder: str = "content") -> str:
    """The comment by which editors with a YAML language server find the schema, from a file in `folder`."""
    up = "" if folder == "content" else "../content/"
    return f"# yaml-language-server: $schema={up}.schema/{name}.json\n"


def meanings(cls: type[Struct]) -> Mapping[str, str]:
    """What each field of a record means; where it says nothing, what the field of this name means elsewhere.

    In words for files: what is None here is null there.
    """
    told = {**descriptions()["Item"], **descriptions()["Actor"], **descriptions()[cls.__name__]}
    return {name: sub(r"\bNone\b", "null", meaning) for name, meaning in told.items()}


def _record(cls: type[Struct], fields: Fields, parts: dict[str, Any]) -> dict[str, Any]:
    words, defaults = meanings(cls), _defaults(cls)
    found = {name: _field(field, parts) for name, field in fields.items()}
    for name, field in fields.items():
        if meaning := words.get(field.name or name):
            found[name]["description"] = meaning
        if default := defaults.get(field.name or name):
            found[name]["default"] = default
    required = [name for name, field in fields.items() if field.required]
    needs = {"required": required} if required else {}
    return {"type": "object", "properties": found, **needs, "additionalProperties": False}


def _defaults(cls: type[Struct]) -> dict[str, str | int]:
    """What a field has when a file does not name it, where that is a word or a number."""
    return {one.name: one.default for one in msgspec.structs.fields(cls) if isinstance(one.default, str | int)}


def _field(field: Field, parts: dict[str, Any]) -> dict[str, Any]:
    found = _value(field.convert, parts)
    return _or_null(found) if form_of(field.convert).null or not field.required else found


def _or_null(found: dict[str, Any]) -> dict[str, Any]:
    """The same where nothing is a value too."""
    if found == _DATE:
        return found
    if "enum" in found:
        return {**found, "enum": [*found["enum"], None]}
    if "anyOf" in found:
        return {**found, "anyOf": [*found["anyOf"], {"type": "null"}]}
    if "$ref" in found:
        return {"anyOf": [found, {"type": "null"}]}
    kinds = found["type"] if isinstance(found["type"], list) else [found["type"]]
    return {**found, "type": [*kinds, "null"]}


def _value(convert: Convert, parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value that is there."""
    form = form_of(convert)
    if form.kind == "list" and form.of is not None:
        one = _value(form.of, parts)
        one = _or_null(one) if form_of(form.of).null else one
        return {"anyOf": [{"type": "array", "items": one}, one]}
    if form.kind == "pairs" and form.of is not None:
        return {"type": "object", "additionalProperties": _or_null(_value(form.of, parts))}
    if form.kind == "date":
        parts["edtf"] = {"type": ["string", "integer", "null"], "pattern": _edtf(), "description": _EDTF}
        return dict(_DATE)
    if form.kind == "record":
        name = form.cls.__name__
        if name not in parts:
            parts[name] = _record(form.cls, form.fields, parts)
        record = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [{"type": _PLAIN, "pattern": r"\S"}, record]} if form.key else record
    return _plain(form)


def _plain(form: Form) -> dict[str, Any]:
    empty = "^$|" if form.empty else ""
    match form.kind:
        case "choice":
            return {"enum": [*form.words, ""] if form.empty else list(form.words)}
        case "number":
            bounds = {"minimum": form.low, "maximum": form.high}
            return {"type": ["integer", "string"], **bounds, "pattern": r"^\s*-?\d{1,9}\s*$"}
        case "quantity":
            return {"type": ["number", "string"], "pattern": r"^\s*-?[\d,_ ]+(\.\d{1,6})?\s*$"}
        case "id":
            return {"type": ["string", "integer"], "pattern": empty + _ID, "maxLength": MAX_LENGTH}
        case "mapping":
            return {"type": "object"}
        case "url":
            return {"type": "string", "pattern": r"^\s*$|^\s*[Hh][Tt][Tt][Pp][Ss]?://\S+\s*$"}
        case "colour":
            return {"type": "string", "pattern": r"^\s*(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}))?\s*$"}
        case "faces":
            return {"type": "string", "pattern": r"""^\s*[\w ,'"-]*\s*$"""}
        case "asset":
            return {"type": "string", "pattern": r"^\s*(assets(/\w[\w.-]*)+)?\s*$"}
        case "language":
            return {"type": "string", "pattern": r"^\s*$|^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\s*$"}
    return {"type": list(_PLAIN)} if form.empty else {"type": list(_PLAIN), "pattern": r"\S"}


def _edtf() -> str:
    """A date, interval or list of dates as one pattern; its groups have no names, which ECMA writes otherwise."""
    single = "(?:" + "|".join(sub(r"\?P<\w+>", "?:", form.pattern) for form in FORMS) + ")[?~%]?"
    end = rf"(?:{single}|\.\.|)"
    several = rf"{single}(?:\s*,\s*{single})*"
    return rf"^\s*(?:{single}|{end}/{end}|\[\s*{several}\s*\]|\{{\s*{several}\s*\}}|)\s*$"
