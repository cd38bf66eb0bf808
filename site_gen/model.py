"""The frozen values every room speaks of: items with their statements, events and figures, and the registries.

Knows nothing of files, YAML, HTML or extraction. Dates are EDTF strings (ISO 8601-2, see `dates`); ids are slugs.
To add a field: add it here with its docstring, then to `content.schema`, then to the view that shows it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from site_gen.incoming import FieldMap

StatementKind = Literal["direct", "partial", "indirect"]
EventState = Literal["happened", "scheduled", "disputed", "cancelled"]
Status = Literal["draft", "review", "published", "retracted"]
ActorKind = Literal["person", "state", "organisation", "armed-force", "group"]
AliasKind = Literal["name", "role", "metonym", "acronym"]
Grade = Literal["A", "B", "C", "D", "E", "F"]
PublishText = Literal["none", "excerpt", "full"]
Look = Literal["ledger", "wire"]


class Place(Struct, frozen=True, gc=False):
    """Where in a file a value stands."""

    path: str
    """A file below the project, with "/": `content/items/x.md`."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in code points."""


class Statement(Struct, frozen=True, gc=False):
    """What somebody is reported to have said, in the words of the article."""

    speaker: str | None
    """Actor id; None while nobody is sure who speaks."""
    text: str
    """The words as they stand in the item's body, without the outer quotation marks."""
    kind: StatementKind
    """direct: a quoted sentence; partial: quoted words inside the reporter's; indirect: the reporter's own wording."""
    named: str = ""
    """The words of the text that name the speaker, "the Russian Foreign Ministry"; of a pronoun the name that it means,
    while no registry knows whose that is."""
    basis: str = ""
    """How the speaker was found: name, role, metonym, pronoun, carried; "" when a person wrote it."""
    verb: str = ""
    """The source's verb of saying in its past form: "told", "warned"."""
    act: str = ""
    """What kind of speech it was: report, claim, deny, demand, promise, warn, accuse."""
    to: str = ""
    """Who was addressed, in the text's words: "a government meeting"."""
    via: str = ""
    """Who passed the words on, in the text's words: "TASS"."""
    said: str | None = None
    """EDTF; None when the text gives no day."""
    words: str = ""
    """The words in the text that gave the date: "on Thursday"."""
    rule: str = ""
    """The rule that resolved these words: "weekday-past"."""
    topics: tuple[str, ...] = ()
    """Topic ids."""
    replies_to: str = ""
    """Address of an earlier statement this one answers: "<item id>#<anchor>"."""
    reviewed: str = ""
    """"2026-01-31 by NN": a person stands behind this entry."""
    place: Place | None = None


class Event(Struct, frozen=True, gc=False):
    """Something that happened or is to happen, in the words of the article."""

    text: str
    """The sentence as it stands in the item's body."""
    when: str | None = None
    """EDTF; None when the text gives no day."""
    words: str = ""
    """The words in the text that gave the date: "On Wednesday"."""
    rule: str = ""
    """The rule that resolved these words."""
    actors: tuple[str, ...] = ()
    """Actor ids of those taking part."""
    topics: tuple[str, ...] = ()
    """Topic ids."""
    state: EventState = "happened"
    """A disputed event is shown as such; one that is scheduled also under what is ahead."""
    type: str = ""
    """PLOVER event type where the words allow one: "consult", "assault"."""
    claimed_by: str = ""
    """Actor id of who says so, when the article does not say it in its own voice."""
    named: str = ""
    """The text's words for who says so, when no registry knows them."""
    reviewed: str = ""
    """"2026-01-31 by NN": a person stands behind this entry."""
    place: Place | None = None


class Figure(Struct, frozen=True, gc=False):
    """A number somebody gives."""

    measure: str
    """What is counted: killed, wounded, deployed, displaced, detained."""
    value: str
    """As digits: "19", "2000"."""
    text: str
    """The clause as it stands in the item's body."""
    by: str | None = None
    """Actor id of who gives it; None: the article in its own voice, or whom `named` tells."""
    named: str = ""
    """The text's words for who gives it, when no registry knows them."""
    of: str = ""
    """What the number is of, in the text's words: "troops"."""
    side: str = ""
    """Actor id of whose people or things are counted, where said."""
    qualifier: str = ""
    """"about", "at least", "at most", or ""."""
    unit: str = ""
    """Currency or unit: "USD", "percent"."""
    when: str | None = None
    """EDTF."""
    words: str = ""
    """The words in the text that gave the date."""
    rule: str = ""
    """The rule that resolved these words."""
    reviewed: str = ""
    """"2026-01-31 by NN": a person stands behind this entry."""
    place: Place | None = None


