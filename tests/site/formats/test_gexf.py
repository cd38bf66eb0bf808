"""Who appears with whom: nodes, edges, weights, well-formed whatever the names."""

from __future__ import annotations

from xml.etree import ElementTree

from hostile_site import HOSTILE, data

from site_gen.site.formats.gexf import gexf_bytes

G = "{http://gexf.net/1.3}"


def test_actors_named_in_articles_are_nodes_and_those_named_together_are_edges() -> None:
    graph = ElementTree.fromstring(gexf_bytes(data()))
    nodes = {one.get("id"): one for one in graph.iter(f"{G}node")}
    assert list(nodes) == ["mayor", "town", "guard"]
    assert nodes["mayor"].get("label") == f"Ada {HOSTILE}"
    told = {value.get("for"): value.get("value") for value in nodes["mayor"].iter(f"{G}attvalue")}
    assert told == {"kind": "person", "articles": "4"}
    edges = {(one.get("source"), one.get("target"), one.get("weight")) for one in graph.iter(f"{G}edge")}
    assert edges == {("mayor", "town", "2"), ("guard", "mayor", "1"), ("guard", "town", "1")}
    ids = [one.get("id") for one in graph.iter(f"{G}edge")]
    assert len(ids) == len(set(ids))
