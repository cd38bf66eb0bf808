"""Every error code as it stands in the package's source, with the messages it comes with.

Read from the syntax tree: the fourth argument of `Problem`, and the argument `code` of every function that has one.
A code or message with a hole ("unknown-{kind}") is a pattern.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[1] / "site_gen"
_PROBLEM: Final = ("Problem", 3)
Takers = Mapping[str, int]
"""Functions that are given a code, each with the place of that argument; the message follows."""
Codes = dict[str, dict[str, None]]
"""Pattern of a code to the patterns of its messages; "" where a message is made elsewhere."""


@cache
def used_codes(package: Path = PACKAGE) -> Codes:
    """Codes in the package by pattern, in the order of the modules."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))]
    shared = dict([_PROBLEM, *(taker for tree in trees for taker in _takers(tree) if not taker[0].startswith("_"))])
    found: Codes = {}
    for tree in trees:
        for code, message in _codes_in(tree, {**shared, **dict(_takers(tree))}):
            found.setdefault(code, {})[message] = None
    return found


def _takers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                yield node.name, names.index("code")


def _codes_in(tree: ast.Module, takers: Takers) -> Iterator[tuple[str, str]]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = takers.get(called, len(node.args))
            if at + 1 < len(node.args):
                messages = list(_patterns(node.args[at + 1], function, tree)) or [""]
                yield from ((code, told) for code in _patterns(node.args[at], function, tree) for told in messages)


def _patterns(
    node: ast.expr, function: ast.FunctionDef, module: ast.Module, seen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """What an expression may be as regular expressions; none where it is given to the function. `seen` are the names
    that led here, so that one that is made from itself comes to an end."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else None for part in node.values)
        yield "".join(re.escape(part) if isinstance(part, str) else ".+" for part in parts)
    elif isinstance(node, ast.IfExp):
        yield from _patterns(node.body, function, module, seen)
        yield from _patterns(node.orelse, function, module, seen)
    elif isinstance(node, ast.Name) and node.id not in seen | {argument.arg for argument in function.args.args}:
        led = seen | {node.id}
        for made in (*ast.walk(function), *module.body):
            yield from (found for value in _given(made, node.id) for found in _patterns(value, function, module, led))


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _given(made: ast.AST, name: str) -> Iterator[ast.expr]:
    """What a node gives to a name: `name = …`, `name: str = …`, `name, other = …, …`."""
    if isinstance(made, ast.AnnAssign) and made.value is not None and _is_name(made.target, name):
        yield made.value
    for target in made.targets if isinstance(made, ast.Assign) else ():
        assert isinstance(made, ast.Assign)
        if _is_name(target, name):
            yield made.value
        elif isinstance(target, ast.Tuple) and isinstance(made.value, ast.Tuple):
            pairs = zip(target.elts, made.value.elts, strict=True)
            yield from (value for one, value in pairs if _is_name(one, name))
