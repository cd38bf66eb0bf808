"""The article as a page's JSON-LD describes it: the right node of graphs, lists and nests, of sound and broken scripts.

Knows nothing of the tree: texts of scripts in, values out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

Node = Mapping[str, Any]

_MOST_NODES: Final = 4_000
_MOST_CHARS: Final = 3_000_000
_DEPTH: Final = 24
_ASIDE: Final = frozenset(
    "itemlistelement breadcrumb mentions relatedlink haspart ispartof comment review recommendation publisher author "
    "creator image logo video audio liveblogupdate about sameas".split()
)
"""What is told below these keys is not the page's article."""
_KINDS: Final = (
    ("newsarticle", "article", "posting", "reportagenewsarticle"),
    ("report", "review", "recipe", "creativework", "claimreview", "qapage", "howto"),
    ("webpage", "itempage", "aboutpage"),
    ("videoobject", "podcastepisode", "episode", "product", "imagegallery", "mediaobject"),
)
"""Ends of types, those that tell most of an article first."""
_COMMENT: Final = re.compile(
    r"^\s*(?:<!--|/[*/]+\s*<!\[CDATA\[\s*(?:\*/)?|<!\[CDATA\[)|(?:-->|/[*/]+\s*\]\]>\s*(?:\*/)?|\]\]>)\s*$"
)
_COMMA: Final = re.compile(r",(\s*[}\]])")
_FIELD: Final = re.compile(r'"(headline|datePublished|dateModified|dateCreated)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_AUTHOR: Final = re.compile(
    r'"author"\s*:\s*[\[{\s]{0,20}"(?:@type"\s*:\s*"Person"\s*,\s*"name"\s*:\s*")?([^"]{3,80})"'
)


def read_nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """All nodes that may be the page's article, in page order; those of broken scripts as far as they can be read."""
    found: list[Node] = []
    known: dict[str, Node] = {}
    for script in scripts:
        if not script.strip() or len(script) > _MOST_CHARS:
            continue
        told = _loaded(script)
        for node in _walk(told, 0, known) if told is not None else (_salvaged(script),):
            if node and len(found) < _MOST_NODES:
                found.append(node)
    return tuple(_resolved(node, known) for node in found)


def article_node(nodes: Iterable[Node], addresses: Iterable[str] = (), headlines: Iterable[str] = ()) -> Node:
    """The node that describes this page's article; an empty one when none does.

    Of several the one of this address goes first, then that with this headline, then the first of the best type.
    """
    here = {_bare(one) for one in addresses if one}
    titles = {_plain(one) for one in headlines if one}
    ranked = [
        (
            rank,
            not here & {_bare(one) for one in _addresses(node)},
            _plain(text_of(node.get("headline") or node.get("name"))) not in titles,
            at,
        )
        for at, node in enumerate(nodes)
        if (rank := _rank(node)) < len(_KINDS)
    ]
    return tuple(nodes)[min(ranked)[3]] if ranked else {}


def text_of(value: Any) -> str:
    """A value as plain text: of a list the first, of a node its name or address; markup and entities undone."""
    if isinstance(value, list | tuple):
        return next((text for one in value[:20] if (text := text_of(one))), "")
    if isinstance(value, Mapping):
        return text_of(value.get("name") or value.get("@value") or value.get("url") or "")
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    plain = html.unescape(html.unescape(value)) if "&" in value else value
    if "<" in plain:
        plain = re.sub(r"</?[a-zA-Z][^<>]*>", " ", plain)
    return " ".join(plain.split())


def nodes_of(value: Any) -> Iterator[Any]:
    """The entries of a value that may be a list or one alone."""
    if isinstance(value, list | tuple):
        yield from value[:50]
    elif value:
        yield value


def types_of(node: Node) -> tuple[str, ...]:
    """The node's types in lower case, without the vocabulary's address."""
    return tuple(str(one).rpartition("/")[2].rpartition(":")[2].lower() for one in nodes_of(node.get("@type")) if one)


def _loaded(script: str) -> Any:
    """What the script says; None where it cannot be mended."""
    bare = _COMMENT.sub("", _COMMENT.sub("", script)).strip().rstrip(";").strip()
    for text in (bare, _COMMA.sub(r"\1", bare), html.unescape(bare), _COMMA.sub(r"\1", bare.replace("}{", "},{"))):
        try:
            return json.loads(text, strict=False)
        except RecursionError:
            return None
        except ValueError:
            continue
    try:
        return json.JSONDecoder(strict=False).raw_decode(bare)[0]
    except (ValueError, RecursionError):
        return None


def _salvaged(script: str) -> Node:
    """The few fields that can be read of a script that is no JSON."""
    fields: dict[str, Any] = {}
    for name, value in _FIELD.findall(script[:200_000]):
        fields.setdefault(name, value.replace('\\"', '"').replace("\\/", "/"))
    author = _AUTHOR.search(script[:200_000])
    if author and not author[1].startswith("@"):
        fields["author"] = author[1]
    return {"@type": "Article", **fields} if fields else {}


def _walk(value: Any, depth: int, known: dict[str, Node], aside: bool = False) -> Iterator[Node]:
    """Nodes with a type, outer before inner; what is told aside is only remembered by its id."""
    if depth > _DEPTH or len(known) > _MOST_NODES:
        return
    if isinstance(value, list):
        for one in value[:500]:
            yield from _walk(one, depth + 1, known, aside)
    elif isinstance(value, dict):
        if isinstance(value.get("@id"), str) and len(value) > 1:
            known.setdefault(value["@id"], value)
        if value.get("@type") and not aside:
            yield value
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1, known, aside or key.lower() in _ASIDE)


def _resolved(node: Node, known: Mapping[str, Node]) -> Node:
    """The node with authors and publisher in place of their bare ids."""

    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(one) for one in value[:50]]
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
            return known.get(value["@id"], value)
        return value

    return {key: resolve(value) if key in ("author", "creator", "publisher") else value for key, value in node.items()}


def _rank(node: Node) -> int:
    ranks = (at for kind in types_of(node) for at, ends in enumerate(_KINDS) if kind.endswith(ends))
    return min(ranks, default=len(_KINDS))


def _addresses(node: Node) -> Iterator[str]:
    main = node.get("mainEntityOfPage")
    for value in (node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, Mapping) else main):
        if isinstance(value, str):
            yield value


def _bare(url: str) -> str:
    """An address without what differs between two names of one page."""
    return url.partition("#")[0].partition("?")[0].rstrip("/").partition("://")[2].removeprefix("www.").lower()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def in_paragraphs(text: str, node: Node) -> str:
    """The text; with the paragraphs of the node's, where that has the same words and the text has none."""
    body = node.get("articleBody")
    if "\n" in text or not isinstance(body, str) or "\n" not in body.strip():
        return text
    parts = [" ".join(line.split()) for line in body.split("\n")]
    same = "".join("".join(parts).split()) == "".join(text.split())
    return "\n\n".join(part for part in parts if part) if same else text
