"""What whole pages show: one class a template. See `views` for the pieces that recur."""

from __future__ import annotations

from msgspec import Struct

from site_gen.site.views import (
    ActorChip,
    ArcsView,
    DateView,
    DayGroup,
    EventView,
    FigureGroup,
    ItemEntry,
    LinkView,
    PagerView,
    SourceChip,
    SparkView,
    StatementView,
    StripView,
)


class FeedLink(Struct, frozen=True):
    """A feed for readers' programs to find."""

    title: str
    type: str
    """Media type."""
    href: str


class Shell(Struct, frozen=True):
    """What every page has around its own matter."""

    lang: str
    site_title: str
    tagline: str
    title: str
    """Of the page, without the site's."""
    description: str
    root: str
    """Leads from this page to the site's root: "" or "../"."""
    home: str
    canonical: str
    """Absolute address, or "" while base_url is not set."""
    style: str
    feeds: tuple[FeedLink, ...]
    """Those of this page first."""
    nav: tuple[LinkView, ...]
    foot: tuple[LinkView, ...]
    section: str = ""
    """Which entry of `nav` this page belongs to."""
    indexed: bool = True
    """False asks search engines to stay away."""
    twin: str = ""
    """The same record as JSON."""
    formats: tuple[LinkView, ...] = ()
    """What this page is to be had as: its twin and its own feeds."""
    opensearch: str = ""
    """Tells browsers how to search the site; "" while base_url is not set."""
    ld_json: str = ""
    """Its JSON-LD, "" while base_url is not set."""
    logo: str = ""
    """Address of the picture before the site's name; ""."""
    footer: str = ""
    """The site's own line at the end."""


class IndexView(Struct, frozen=True):
    """The briefing."""

    shell: Shell
    as_of: str
    counts: str
    strip: StripView | None
    situation: str
    days: tuple[DayGroup, ...]
    shown: str
    """"the latest 20 of 41"."""
    ahead: tuple[DayGroup, ...]
    """What is scheduled and may come after the newest article, soonest first."""
    voices: tuple[StatementView, ...]
    """The latest words of each of the main actors."""
    disputed: tuple[FigureGroup, ...]
    items: tuple[ItemEntry, ...]
    items_total: int
    all_items: str
    coverage: tuple[LinkView, ...]
    """Sources by number of articles."""
    coverage_note: str
    """"74 articles, 6 sources, 4 countries, February 2029 – February 2031"."""
    actors: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]


class CarrierView(Struct, frozen=True):
    """Another article that carries the same text."""

    source: SourceChip
    share: str
    """"86% of the words"."""
    theirs: tuple[str, ...]
    """Passages that it has and this one lacks, as far as they may be shown."""
    ours: tuple[str, ...]
    """Passages that it lacks."""


class RelatedView(Struct, frozen=True):
    """An article near this one."""

    item: ItemEntry
    reason: str
    """What they share: "both on Tomas Reldin, Arkun dam; same day"."""


class ItemView(Struct, frozen=True):
    """An article."""

    shell: Shell
    title: str
    derived: bool
    confirmed: bool
    status: str
    retracted: str
    """Why it was withdrawn; then all lists are empty."""
    lang: str
    source: LinkView | None
    grade: str
    grade_reason: str
    date: DateView
    updated: DateView | None
    basis: tuple[tuple[str, str], ...]
    """(field, how it is known), in words."""
    authors: str
    via: str
    original: str
    evidence: str
    sha256: str
    summary: str
    actors: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]
    statements: tuple[StatementView, ...]
    events: tuple[EventView, ...]
    figures: tuple[FigureGroup, ...]
    extent: str
    """none, excerpt, full."""
    html: str
    """What may be shown of the text; safe HTML made by `site.markdown`."""
    cuts: tuple[str, ...]
    """"8 lines cut: publisher's appeal"."""
    corrections: tuple[tuple[DateView, str], ...]
    related: tuple[RelatedView, ...]
    carriers: tuple[CarrierView, ...] = ()
    """Other articles that carry its text, the first published first."""
    carried: str = ""
    """"carried by 3 publishers of 2 owners, first by CPS"; ""."""


class TopicLatest(Struct, frozen=True):
    """The latest words of an actor on a topic, or of all on it."""

    topic: LinkView
    statement: StatementView
    earlier: int