class Cut(Struct, frozen=True):
    """Text of the seed that is not the article's: an appeal, a share line."""

    reason: str
    """publisher-appeal, share-line, newsletter, read-more, byline, dateline, header."""
    start: int = 0
    """First code point in the decoded seed."""
    end: int = 0
    """One past the last code point."""
    lines: int = 0
    """How many lines that are not blank."""
    words: str = ""
    """The first words of what was cut."""
    rule: str = ""
    """Name of the rule that found it."""


class Correction(Struct, frozen=True):
    """A mended error, told to readers."""

    on: str
    """EDTF day of the correction."""
    text: str
    """What was wrong and is now right."""


class Evidence(Struct, frozen=True):
    """The file an item was read from."""

    seed: str = ""
    """Path below the project."""
    sha256: str = ""
    """Of the file's bytes, hexadecimal."""


class Item(Struct, frozen=True, gc=False):
    """One article as the site knows it."""

    id: str
    """The file's name without `.md`."""
    title: str
    """The headline."""
    body: str
    """Markdown."""
    published: str | None = None
    """When it was published; EDTF, None when nobody gave a date."""
    updated: str | None = None
    """When the publisher last changed it; EDTF."""
    source: str | None = None
    """Source id."""
    url: str = ""
    """Where the original stands; http or https."""
    lang: str = ""
    """BCP 47 tag of the article; "" is the site's language."""
    via: tuple[str, ...] = ()
    """The reporting chain: source ids, nearest first."""
    copy_of: str = ""
    """Id of an item whose text this article carries too: the same story of an agency with another publisher."""
    authors: tuple[str, ...] = ()
    """Names, as the article gives them."""
    basis: tuple[tuple[str, str], ...] = ()
    """How title, published, url, source are known: "sidecar", "header", "file name", "address", "text", "derived"."""
    actors: tuple[str, ...] = ()
    """Ids of the actors that it speaks of."""
    topics: tuple[str, ...] = ()
    """Ids of what it is about."""
    summary: str = ""
    """A person's words, one paragraph."""
    statements: tuple[Statement, ...] = ()
    """Who said what."""
    events: tuple[Event, ...] = ()
    """What happened or is to happen."""
    figures: tuple[Figure, ...] = ()
    """Numbers that somebody gives."""
    cuts: tuple[Cut, ...] = ()
    """What ingest left out of the text, so that it can be undone."""
    corrections: tuple[Correction, ...] = ()
    """Mended errors, which readers are told of."""
    status: Status = "published"
    """draft: built with --drafts only; review: built, marked as unconfirmed; published: a person stands behind it;
    retracted: a page that says so, and why. ingest writes "review"; an item that says nothing is published."""
    reviewed: str = ""
    """"2026-01-31 by NN": a person stands behind every value."""
    retracted: str = ""
    """Why, when status is retracted."""
    evidence: Evidence | None = None
    """The seed that it was read from."""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What other tools said of the article and no field here holds: key, and text or texts. "location.lat" is a key in
    a mapping, "sources.2.url" one in the second of a list of mappings."""
    path: str = ""
    """The file below the project."""
    places: tuple[str, ...] = ()
    """Line and column of each top-level field, then of the body, a line each: "title:2:1". One text or none, since a
    site has ten of them an item and asks for few."""

    def place(self, field: str) -> Place:
        """Where `field` stands in the file; the first line when the file does not have it."""
        places = (place for told in self.places for place in told.split("\n"))
        found = next((place for place in places if place.startswith(f"{field}:")), ":1:1")
        _, line, column = found.split(":")
        return Place(self.path, int(line), int(column))


class Alias(Struct, frozen=True):
    """Another name of a registry entry."""

    name: str
    """The words of the texts."""
    kind: AliasKind = "name"
    """role: "Armenian Prime Minister"; metonym: "Moscow" for Russia's government; acronym: "TASS"."""
    valid: str = ""
    """EDTF interval in which the alias means this entry; "" is always."""
    unless: tuple[str, ...] = ()
    """Phrases around the alias in which it means something else: "The Moscow Times"."""


class Role(Struct, frozen=True):
    """An office held."""

    title: str
    """"prime minister"."""
    of: str = ""
    """Actor id of the state or organisation."""
    valid: str = ""
    """EDTF interval: "2018-05-08/..", "2012/2024-05"."""


