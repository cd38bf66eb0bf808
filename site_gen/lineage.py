"""Which template files made a page, as a comment that the preview puts into it. Pure; never part of a built site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_gen.site.render import Ancestor

_DOCTYPE: Final = b"<!doctype html>\n"


def told_lineage(path: str, chain: Sequence[Ancestor], uses: Sequence[str]) -> str:
    """An HTML comment: the template of the page at `path`, what that extends, who has which block, what else is used.

    A block is told where it replaces one; the file that is named first is the one that the reader sees.
    """
    lines = [f"site-gen: {path}", f"template: {chain[0].file}"]
    lines += [f"extends: {one.file}" for one in chain[1:]]
    names = dict.fromkeys(name for one in reversed(chain) for name in one.blocks)
    for name in names:
        owners = [one.file for one in chain if name in one.blocks]
        if len(owners) > 1:
            lines.append(f"block {name}: {owners[0]}, instead of {', '.join(owners[1:])}")
    lines += [f"uses: {', '.join(uses)}"] if uses else []
    lines.append(f'to replace a block: {{% extends "default/{chain[0].name}" %}} in templates/{chain[0].name}')
    told = "\n     ".join(line.replace("--", "- -").replace(">", "") for line in lines)
    return f"<!-- {told} -->\n"


def with_lineage(page: bytes, comment: str) -> bytes:
    """The page with the comment behind its first line, where it changes nothing of how a browser reads it."""
    if page.startswith(_DOCTYPE):
        return _DOCTYPE + comment.encode() + page.removeprefix(_DOCTYPE)
    return page + comment.encode()
