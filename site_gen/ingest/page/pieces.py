"""What stands on a page around its text: headlines, dates, bylines, each with what marks it, in page order.

One walk for all who ask; navigation, comments, lists of other stories and advertisements are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from msgspec import Struct

from site_gen.ingest.page.moments import read_moment
from site_gen.ingest.page.tree import Element

Kind = Literal["h1", "heading", "time", "date", "author", "line"]

_MOST: Final = 30_000
"""Elements that are looked at."""
_SHORT: Final = 160
"""Code points up to which a text may be a date or a byline."""
_BRIEF: Final = 60
"""The same for a paragraph that nothing marks."""
_BLOCKS: Final = frozenset("p body html article main ul ol table".split())
_ASIDE_TAGS: Final = frozenset(
    "script style noscript template svg nav footer aside form select button iframe figcaption blockquote".split()
)
_WHOLE_TAGS: Final = frozenset("body html main article h1".split())
"""What is beside no article, whatever its names."""
_NAMES: Final = ("class", "id", "itemprop", "rel", "property", "data-testid")
"""Attributes by which pages name their parts."""
_ASIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:comments?(?!ary)|related|recommend(?:ed|ation)?s?|side-?bar|footer|nav(?:bar|igation)?|menu|most-?(?:read|popular|viewed)|"
    r"trending|more-?(?:news|stories|from|on)|read-?(?:more|next|also)|newsletter|advert(?:isement)?s?|promo(?:tion)?s?|teasers?|popular|latest|carousel|"
    r"copyright|cookie|consent|breadcrumbs?|(?<!elementor-)widget|elementor-posts|weather|archive|calendar|quote|ticker|up-?next|disqus|"
    r"site-?header|masthead|top-?bar|current-?(?:date|time)|wp-caption(?:-text)?|image-?caption|tweet|instagram-media)(?:$|[\s_-])"
)
"""Words in class or id of what is beside the article, in small letters as these two others: looked for without regard
to case they take five times as long. One maker of pages calls all their parts widgets."""
_LAYOUT: Final = re.compile(r"side-?bar|footer|nav|teaser|widget")
"""Those of these words that tell where a part stands, and not of what it is."""
_BY_HEAD: Final = 30
"""Elements from the headline within which a small part of such a place is the article's own."""
_OWN_ASIDE: Final = re.compile(r"meta|info|data|date|detail|publi", re.IGNORECASE)
_OWN_ASIDE_LENGTH: Final = 300
_DATE: Final = re.compile(
    r"date|time|publi[sc]|posted|pubdat|stamp|datum|fecha|data-?pub|day|modified|updated|created|issued|byline|meta|info|credit"
)
_AUTHOR: Final = re.compile(
    r"author|byline|by-line|writer|contributor|reporter|autor|auteur|redakteur|journalist|signature|posted-?by|creator|reader-credits"
)
_WHOLE: Final = re.compile(
    r"side-?bar|teaser|promo|latest|popular|widget|carousel|calendar|archive|quote|trending|more"
)
"""Those of these words that themes give to the part with the article, too."""
_OWN_TEXT: Final = 1_200
"""Characters of paragraphs from which such a part is the article itself."""
_DIGIT: Final = re.compile("[0-9]")
_SENTENCE: Final = 60
_TOLD: Final = re.compile(r"data-(?:\w+-)*(?:date|datetime|time|timestamp|published|created)(?:-\w+)?")
"""Names of attributes in which scripts find a date."""
_PROSE: Final = 40
"""Characters from which a text with a full stop is a sentence."""
_LONG_NAMES: Final = 400
"""Characters of names from which they are styles and tell nothing of what is beside the article."""
_UNSEEN: Final = frozenset(("script", "style", "noscript", "template", "svg", "select"))
"""What holds no piece in any case."""
_NEVER: Final = _ASIDE_TAGS - frozenset(("nav", "footer", "aside"))
_INLINE: Final = frozenset("a em i b strong u mark sup sub font".split())
_UNREAD: Final = frozenset(("script", "style", "noscript", "template", "rt", "rp"))
"""What readers do not see, or beside the words: how they are spoken."""