class Actor(Struct, frozen=True):
    """A person, state, organisation, armed force or group that speaks or acts."""

    id: str
    name: str
    """As readers see it."""
    kind: ActorKind = "organisation"
    """Tells the shape before the name."""
    aliases: tuple[Alias, ...] = ()
    """Further names by which texts speak of it; a bare text is a name."""
    roles: tuple[Role, ...] = ()
    """Offices held; phrases such as "Armenian Prime Minister" are made from them."""
    of: str = ""
    """Actor id of what it belongs to: russia-foreign-ministry belongs to russia."""
    names: tuple[tuple[str, str], ...] = ()
    """Name by language tag: ("hy", "Նիկոլ Փաշինյան")."""
    short: str = ""
    """Stands for the name where that has no room. No alias: texts are not read for it."""
    wikidata: str = ""
    """Wikidata id: "Q57787"."""
    note: str = ""
    """A person's words about the actor."""
    formerly: tuple[str, ...] = ()
    """Ids it had before; their addresses lead on."""
    place: Place | None = None


class Topic(Struct, frozen=True):
    """What an article or a statement is about."""

    id: str
    name: str
    terms: tuple[str, ...] = ()
    """Words and phrases that speak of the topic; "*" at the end of a word stands for any ending."""
    broader: str = ""
    """Topic id."""
    short: str = ""
    """Stands for the name where that has no room. No alias: texts are not read for it."""
    iptc: str = ""
    """Media Topic code: "20000056"."""
    note: str = ""
    """A person's words about the topic."""
    formerly: tuple[str, ...] = ()
    place: Place | None = None


class Source(Struct, frozen=True):
    """A publisher or agency."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    """Further names that texts and header lines use."""
    short: str = ""
    """Stands for the name where that has no room. No alias: texts are not read for it."""
    kind: str = ""
    """newspaper, agency, broadcaster, government, ngo, blog."""
    country: str = ""
    """Where it is published."""
    owner: str = ""
    """Who stands behind it."""
    home: str = ""
    """Address of the front page; its host tells articles of this source."""
    lang: str = ""
    """BCP 47 tag of its articles."""
    grade: Grade | Literal[""] = ""
    """Reliability, Admiralty scale A to F."""
    grade_reason: str = ""
    """Why it has this grade."""
    publish_text: PublishText | Literal[""] = ""
    """"" is the site's setting."""
    boilerplate: tuple[str, ...] = ()
    """First words of paragraphs that are the publisher's, not the article's."""
    note: str = ""
    """A person's words about the source."""
    formerly: tuple[str, ...] = ()
    place: Place | None = None


class Registry(Struct, frozen=True, eq=False):
    """All that is known by id. Compared by identity: there is one a run."""

    actors: dict[str, Actor] = {}
    topics: dict[str, Topic] = {}
    sources: dict[str, Source] = {}


class Settings(Struct, frozen=True):
    """What `content/site.yaml` says."""

    title: str = "Briefing"
    """Of the site."""
    tagline: str = ""
    """A line below the title."""
    base_url: str = ""
    """Where the site will stand, with "/" at the end; "" is unknown."""
    language: str = "en"
    """BCP 47 tag of the interface, and of articles without a `lang` of their own."""
    page_size: int = 50
    """Entries a page in long lists; 0 is never paged."""
    publish_text: PublishText = "excerpt"
    """How much of an article's text is shown: nothing, its opening, or all."""
    feed_content: Literal["summary", "full"] = "summary"
    """full: feeds carry what may be shown of each article's text."""
    publish: Literal["all", "confirmed"] = "all"
    """confirmed: only what a person stands behind is shown."""
    situation: str = ""
    """A person's line on how things stand."""
    description: str = ""
    """What the site is, for search engines and the page about it."""
    author: str = ""
    """Who answers for it."""
    licence: str = ""
    """Under which terms the site's own words and data may be used."""
    extractors: tuple[str, ...] = ()
    """Further extractors, "package.module:function"."""
    look: Look = "ledger"
    """Which of the bundled looks the site has."""
    accent: str = ""
    """Colour of links and focus, "#a31220"; "" is the look's."""
    accent_dark: str = ""
    """The same on dark pages; "" is the accent, as much lighter as it must be."""
    reading_font: str = ""
    """Faces for reading, in the order in which they are tried, as CSS has them."""
    label_font: str = ""
    """Faces for labels, dates and figures."""
    logo: str = ""
    """A picture before the site's name: "assets/logo.svg", a file below templates/."""
    footer: str = ""
    """A line at the end of every page."""
    publish_to: str = ""
    """Where `site-gen publish` puts it, as its words: "git origin gh-pages"."""
    imports: tuple[tuple[str, FieldMap], ...] = ()
    """Field maps by name: that of an export's file, or its beginning."""