class RecordView(Struct, frozen=True):
    """A page about one actor, topic or source: its chronology and its company."""

    shell: Shell
    what: str
    """actor, topic, source."""
    name: str
    kind: str
    kind_words: str
    """What it is, in the site's language."""
    names: tuple[tuple[str, str], ...]
    """(language, name)."""
    roles: tuple[str, ...]
    note: str
    facts: tuple[tuple[str, str], ...]
    """(label, value), plain text."""
    links: tuple[LinkView, ...]
    counts: str
    strip: StripView | None
    latest: tuple[TopicLatest, ...]
    positions: tuple[StatementView, ...]
    """On a topic: the latest words of each speaker."""
    says: tuple[StatementView, ...]
    named: tuple[StatementView, ...]
    """The newest statements of others that name the actor."""
    named_total: int
    events: tuple[EventView, ...]
    figures: tuple[FigureGroup, ...]
    items: tuple[ItemEntry, ...]
    arcs: ArcsView | None
    pairs: tuple[LinkView, ...]
    """What the actor says on each topic, or each actor on the topic, with counts."""
    company: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]
    sources: tuple[LinkView, ...]
    pager: PagerView | None


class PairView(Struct, frozen=True):
    """What one actor says about one topic."""

    shell: Shell
    actor: ActorChip
    topic: LinkView
    counts: str
    strip: StripView | None
    statements: tuple[StatementView, ...]
    """Newest first."""
    others: tuple[LinkView, ...]
    """What others say about it, with counts."""
    pager: PagerView | None


class MatrixRow(Struct, frozen=True):
    """One actor's counts, a cell a topic; a cell without statements has no text."""

    actor: ActorChip
    cells: tuple[LinkView, ...]


class MatrixView(Struct, frozen=True):
    """Actors by topics."""

    shell: Shell
    shown: str
    topics: tuple[LinkView, ...]
    rows: tuple[MatrixRow, ...]


class StatementsView(Struct, frozen=True):
    """Who said what, newest first."""

    shell: Shell
    counts: str
    days: tuple[DayGroup, ...]
    pager: PagerView | None


class RegisterRow(Struct, frozen=True):
    """One actor, topic or source in a list of all."""

    actor: ActorChip | None
    link: LinkView | None
    """Exactly one of the two is there."""
    count: int
    """Its entries."""
    share: str
    """Of all articles: "27 %"; "" where it has none."""
    spark: SparkView | None


class RegisterGroup(Struct, frozen=True):
    """A part of a list with its own heading, or none."""

    heading: str
    rows: tuple[RegisterRow, ...] = ()
    items: tuple[ItemEntry, ...] = ()


class RegisterView(Struct, frozen=True):
    """All actors, topics, sources or articles as a list."""

    shell: Shell
    heading: str
    note: str
    groups: tuple[RegisterGroup, ...]
    pager: PagerView | None = None


class CorrectionView(Struct, frozen=True):
    """One mended error, or one article withdrawn."""

    anchor: str
    date: DateView
    item: LinkView
    text: str
    retraction: bool = False


class CorrectionsView(Struct, frozen=True):
    """What was wrong and is now right, newest first."""

    shell: Shell
    note: str
    entries: tuple[CorrectionView, ...]


class RedirectView(Struct, frozen=True):
    """What stands at an address that something had before."""

    shell: Shell
    name: str
    target: str
    """Where it is now, as seen from the old address."""


class AboutSection(Struct, frozen=True):
    """A part of the method, with what the configuration says of it."""

    id: str
    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    """(label, value)."""
    links: tuple[LinkView, ...] = ()
    """Where each label leads, one a row; none when labels lead nowhere."""


class AboutView(Struct, frozen=True):
    """Method and limits."""

    shell: Shell
    description: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[AboutSection, ...]


class SearchView(Struct, frozen=True):
    """The form of the search, and everything by name."""

    shell: Shell
    heading: str
    note: str
    script: str
    lists: tuple[tuple[str, tuple[LinkView, ...]], ...]


class TextView(Struct, frozen=True):
    """A page of words: about, 404."""

    shell: Shell
    heading: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[LinkView, ...]], ...] = ()
