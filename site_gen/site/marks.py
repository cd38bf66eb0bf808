"""Names in a text: links in shown HTML to the pages of those it names, and who is named in a statement.

Plain comparison of the registry's words with the text, no more: what an article is about was decided by ingest and by
people. Metonyms and offices are left out, since the same words mean other things elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from site_gen.model import Actor

_TAGS: Final = re.compile(r"(<[^<>]*>)")
"""A tag, as markdown_it writes them: every other "<" and ">" is escaped. Matches "<p id=\"p1\">", not "a &lt; b"."""
_CLOSED: Final = frozenset(["a", "code", "pre"])
"""Elements whose text stays as it is."""
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


def mark_names(html: str, names: Mapping[str, tuple[str, str]]) -> str:
    """`html` with the first place in each paragraph of each actor's name as a link.

    `names` maps a name to (address, kind of actor); names of one address count as one. The HTML must be that of
    `site.markdown`: every text in it is escaped.
    """
    if not names:
        return html
    longest = sorted(names, key=lambda name: (-len(name), name))
    by_escaped = {_escaped(name): names[name] for name in longest}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(_escaped(name)) for name in longest)})(?![\w-])")
    parts: list[str] = []
    seen: set[str] = set()
    closed = 0
    for part in _TAGS.split(html):
        if part.startswith("<"):
            name = part.strip("</>").split()[0].lower() if part.strip("</>") else ""
            if name in _CLOSED:
                closed += -1 if part.startswith("</") else 1
            elif name == "p" and not part.startswith("</"):
                seen.clear()
            parts.append(part)
        else:
            parts.append(part if closed else _linked(part, pattern, by_escaped, seen))
    return "".join(parts)


def _linked(text: str, pattern: re.Pattern[str], names: Mapping[str, tuple[str, str]], seen: set[str]) -> str:
    def link(found: re.Match[str]) -> str:
        href, kind = names[found.group()]
        if href in seen:
            return found.group()
        seen.add(href)
        return f'<a class="actor {kind}" href="{escape(href)}">{found.group()}</a>'

    return pattern.sub(link, text)


def _escaped(name: str) -> str:
    """As markdown_it escapes text."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def plain_names(actor: Actor) -> tuple[str, ...]:
    """The actor's names and acronyms that mean it wherever they stand; a person's surname among them is not."""
    kept = (alias.name for alias in actor.aliases if alias.kind in ("name", "acronym") and not alias.unless)
    return tuple(dict.fromkeys((actor.name, *kept)))


class NameIndex:
    """Names of actors by their first word, so that a text is read once however many actors there are."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for actor in actors:
            names = [*plain_names(actor), *([actor.name.split()[-1]] if _has_surname(actor) else [])]
            for name in names:
                words = tuple(_WORD.findall(name))
                if words:
                    self._first.setdefault(words[0], []).append((words, actor.id))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Ids of the actors that a text names, in the order in which they first come."""
        words = [_bare(word) for word in _WORD.findall(text)]
        found: dict[str, None] = {}
        for at, word in enumerate(words):
            for name, actor_id in self._first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name:
                    found[actor_id] = None
        return tuple(found)


def _has_surname(actor: Actor) -> bool:
    return actor.kind == "person" and " " in actor.name and len(actor.name.split()[-1]) > 3


def _bare(word: str) -> str:
    """A word without its possessive ending: "Aliyev’s" is "Aliyev"."""
    return word[:-2] if word.endswith(("'s", "’s")) else word
