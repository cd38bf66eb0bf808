"""What each field of the data set means: the JSON Schema, and the tables for readers.

Both are made from the types of `rows` and the docstrings beside their fields, read from the package's own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from site_gen.site import urls
from site_gen.site.data.rows import (
    ActorData,
    ActorFile,
    ArticleData,
    DataSet,
    EventData,
    FigureData,
    PairFile,
    SourceData,
    SourceFile,
    StatementData,
    TopicData,
    TopicFile,
)

TABLES: Final[tuple[tuple[str, type[Struct]], ...]] = (
    ("articles", ArticleData),
    ("statements", StatementData),
    ("events", EventData),
    ("figures", FigureData),
    ("actors", ActorData),
    ("topics", TopicData),
    ("sources", SourceData),
)
"""The tables of the data set by name."""
_MODULES: Final = (("site_gen", "model.py"), ("site_gen", "incoming.py"), ("site_gen.site.data", "rows.py"))
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(base_url: str) -> dict[str, Any]:
    """The JSON Schema of `data/site.json`; its $defs hold those of the files beside pages too."""
    found, parts = msgspec.json.schema_components(
        [DataSet, ActorFile, TopicFile, SourceFile, PairFile], ref_template="#/$defs/{name}"
    )
    for name, part in parts.items():
        part["additionalProperties"] = False
        part.pop("description", None)
        for field, told in part.get("properties", {}).items():
            words = descriptions().get(name, {}).get(field, "")
            if words and "$ref" not in told:
                told["description"] = words
    head: dict[str, Any] = {"$schema": _DIALECT}
    if base_url:
        head["$id"] = base_url + urls.SCHEMA
    defs = {name: {"title": name, "description": meaning_of(name), **part} for name, part in sorted(parts.items())}
    return {**head, "title": "Data set of a briefing", **found[0], "$defs": defs}


def fields_of(row: type[Struct]) -> tuple[tuple[str, str, str], ...]:
    """(name, form, meaning) of each field, in their order."""
    found = msgspec.json.schema(row)["$defs"][row.__name__]["properties"]
    told = descriptions()[row.__name__]
    return tuple((name, _form(form), told.get(name, "")) for name, form in found.items())


def meaning_of(row: str) -> str:
    """What a type of the data set stands for; from the text too, since Python leaves docstrings out where told to."""
    return descriptions()[row][""]


def descriptions() -> Mapping[str, Mapping[str, str]]:
    """Type name to field name to the docstring below the field, on one line; the type's own below ""."""
    from site_gen.site.data.docstrings import docstrings  # read when somebody asks: a change inside the site does not

    return docstrings(_MODULES)


def _form(told: Mapping[str, Any]) -> str:
    """A field's form in words: "text", "number", "list of StatementData"."""
    if "$ref" in told:
        return str(told["$ref"]).rpartition("/")[2]
    if "enum" in told:
        return " | ".join(told["enum"])
    if "anyOf" in told:
        return " or ".join(_form(one) for one in told["anyOf"])
    if told["type"] == "array":
        return f"list of {_form(told['items'])}" if told.get("items") else "pair"
    return {"string": "text", "integer": "number", "boolean": "true or false"}.get(told["type"], str(told["type"]))
