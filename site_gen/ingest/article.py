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

from site_gen.content.schema import language_problem, safe_url, short
from site_gen.errors import Problem, SiteError
from site_gen.incoming import Sidecar
from site_gen.ingest.clean import find_cuts, read_header
from site_gen.ingest.doors import Opener, open_seed
from site_gen.ingest.facts import Fact, Opened, composed
from site_gen.ingest.given_date import read_given_date
from site_gen.ingest.head import Head, address_above, head_of
from site_gen.ingest.language import detect_language
from site_gen.ingest.page.encoding import as_told
from site_gen.ingest.tags import tagged
from site_gen.ingest.units import Units, read_units
from site_gen.model import Cut, Registry, Source

_NAME_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
"""A day in a file's name: 2022-08-04_x.txt, 20220804-x.txt; not 2022-13-01, not digits of a longer number."""
_URL_DAY: Final = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?=/|$)")
"""A day in an address: /2022/08/04/; not /2022/08/ alone."""
_TITLE_LENGTH: Final = 90


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
    told: tuple[tuple[str, str], ...] = ()
    """Basis of authors and language where the seed itself tells them: ("authors", "json-ld")."""
    notes: tuple[str, ...] = ()
    """What a person should know of how the seed was read."""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What sidecar and seed say for the item's `extra`."""
    topics: tuple[str, ...] = ()
    """Ids of what the seed itself says that it is about."""

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


def parse_article(
    data: bytes, path: str, registry: Registry, sidecar: Sidecar | None = None, opener: Opener = open_seed
) -> Article:
    """Read the bytes of a seed with what its sidecar, the seed itself, its name and address tell.

    A fact that nobody gave is None; the title is then made from the first sentence, and says so. `opener` opens the
    seed, in a child with limits where the caller wants that. Raises SiteError for what is no seed or has no words.
    """
    given = sidecar or Sidecar()
    fetched = dict(given.fetched)
    told = as_told(data, fetched.get("header content-type", "")) if path.lower().endswith((".html", ".htm")) else data
    opened = composed(opener(told, path, given.url or fetched.get("url", "")), path)
    text = opened.text
    header, odd = _header(text) if opened.plain else ({}, ())
    url = _first((given.url, "sidecar"), (header.get("url", ""), "header")) or opened.url
    url = url or _first((address_above(text), "text")) or _first((fetched.get("url", ""), "fetched"))
    source = _source(given, header, url, registry, opened)
    known = registry.sources.get(source.value) if source else None
    lang = given.lang or header.get("lang", "") or (opened.lang.value if opened.lang else "")
    lang = lang or (known.lang if known else "")
    detected = "" if lang else detect_language(text)
    lang = lang or detected or "en"
    head = head_of(text, lang, opened.plain)
    boilerplate = known.boilerplate if known else ()
    cuts = tuple(cut for cut in find_cuts(text, boilerplate, lang, opened.plain) if not _kept(cut, given))
    units = read_units(text, cuts, lang)
    if not any(word[0].isalnum() for word in units.words):
        why, hint = "the seed has no text", "remove it, or save the article into it"
        if path.lower().endswith((".html", ".htm", ".html.gz")):
            why = "the page has no text that is not brought by a script"
            hint = "open it in a browser, and save the whole page or its text from there"
        raise SiteError([Problem(path, 0, 0, "empty-seed", why, hint)])
    title = _first((given.title, "sidecar"), (header.get("title", ""), "header")) or opened.title
    if title is None:
        title, cuts, units = _title_of_text(text, cuts, units, lang)
    topics, unknown = tagged(opened.tags, registry)
    published = _published(given, header, path, url, lang, opened, head)
    return Article(
        path=path,
        text=text,
        units=units,
        cuts=cuts,
        sha256=sha256(data).hexdigest(),
        title=title,
        published=published,
        updated=_date((given.updated, "sidecar"), (header.get("updated", ""), "header"), lang=lang)
        or opened.updated
        or head.updated,
        url=url,
        source=source,
        via=tuple(_source_id(name, registry) or name for name in given.via or _parts(header.get("via", "")))
        or _wire(head.agency, source, registry),
        authors=given.authors or _parts(header.get("authors", "")) or opened.authors or head.authors,
        lang=lang,
        told=_bases(given, header, opened, head, detected),
        notes=(
            *odd,
            *_notes(opened),
            *((head.note,) if head.note and published is None else ()),
            *_kept_by_archive(fetched),
        ),
        topics=topics,
        extra=tuple({**dict(opened.extra), **dict(unknown), **dict(given.extra)}.items()),
    )


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