_SIGNED: Final = re.compile(
    r"(?:(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Door)\s+|(?:Text|Автор|Текст|Autor(?:in)?|Autore|Auteur)\s*:\s*)[^\W\d_a-zà-ÿа-яё]"
)
"""How a line of its own names who wrote the article."""


class Piece(Struct, frozen=True):
    """A short text with what marks it."""

    place: int
    """Number of its element in page order."""
    kind: Kind
    text: str
    """White space folded."""
    mark: str
    """Class, id, itemprop and rel of the element, and of the one around it."""
    machine: str = ""
    """What it says to machines: `datetime` or `content`."""
    parts: tuple[str, ...] = ()
    """Of a heading, what its elements hold one by one."""


class _Named(Struct, frozen=True):
    """What the names of an element say of it; they are the same on many."""

    aside: str
    """The word by which it is beside the article; "" for none."""
    author: bool
    date: bool


@lru_cache(maxsize=4096)
def _named(names: str) -> _Named:
    low = names.lower()
    aside = _ASIDE.search(low) if len(low) < _LONG_NAMES else None
    return _Named(aside[0] if aside else "", _AUTHOR.search(low) is not None, _DATE.search(low) is not None)


def read_pieces(tree: Element) -> tuple[Piece, ...]:
    """All pieces in page order."""
    return tuple(_pieces(tree))


def _pieces(tree: Element) -> Iterator[Piece]:
    stack: list[tuple[Element, str]] = [(tree, "")]
    place = head = 0
    while stack and place < _MOST:
        element, around = stack.pop()
        tag = element.tag
        if not isinstance(tag, str):
            continue
        place += 1
        if tag in _UNSEEN:
            continue
        head = place if tag == "h1" else head
        attributes = dict(element.items())
        names = " ".join([attributes[name] for name in _NAMES if name in attributes]) if attributes else ""
        if tag in _ASIDE_TAGS or (names and tag not in _WHOLE_TAGS and _named(names).aside):
            own = head and place - head <= _BY_HEAD and _may_be_byline(element, tag, names)
            ways = (_may_hold_headline, _may_hold_date, _may_hold_text)
            if not own and not any(holds(element, tag, names) for holds in ways):
                continue
        elif piece := _piece(element, tag, attributes, names, around, place):
            yield piece
        if len(element):
            beneath = names[:200]
            stack.extend([(child, beneath) for child in reversed(element)])


def _may_hold_headline(element: Element, tag: str, _: str) -> bool:
    """Whether a part that seems beside the article holds its headline: themes name whole pages "sidebar-right"."""
    return tag not in ("nav", "footer") and (next(element.iter("h1"), None) is not None)


def _piece(
    element: Element, tag: str, attributes: Mapping[str, str], names: str, around: str, place: int
) -> Piece | None:
    if tag == "h1" or (tag == "h2" and not re.search(r"date|time|publi", names, re.I)):
        text = _text(element, 400)
        own = (" ".join(part.replace("\xad", "").split()) for part in _seen_text(element))
        parts = tuple(part for part in own if part)
        return Piece(place, "h1" if tag == "h1" else "heading", text, names, "", parts) if text else None
    machine = _machine(attributes, tag) if attributes else ""
    dated = bool(names) and _named(names).date
    if tag == "time" or (machine and dated):
        return Piece(place, "time", _text(element, _SHORT), f"{names} {around}", machine.strip())
    signed = _SIGNED.match((element.text or "").lstrip()[:40]) is not None and tag not in ("li", "a", "td")
    if tag in _BLOCKS and not names and (tag != "p" or not (signed or _is_brief(element))):
        return None
    author = bool(names) and _named(names).author
    if not author and not dated and not signed and not _own_text(element):
        return None
    text = _text(element, _SHORT)
    if not text or (not author and not dated and _in_sentence(element)):
        return None
    kind: Kind = "author" if author else "date" if dated else "line"
    return Piece(place, kind, text, f"{names} {around}" if kind != "author" else names)


def _machine(attributes: Mapping[str, str], tag: str) -> str:
    """What an element says to machines; "" for nothing."""
    machine = attributes.get("datetime") or attributes.get("data-datetime") or ""
    machine = machine or (attributes.get("content") if "itemprop" in attributes else "") or ""
    machine = machine or (attributes.get("title") if tag == "abbr" else "") or ""
    return machine or _told_to_scripts(attributes)


