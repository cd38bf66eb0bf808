"""What a screen reader has to read of an open page: the accessibility tree of Chromium, flat, in reading order."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

LANDMARKS: Final = frozenset(
    ["banner", "navigation", "main", "complementary", "contentinfo", "search", "form", "region"]
)
CONTROLS: Final = frozenset(["link", "button", "combobox", "searchbox", "textbox", "Date", "DisclosureTriangle"])


class Spoken(NamedTuple):
    """One thing that is announced."""

    role: str
    name: str
    description: str
    level: int
    """Of a heading, from 1; 0 else."""
    href: str
    """Where a link leads, fragment and all; "" else."""
    place: str
    """The nearest list item or landmark around it, by role and number: "listitem 71"."""


def spoken(page: Any) -> list[Spoken]:
    """All that is announced, in reading order."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    found: list[Spoken] = []
    _read(root, nodes, "page", found)
    return found


def _read(node: dict[str, Any], nodes: dict[str, dict[str, Any]], place: str, found: list[Spoken]) -> None:
    role = node.get("role", {}).get("value", "")
    if not node.get("ignored"):
        told = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        name, description = (str(node.get(key, {}).get("value", "")) for key in ("name", "description"))
        found.append(Spoken(role, name, description, int(told.get("level") or 0), str(told.get("url") or ""), place))
    if role in LANDMARKS or role == "listitem":
        place = f"{role} {node['nodeId']}"
    for child in node.get("childIds", ()):
        if child in nodes:
            _read(nodes[child], nodes, place, found)
