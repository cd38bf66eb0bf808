"""A page's tree made ready for the search of its main text: pieces joined, quoted posts kept, bare links dropped.

Works on a copy that the caller hands over, by what holds on any site. To add a step: a function, a call in `prepare`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from site_gen.ingest.page.tree import Element, text_length
from site_gen.ingest.wrapped import joined

_BODY: Final = re.compile(r"body|content|article|text|paragraph|story|chunk|section", re.IGNORECASE)
_ASIDE: Final = re.compile(
    r"related|recirc|promo|teaser|comment|sidebar|footer|newsletter|card|summary|excerpt|caption", re.IGNORECASE
)
_POST: Final = re.compile(
    r"twitter-tweet|tweet|instagram-media|bluesky-embed|telegram-post|mastodon-embed", re.IGNORECASE
)
_FRAMES: Final = frozenset("article blockquote dd div dt h1 h2 h3 h4 h5 h6 li main p pre section".split())
_AROUND: Final = frozenset("article body div main section td".split())
_LINE: Final = frozenset("a abbr b cite code em i mark q small span strong sub sup time u".split())
_STRESSED: Final = frozenset("b em i q span strong".split())
_RAISED: Final = re.compile(r"\[(?:\d{1,3}|[a-z]|note \d{1,2})\]")
_MARKED: Final = re.compile(r"refer|cite|note", re.IGNORECASE)
_TYPED: Final = 40
"""Characters that lines of prose have on average."""
_PROSE: Final = 0.9
"""Share of letters and blanks that prose has, and programs have not."""
_PIECE: Final = 100
"""Characters of paragraphs that make an element a piece of the text."""
_LINK_LENGTH: Final = 160
"""Characters up to which a paragraph that is all link names another story."""
_LINKED: Final = 0.2
"""Share of paragraphs that may be all link before they are what the article is made of."""


def prepare(tree: Element) -> None:
    """Change the tree in place."""
    _join_pieces(tree)
    _keep_posts(tree)
    _drop_bare_links(tree)
    _drop_marks(tree)
    _part_prose(tree)
    _drop_empty(tree)


def _drop_empty(tree: Element) -> None:
    """Empty elements with words behind them, since trafilatura would drop these too: an empty frame becomes the
    paragraph of the words behind it, as those before it become one; what stands within a line goes, as icons do."""
    for element in reversed([one for one in tree.iter(*_FRAMES, *_STRESSED) if one.tail and _is_empty(one)]):
        parent, words = element.getparent(), element.tail
        if parent is None or not words or words.isspace():
            continue
        if element.tag in _FRAMES and parent.tag in _AROUND:
            element.tag, element.text, element.tail = "p", words, None
            element.attrib.clear()
            _gather(element)
            if parent.text and not parent.text.isspace():
                first = element.makeelement("p", {})
                first.text, parent.text = parent.text, None
                parent.insert(0, first)
                _gather(first)
            continue
        if (before := element.getprevious()) is None:
            parent.text = (parent.text or "") + words
        else:
            before.tail = (before.tail or "") + words
        parent.remove(element)


def _is_empty(element: Element) -> bool:
    return len(element) == 0 and element.text is None


def _gather(paragraph: Element) -> None:
    """Take in what follows within the line: links, stressed words, the texts behind them."""
    while (after := paragraph.getnext()) is not None and after.tag in _LINE:
        paragraph.append(after)


def _drop_marks(tree: Element) -> None:
    """Numbers of footnotes and sources that stand raised in brackets: no words of the article."""
    for element in tree.iter("sup"):
        names = f"{element.get('class')} {element.get('id')}"
        if _MARKED.search(names) and _RAISED.fullmatch("".join(element.itertext()).strip()):
            for child in list(element):
                element.remove(child)
            element.text = ""


def _part_prose(tree: Element) -> None:
    """Prose that is set as it was typed, line by line: its paragraphs."""
    for element in tree.iter("pre"):
        text = "".join(element.itertext())
        lines = [line for line in text.split("\n") if line.strip()]
        paragraphs = joined(text).split("\n\n")
        letters = sum(char.isalpha() or char.isspace() for char in text)
        if len(lines) < 2 * len(paragraphs) or len(text) < _TYPED * len(lines) or letters < _PROSE * len(text):
            continue
        for child in list(element):
            element.remove(child)
        element.tag, element.text = "div", ""
        for paragraph in paragraphs:
            part = element.makeelement("p", {})
            part.text = paragraph
            element.append(part)


def _join_pieces(tree: Element) -> None:
    """Bodies that stand in several elements of one class, with advertisements between, brought into the first."""
    groups: dict[tuple[str, str], list[Element]] = {}
    for element in tree.iter("div", "section"):
        name = element.get("class") or ""
        if name and _is_body(name) and _has_paragraphs(element):
            groups.setdefault((element.tag, " ".join(name.split())), []).append(element)
    for group in groups.values():
        first = group[0]
        home = _nearest(first, "article")
        for piece in group[1:]:
            if _nearest(piece, "article") is home and first not in piece.iterancestors() and not _is_story(piece):
                first.extend(list(piece))


@lru_cache(maxsize=4096)
def _is_body(name: str) -> bool:
    return _BODY.search(name) is not None and _ASIDE.search(name) is None


def _has_paragraphs(element: Element) -> bool:
    """Whether its own paragraphs are long enough to be a piece of the text."""
    length = 0
    for child in element.iterchildren("p"):
        length += len("".join(child.itertext()).strip())
        if length >= _PIECE:
            return True
    return False


def _nearest(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _is_story(element: Element) -> bool:
    """Whether a piece is a story of its own: it has a headline that leads somewhere."""
    return any(
        heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"
        for heading in element.iter("h1", "h2")
    )


def _keep_posts(tree: Element) -> None:
    """Posts quoted from elsewhere are words that somebody said: their frames lose the names that have them cut."""
    for quote in tree.iter("blockquote"):
        if _POST.search(quote.get("class") or ""):
            quote.attrib.pop("class", None)
            for around in _up(quote, 3):
                if len("".join(around.itertext())) < 2_000:
                    around.attrib.pop("class", None)
                    if around.tag in ("figure", "aside"):
                        around.tag = "div"


def _up(element: Element, most: int) -> Iterator[Element]:
    for count, around in enumerate(element.iterancestors()):
        if count >= most or around.tag in ("article", "main", "body"):
            return
        yield around


def _drop_bare_links(tree: Element) -> None:
    """Paragraphs that are nothing but a link to another story, unless the article is made of such."""
    paragraphs = [element for element in tree.iter("p") if next(element.iterchildren("img"), None) is None]
    bare = [element for element in paragraphs if _is_bare_link(element)]
    if len(bare) > max(2, _LINKED * len(paragraphs)):
        return
    for element in (*bare, *_lists_of_links(tree)):
        parent = element.getparent()
        if parent is not None and not element.tail:
            parent.remove(element)
        elif parent is not None:
            for child in list(element):
                element.remove(child)
            element.text = ""


def _lists_of_links(tree: Element) -> list[Element]:
    """Lists whose every entry is a link to another story, below the text of a page that is not made of them."""
    lists = []
    for element in tree.iter("ul", "ol"):
        entries = [entry for entry in element if entry.tag == "li"]
        if len(entries) > 1 and all(map(_is_bare_link, entries)):
            lists.append(element)
    whole = text_length(tree) if lists else 0
    return [element for element in lists if text_length(element) * 5 < whole]


def _is_bare_link(element: Element) -> bool:
    if next(element.iter("a"), None) is None:
        return False
    text = " ".join("".join(element.itertext()).split())
    if not 15 <= len(text) <= _LINK_LENGTH:
        return False
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))
    rest = len(text) - linked
    return linked >= 15 and (rest <= 2 or (rest <= 25 and re.search(r":", text[: rest + 2]) is not None))