def _in_sentence(element: Element) -> bool:
    """Whether it is a link or stressed words within a paragraph of running text."""
    around = element.getparent()
    if element.tag not in _INLINE or around is None or around.tag not in ("p", "li"):
        return False
    return len(around.text or "") + len(element.tail or "") >= _SENTENCE


def _told_to_scripts(attributes: Mapping[str, str]) -> str:
    """A date in an attribute for scripts, which show it to readers in place of the element's words; "" for none."""
    for name, value in attributes.items():
        if name.startswith("data-") and len(value) <= _BRIEF and _TOLD.fullmatch(name) and read_moment(value):
            return value
    return ""


def _is_brief(paragraph: Element) -> bool:
    """Whether a paragraph without a name is no sentence, and has so few words, and a digit, that it may be a date."""
    text = _text(paragraph, _BRIEF)
    return not text.endswith(".") and _has_digit(text)


def _may_hold_date(element: Element, tag: str, names: str) -> bool:
    """Whether a small aside is the article's own: day, section, author; or a "footer" of the article with its day."""
    if tag == "aside" and _OWN_ASIDE.search(names) is None:
        return False
    if tag != "aside" and (tag in _ASIDE_TAGS or "footer" not in names.lower() or not _has_published(element)):
        return False
    return _text(element, _OWN_ASIDE_LENGTH) != ""


def _may_be_byline(element: Element, tag: str, names: str) -> bool:
    """Whether a part right below the headline, beside the text by its place alone, is small: a date, no prose."""
    aside = _named(names).aside
    if tag in _NEVER or (aside and not _LAYOUT.search(aside)) or not _text(element, _OWN_ASIDE_LENGTH):
        return False
    parts = [part.strip() for part in _seen_text(element)]
    if any(len(part) >= _PROSE and part.endswith((".", "!", "?")) for part in parts):
        return False
    return any(read_moment(part) for part in parts if any(char.isdigit() for char in part))


def _may_hold_text(element: Element, tag: str, names: str) -> bool:
    """Whether a part that seems beside the article is the article: forms round whole pages, a "teaser-body"."""
    if tag != "form" and (tag in _ASIDE_TAGS or not _WHOLE.search(_named(names).aside)):
        return False
    size = 0
    for paragraph in element.iter("p", "br"):
        own = len((paragraph.text if paragraph.tag == "p" else paragraph.tail) or "")
        size += own if own >= _SENTENCE else 0
        if size >= _OWN_TEXT:
            return True
    return False


def _has_published(element: Element) -> bool:
    """Whether it tells when the article was published: by schema.org, or as blogs do by an "abbr" (hAtom)."""
    return any(
        (one.get("itemprop") or "").lower() == "datepublished"
        or (one.tag == "abbr" and "published" in (one.get("class") or "").split())
        for one in element.iter("time", "abbr")
    )


def _own_text(element: Element) -> bool:
    """Whether the element itself has words that may be a date: a digit in its own text."""
    own = element.text
    if own and _has_digit(own[:_SHORT]):
        return len(own) <= _SHORT
    return any(child.tail and _has_digit(child.tail[:_SHORT]) for child in islice(element, 8))


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None if text.isascii() else any(map(str.isdigit, text))


def _text(element: Element, most: int) -> str:
    """The element's words; "" where they are more than a line."""
    parts: list[str] = []
    size = 0
    for part in _seen_text(element):
        size += len(part.strip())
        if size > most:
            return ""
        parts.append(part)
    return " ".join(" ".join(parts).replace("\xad", "").split())


def _seen_text(element: Element) -> Iterator[str]:
    """The texts in it that readers see."""
    if len(element) == 0:
        yield element.text or ""
    elif next(element.iter(*_UNREAD), None) is None:
        yield from element.itertext()
    else:
        yield element.text or ""
        for child in element:
            if child.tag not in _UNREAD and isinstance(child.tag, str):
                yield from _seen_text(child)
            yield child.tail or ""