def _header(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Facts of the header lines, and a word on each that can be none: no address, no language tag."""
    facts = dict(read_header(text))
    odd = []
    if "url" in facts and not safe_url(facts["url"]):
        odd.append(f'the header\'s "{short(facts.pop("url"))}" is no http or https address: it was not taken')
    if "lang" in facts and language_problem(facts["lang"])[0]:
        odd.append(f'the header\'s "{short(facts.pop("lang"))}" is no language tag: it was not taken')
    return facts, tuple(odd)


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


def _published(
    given: Sidecar, header: dict[str, str], path: str, url: Fact | None, lang: str, opened: Opened, head: Head
) -> Fact | None:
    """When it was published: as the person says, the seed itself, the file's name, the address, the dateline; never
    guessed."""
    name = _NAME_DAY.search(path.rpartition("/")[2])
    address = _URL_DAY.search(urlsplit(url.value).path) if url else None
    told = _date((given.published, "sidecar"), (header.get("published", ""), "header"), lang=lang)
    named = _date(
        ("-".join(name.groups()) if name else "", "file name"),
        ("-".join(part.zfill(2) for part in address.groups()) if address else "", "address"),
        lang=lang,
    )
    month = opened.published.value if opened.published and len(opened.published.value) == len("2031-08") else ""
    told = told or (named if month and named and named.value.startswith(month) else opened.published)
    return told or head.published or named or head.filed


def _bases(
    given: Sidecar, header: dict[str, str], opened: Opened, head: Head, detected: str
) -> tuple[tuple[str, str], ...]:
    """How authors and language are known, where the seed itself tells them."""
    found = []
    if not given.authors and header.get("authors"):
        found.append(("authors", "header"))
    elif opened.authors and not given.authors:
        found.append(("authors", opened.authors_basis))
    elif head.authors and not given.authors:
        found.append(("authors", "byline"))
    if opened.lang and not given.lang and not header.get("lang"):
        found.append(("lang", opened.lang.basis))
    if detected and detected != "en":
        found.append(("lang", "text"))
    return tuple(found)


def _notes(opened: Opened) -> tuple[str, ...]:
    """Notes of the door, and a day that nobody told but that may be right."""
    if not opened.guessed:
        return opened.notes
    told = "the month alone is told" if opened.published else "no date is told"
    guess = f"{told}; it may be of {opened.guessed}: if so, write published: {opened.guessed} beside it"
    return (*opened.notes, guess)


def _kept_by_archive(fetched: dict[str, str]) -> tuple[str, ...]:
    """A word on a copy that an archive keeps, which is no day of publication but the last that it can be."""
    moment = fetched.get("archived", "")
    return (f"an archive kept this copy on {moment}: it was published by then",) if moment else ()


def _source(
    given: Sidecar, header: dict[str, str], url: Fact | None, registry: Registry, opened: Opened
) -> Fact | None:
    """The publisher: by id or name as given, by the host of the address, else as the seed names it."""
    named = _first((given.source, "sidecar"), (header.get("source", ""), "header"))
    if named:
        return Fact(_source_id(named.value, registry) or named.value, named.basis)
    host = _host(url.value) if url else ""
    owner = next((source.id for source in registry.sources.values() if host and _host(source.home) == host), "")
    if owner:
        return Fact(owner, "address")
    if opened.source is None:
        return None
    return Fact(_source_id(opened.source.value, registry) or opened.source.value, opened.source.basis)


def _wire(agency: str, source: Fact | None, registry: Registry) -> tuple[str, ...]:
    """The agency of a dateline, where the registry knows it and it is not the publisher itself."""
    found = _source_id(agency, registry) if agency else ""
    return (found,) if found and not (source and source.value == found) else ()


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

    A headline is a first line of its own without a full stop at its end, quotation marks set aside, shorter than 140
    code points and than one of the three paragraphs below it.
    """
    spans = [
        (units.starts[units.sentences[first][0]], units.ends[units.sentences[last - 1][1] - 1])
        for first, last in units.paragraphs[:4]
    ]
    start, end = spans[0]
    line = text[start:end]
    bare = line.rstrip('"”')
    stops = ".!…:;," if bare == line else ".!?…:;,"
    heads = len(spans) > 1 and len(line) <= 140 and _has_word(line) and bare[-1] not in stops
    if heads and len(line) < max(end - start for start, end in spans[1:]):
        cut = Cut("headline", start, end, 1, " ".join(line.split()[:6]), "first-line-without-stop")
        cuts = tuple(sorted((*cuts, cut), key=lambda cut: cut.start))
        return Fact(" ".join(line.split()), "text"), cuts, read_units(text, cuts, lang)
    titles = (_shortened(text[units.starts[first] : units.ends[last - 1]]) for first, last in units.sentences)
    word = next(filter(_has_word, units.words))[:_TITLE_LENGTH]
    return Fact(next(filter(_has_word, titles), word), "derived"), cuts, units


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _shortened(sentence: str) -> str:
    """The sentence as a title: no full stop, at most 90 code points, cut at a word with an ellipsis."""
    title = " ".join(sentence.split()).rstrip(". ")
    if len(title) <= _TITLE_LENGTH:
        return title
    head = title[:_TITLE_LENGTH]
    return (head.rpartition(" ")[0] or head).rstrip(",;:—– ") + " …"
