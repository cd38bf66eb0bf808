"""The article as ingest reads it: its text, its units, and what is known of it, each with its basis.

Knows nothing of extraction rules and never touches the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from site_gen.content.schema import CONTROL
from site_gen.errors import Problem, SiteError
from site_gen.ingest.clean import find_cuts, read_header
from site_gen.ingest.given_date import read_given_date
from site_gen.ingest.units import Units, read_units
from site_gen.model import Cut, Registry, Sidecar, Source

_NAME_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""A day in a file's name: 2022-08-04_x.txt, 20220804-x.txt; not 2022-13-01, not digits of a longer number."""
_URL_DAY: Final = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")
"""A day in an address: /2022/08/04/; not /2022/08/ alone."""
_TITLE_LENGTH: Final = 90


class Fact(Struct, frozen=True):
    """A value and how it is known."""

    value: str
    basis: str
    """"sidecar", "header", "file name", "address", "text", "derived"."""


class Article(Struct, frozen=True, eq=False):
    """One seed, read. Compared by identity, so that findings can be remembered per article."""

    path: str
    text: str
    """The decoded seed; every offset of a finding counts its code points."""
    units: Units
    """Paragraphs, sentences and words of `text`, cuts left out."""
    cuts: tuple[Cut, ...] = ()
    sha256: str = ""
    title: Fact | None = None
    published: Fact | None = None
    """EDTF."""
    updated: Fact | None = None
    url: Fact | None = None
    source: Fact | None = None
    """Source id, or the publisher's name while no registry knows it."""
    via: tuple[str, ...] = ()
    """Source ids, or names while no registry knows them."""
    authors: tuple[str, ...] = ()
    lang: str = "en"

    @property
    def day(self) -> date | None:
        """The day of publication when it is known to the day."""
        if self.published is None or len(self.published.value) < 10:
            return None
        try:
            return date.fromisoformat(self.published.value[:10])
        except ValueError:
            return None


def bare_article(text: str, published: str | None = None, title: str = "", lang: str = "en") -> Article:
    """An article of bare text, nothing cut: what `site-gen extract` and the tests of extractors read."""
    return Article(
        path="",
        text=text,
        units=read_units(text, (), lang),
        title=Fact(title, "sidecar") if title else None,
        published=Fact(published, "sidecar") if published else None,
        lang=lang,
    )


def parse_article(data: bytes, path: str, registry: Registry, sidecar: Sidecar | None = None) -> Article:
    """Read the bytes of a plain-text seed with what its sidecar, header lines, name and address tell.

    A fact that nobody gave is None; the title is then made from the first sentence, and says so. Raises SiteError for
    bytes that are no UTF-8 text and for texts without words.
    """
    text = decode(data, path)
    given = sidecar or Sidecar()
    header = dict(read_header(text))
    url = _first((given.url, "sidecar"), (header.get("url", ""), "header"))
    source = _source(given, header, url, registry)
    known = registry.sources.get(source.value) if source else None
    lang = given.lang or header.get("lang", "") or (known.lang if known else "") or "en"
    cuts = tuple(cut for cut in find_cuts(text, known.boilerplate if known else (), lang) if not _kept(cut, given))
    units = read_units(text, cuts, lang)
    if not any(word[0].isalnum() for word in units.words):
        raise SiteError(
            [Problem(path, 0, 0, "empty-seed", "the seed has no text", "remove it, or save the article into it")]
        )
    title = _first((given.title, "sidecar"), (header.get("title", ""), "header"))
    if title is None:
        title, cuts, units = _title_of_text(text, cuts, units, lang)
    return Article(
        path=path,
        text=text,
        units=units,
        cuts=cuts,
        sha256=sha256(data).hexdigest(),
        title=title,
        published=_published(given, header, path, url, lang),
        updated=_date((given.updated, "sidecar"), (header.get("updated", ""), "header"), lang=lang),
        url=url,
        source=source,
        via=tuple(_source_id(name, registry) or name for name in given.via or _parts(header.get("via", ""))),
        authors=given.authors or _parts(header.get("author", "")),
        lang=lang,
    )


