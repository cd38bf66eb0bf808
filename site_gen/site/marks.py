"""Names in a text: links in shown HTML to the pages of those it names, and who is named in a statement.

Plain comparison of the registry's words with the text, no more: what an article is about was decided by ingest and by
people. Metonyms and offices are left out, since the same words mean other things elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from site_gen.model import Actor

_CLOSED: Final = re.compile(r"<(a|code|pre)[ >].*?</\1>", re.DOTALL)
"""An element whose text stays as it is, as markdown_it writes it: every other "<" and ">" is escaped."""
_PARAGRAPH: Final = re.compile(r"<p[ >]")
_PART: Final = re.compile(r"\w+")
_WORD: Final = re.compile(r"\w+(?:[-'’]\w+)*")


def mark_names(html: str, names: Mapping[str, tuple[str, str]]) -> str:
    """`html` with the first place in each paragraph of each actor's name as a link.

    `names` maps a name to (address, kind of actor); names of one address count as one. The HTML must be that of
    `site.markdown`: every text in it is escaped.
    """
    escaped = ((_escaped(name), found) for name, found in names.items() if name)
    by_escaped = {name: found for name, found in escaped if name in html}
    if _are_apart(by_escaped):
        return _mark_apart(html, by_escaped)
    places = sorted(_places(html, by_escaped))
    if not places:
        return html
    starts = [found.start() for found in _PARAGRAPH.finditer(html)][::-1]
    closed = [found.span() for found in _CLOSED.finditer(html)][::-1]
    parts: list[str] = []
    seen: set[str] = set()
    done = 0
    for at, _, name in places:
        while starts and starts[-1] < at:
            starts.pop()
            seen.clear()
        while closed and closed[-1][1] <= at:
            closed.pop()
        if closed and closed[-1][0] < at:
            continue
        if at < done or html.rfind("<", done, at) > html.rfind(">", done, at):
            continue  # a longer name stands there, or it is inside a tag
        href, kind = by_escaped[name]
        parts.append(html[done:at])
        parts.append(name if href in seen else _link(name, href, kind))
        seen.add(href)
        done = at + len(name)
    return "".join(parts) + html[done:]


def _are_apart(names: Iterable[str]) -> bool:
    """Whether no two names have a word in common, so that none can stand in another or reach into it."""
    parts = [set(_PART.findall(name)) for name in names]
    return all(parts) and len(set().union(*parts)) == sum(map(len, parts))


def _mark_apart(html: str, names: Mapping[str, tuple[str, str]]) -> str:
    """The same for names that are apart: then nothing but the first place of each in a paragraph has to be found."""
    found: list[tuple[int, str]] = []
    closed: list[tuple[int, int]] | None = None
    starts = [place.start() for place in _PARAGRAPH.finditer(html)] if names else []
    for start, end in zip([0, *starts], [*starts, len(html)], strict=True):
        first: dict[str, tuple[int, str]] = {}
        for name, (href, _) in names.items():
            at = html.find(name, start, end)
            while at >= 0:
                if closed is None:
                    closed = [place.span() for place in _CLOSED.finditer(html)]
                if _may_be_marked(html, at, at + len(name), start, closed):
                    first[href] = min(first.get(href, (at, name)), (at, name))
                    break
                at = html.find(name, at + 1, end)
        found += sorted(first.values())
    parts: list[str] = []
    done = 0
    for at, name in found:
        parts += (html[done:at], _link(name, *names[name]))
        done = at + len(name)
    return "".join(parts) + html[done:]


def _may_be_marked(html: str, at: int, end: int, start: int, closed: Iterable[tuple[int, int]]) -> bool:
    """Whether what stands there, in a paragraph from `start`, is a name by itself, and in no link, code or tag."""
    if (at and _bars(html[at - 1])) or (end < len(html) and _bars(html[end])):
        return False
    inside = html.rfind("<", start, at) > html.rfind(">", start, at)
    return not inside and not any(before < at < after for before, after in closed)


def _places(html: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """(offset, -length, name) of every place where a name stands by itself."""
    for name in names:
        at = html.find(name)
        while at >= 0:
            end = at + len(name)
            if not (at and _bars(html[at - 1])) and not (end < len(html) and _bars(html[end])):
                yield at, -len(name), name
            at = html.find(name, at + 1)


def _bars(letter: str) -> bool:
    """Whether a name may not touch this letter: "Iran" does not stand in "Iranian" or "Iran-led"."""
    return letter.isalnum() or letter in "_-"


def _link(name: str, href: str, kind: str) -> str:
    return f'<a class="actor {kind}" href="{escape(href)}">{name}</a>'


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
