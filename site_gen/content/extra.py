"""The field `extra`: a mapping of anything that other tools said, read as keys with a text or texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from site_gen.content.forms import Form, takes
from site_gen.content.frontmatter import Mapping, Node, Scalar, Sequence
from site_gen.content.schema import Report, kind_of, many, short, text

Extra = tuple[tuple[str, str | tuple[str, ...]], ...]


@takes(Form("mapping", null=True))
def extras(node: Node, report: Report) -> Extra:
    """A mapping of anything as keys with a text or texts; keys of inner mappings are joined: "location.lat"."""
    if not isinstance(node, Mapping):
        report.add(node, "not-a-mapping", f"expected a mapping, found {kind_of(node)}", "write  key: value  lines")
        return ()
    found: dict[str, str | tuple[str, ...]] = {}
    for name, key, value in flat("", node):
        told = many(text)(value, report) if isinstance(value, Sequence) else text(value, report)
        if name in found:
            report.add(key, "duplicate-key", f'"{short(name)}" stands here twice', "keep one")
        found[name] = told
    return tuple(found.items())


def flat(before: str, node: Mapping) -> Iterator[tuple[str, Scalar, Node]]:
    """(whole key, key, text or list of texts) of all that lies in a mapping."""
    for key, value in node.entries:
        name = f"{before}{unicodedata.normalize('NFC', key.value or '').strip()}"
        if isinstance(value, Mapping) and value.entries:
            yield from flat(f"{name}.", value)
        elif isinstance(value, Sequence) and any(not isinstance(one, Scalar) for one in value.items):
            numbered = tuple((_numbered(one, at), one) for at, one in enumerate(value.items, 1))
            yield from flat(f"{name}.", Mapping(numbered, value.line, value.column, value.start, value.end))
        elif isinstance(value, Mapping):
            yield name, key, Scalar(None, value.line, value.column, value.start, value.end)
        else:
            yield name, key, value


def _numbered(node: Node, at: int) -> Scalar:
    return Scalar(str(at), node.line, node.column, node.start, node.end)
