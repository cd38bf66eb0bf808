"""The docstrings of the package's own types, from its text: Python leaves them out where told to, and has none of
fields."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def docstrings(modules: tuple[tuple[str, str], ...]) -> Mapping[str, Mapping[str, str]]:
    """Of each class of the (package, file) given: its own below "", and that below each field, on one line."""
    found: dict[str, dict[str, str]] = {}
    for package, name in modules:
        for node in ast.parse(files(package).joinpath(name).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = _of_class(node)
    return found


def _of_class(node: ast.ClassDef) -> dict[str, str]:
    docs: dict[str, str] = {}
    field = ""
    for line in node.body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            field = line.target.id
        elif isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            docs.setdefault(field, " ".join(line.value.value.split()))
    return docs