def decode(data: bytes, path: str) -> str:
    """Bytes as text with line ends as "\\n". UTF-8, or UTF-16 with its mark. Raises SiteError for anything else.

    Control characters, such as the form feeds of text taken from PDF, are read as spaces: no item could hold them.
    """
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise SiteError([Problem(path, line, 0, "not-utf-8", f"the byte 0x{data[error.start]:02x} is not UTF-8",
                                 "save the file as UTF-8")]) from None  # fmt: skip
    if "\0" in text:
        line = 1 + text.count("\n", 0, text.index("\0"))
        raise SiteError([Problem(path, line, 0, "binary-seed", "the seed has NUL characters, so it is no text",
                                 "save the article as plain text")])  # fmt: skip
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs_of(article: Article) -> tuple[str, ...]:
    """The article's own paragraphs as they stand, cuts left out."""
    units = article.units
    return tuple(
        article.text[units.starts[units.sentences[first][0]] : units.ends[units.sentences[last - 1][1] - 1]]
        for first, last in units.paragraphs
    )


def _first(*facts: tuple[str, str]) -> Fact | None:
    """The first fact that says something."""
    return next((Fact(value.strip(), basis) for value, basis in facts if value.strip()), None)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;]", text) if part.strip())


def _kept(cut: Cut, given: Sidecar) -> bool:
    return cut.reason in given.keep or "all" in given.keep


def _date(*facts: tuple[str, str], lang: str) -> Fact | None:
    """The first fact that can be read as a date, as EDTF."""
    for text, basis in facts:
        if text.strip() and (found := read_given_date(text.strip(), lang)):
            return Fact(found, basis)
    return None


def _published(given: Sidecar, header: dict[str, str], path: str, url: Fact | None, lang: str) -> Fact | None:
    """When it was published: as the person says, the header, the file's name, the address; never guessed."""
    name = _NAME_DAY.search(path.rpartition("/")[2])
    address = _URL_DAY.search(urlsplit(url.value).path) if url else None
    return _date(
        (given.published, "sidecar"),
        (header.get("published", ""), "header"),
        ("-".join(name.groups()) if name else "", "file name"),
        ("-".join(part.zfill(2) for part in address.groups()) if address else "", "address"),
        lang=lang,
    )


def _source(given: Sidecar, header: dict[str, str], url: Fact | None, registry: Registry) -> Fact | None:
    """The publisher: by id or name as given, else by the host of the address."""
    named = _first((given.source, "sidecar"), (header.get("source", ""), "header"))
    if named:
        return Fact(_source_id(named.value, registry) or named.value, named.basis)
    host = _host(url.value) if url else ""
    owner = next((source.id for source in registry.sources.values() if host and _host(source.home) == host), "")
    return Fact(owner, "address") if owner else None


def _source_id(name: str, registry: Registry) -> str:
    """The id of a source by id, former id, name or alias; "" when no registry knows it."""
    wanted = name.casefold()

    def names(source: Source) -> Iterable[str]:
        return (source.id, source.name, *source.aliases, *source.formerly)

    return next(
        (source.id for source in registry.sources.values() if wanted in (one.casefold() for one in names(source))), ""
    )


def _host(url: str) -> str:
    return (urlsplit(unquote(url)).hostname or "").removeprefix("www.")


def _title_of_text(text: str, cuts: tuple[Cut, ...], units: Units, lang: str) -> tuple[Fact, tuple[Cut, ...], Units]:
    """A headline that stands above the text, cut from it; else a title made from the first sentence.

    A headline is a first line of its own without a full stop at its end, shorter than 140 code points and shorter than
    the paragraph below it.
    """
    spans = [
        (units.starts[units.sentences[first][0]], units.ends[units.sentences[last - 1][1] - 1])
        for first, last in units.paragraphs[:2]
    ]
    start, end = spans[0]
    line = text[start:end]
    if len(spans) > 1 and len(line) <= 140 and line[-1] not in '.!…:;,"”' and len(line) < spans[1][1] - spans[1][0]:
        cut = Cut("headline", start, end, 1, " ".join(line.split()[:6]), "first-line-without-stop")
        cuts = tuple(sorted((*cuts, cut), key=lambda cut: cut.start))
        return Fact(" ".join(line.split()), "text"), cuts, read_units(text, cuts, lang)
    first, last = units.sentences[0]
    return Fact(_shortened(text[units.starts[first] : units.ends[last - 1]]), "derived"), cuts, units


def _shortened(sentence: str) -> str:
    """The sentence as a title: no full stop, at most 90 code points, cut at a word with an ellipsis."""
    title = " ".join(sentence.split()).rstrip(".")
    if len(title) <= _TITLE_LENGTH:
        return title
    return title[:_TITLE_LENGTH].rpartition(" ")[0].rstrip(",;:—– ") + " …"
