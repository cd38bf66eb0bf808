"""What templates see: frozen values, complete when made. The hash of a page's view is the page's key.

Views hold texts, numbers, booleans, tuples and other views; every address is relative to the page that shows it.
To show something new: a field here, filled in by the page kind, printed by the template.
"""

from __future__ import annotations

from msgspec import Struct


class LinkView(Struct, frozen=True):
    """A name that leads somewhere."""

    text: str
    href: str
    count: int = 0
    """How many entries are behind it; 0 is not shown."""


class DateView(Struct, frozen=True):
    """A date as readers see it."""

    text: str
    """"4 August 2022"; "undated"."""
    short: str
    """"4 Aug 2022"."""
    iso: str = ""
    """For `<time datetime>`: a day, month or year; "" where HTML has no form for it."""


class ActorChip(Struct, frozen=True):
    """An actor in a line."""

    name: str
    href: str
    kind: str
    """person, state, organisation, armed-force, group: tells the shape before the name."""
    role: str = ""
    """Office on the day: "prime minister, Armenia"."""
    note: str = ""
    """What it does in this list, or how often."""


class SourceChip(Struct, frozen=True):
    """Where a line comes from."""

    name: str
    """Publisher; "source not named"."""
    date: DateView
    href: str
    """The item's page, at the words."""
    grade: str = ""
    title: str = ""
    """The item's title."""


class StatementView(Struct, frozen=True):
    """A statement in a list or on its item's page."""

    anchor: str
    href: str
    speaker: ActorChip | None
    speaker_words: str
    """The text's words for the speaker, shown when no actor is known."""
    cue: str
    """"told a government meeting"; "said"."""
    text: str
    quoted: bool
    """Whether the whole text is set in quotation marks."""
    kind: str
    date: DateView
    date_known: bool
    """False: the day is that of the report."""
    reason: str
    """How the date came from the words; ""."""
    topics: tuple[LinkView, ...]
    source: SourceChip
    confirmed: bool
    via: str = ""
    basis: str = ""
    """How the speaker was found, in words; "" when by name."""
    original: str = ""
    """The original's address with a text fragment; "" in lists."""
    reply: LinkView | None = None
    lang: str = ""
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""


class EventView(Struct, frozen=True):
    """An event in a list or on its item's page."""

    anchor: str
    href: str
    date: DateView
    text: str
    reason: str
    actors: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]
    state: str
    source: SourceChip
    confirmed: bool
    claimed_by: ActorChip | None = None
    original: str = ""
    lang: str = ""
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""


class FigureView(Struct, frozen=True):
    """One number with who gives it."""

    anchor: str
    href: str
    measure: str
    value: str
    """With qualifier and unit: "about 2,000"."""
    of: str
    by: ActorChip | None
    side: ActorChip | None
    date: DateView
    text: str
    reason: str
    source: SourceChip
    confirmed: bool
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""


class FigureGroup(Struct, frozen=True):
    """The numbers given for one measure."""

    measure: str
    figures: tuple[FigureView, ...]


class ItemEntry(Struct, frozen=True):
    """An article in a list."""

    href: str
    title: str
    derived: bool
    """Whether the headline was made from the text."""
    date: DateView
    source: str
    grade: str
    summary: str
    counts: str
    """"12 statements, 4 events"."""
    confirmed: bool


class LineView(Struct, frozen=True):
    """One line of a chronology: exactly one of the three is there."""

    kind: str
    """statement, event, article."""
    statement: StatementView | None = None
    event: EventView | None = None
    item: ItemEntry | None = None


class DayGroup(Struct, frozen=True):
    """The lines of one date."""

    anchor: str
    date: DateView
    lines: tuple[LineView, ...]


class MonthGroup(Struct, frozen=True):
    """The days of one month, or of a whole vague year, in a timeline."""

    anchor: str
    heading: str
    days: tuple[DayGroup, ...]


class YearGroup(Struct, frozen=True):
    """The months of one year; "undated" last."""

    anchor: str
    heading: str
    months: tuple[MonthGroup, ...]
    count: int


class BarView(Struct, frozen=True):
    """One bar of an activity strip, in units of its drawing."""

    x: int
    y: int
    width: int
    height: int
    label: str
    """"August 2022: 14"."""
    href: str


class StripView(Struct, frozen=True):
    """Activity over time as a small drawing."""

    width: int
    height: int
    bars: tuple[BarView, ...]
    label: str
    """The same in words, for those who do not see it."""
    first: str
    last: str
    links: tuple[LinkView, ...] = ()
    """Its months in the timeline, or its years where they are many, oldest first."""


class PagerView(Struct, frozen=True):
    """Where one stands in a long list."""

    here: str
    """"entries 1 to 50 of 312"."""
    newer: str
    """Address, or ""."""
    older: str
    pages: tuple[LinkView, ...]


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
    icon: str
    feed: str
    nav: tuple[LinkView, ...]
    foot: tuple[LinkView, ...]
    section: str = ""
    """Which entry of `nav` this page belongs to."""
    indexed: bool = True
    """False asks search engines to stay away."""


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
    voices: tuple[StatementView, ...]
    """The latest words of each of the main actors."""
    disputed: tuple[FigureGroup, ...]
    items: tuple[ItemEntry, ...]
    actors: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]


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
    related: tuple[ItemEntry, ...]
    ld_json: str = ""


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
    events: tuple[EventView, ...]
    figures: tuple[FigureGroup, ...]
    items: tuple[ItemEntry, ...]
    company: tuple[ActorChip, ...]
    topics: tuple[LinkView, ...]
    sources: tuple[LinkView, ...]
    pager: PagerView | None
    ld_json: str = ""


class StatementsView(Struct, frozen=True):
    """Who said what, newest first."""

    shell: Shell
    counts: str
    days: tuple[DayGroup, ...]
    pager: PagerView | None


class TimelineView(Struct, frozen=True):
    """All dated lines, newest year first, and those without a date."""

    shell: Shell
    counts: str
    strip: StripView | None
    years: tuple[YearGroup, ...]
    undated: DayGroup | None
    pager: PagerView | None


class RegisterView(Struct, frozen=True):
    """All actors, topics, sources or articles as a list."""

    shell: Shell
    heading: str
    note: str
    groups: tuple[tuple[str, tuple[ActorChip, ...], tuple[LinkView, ...], tuple[ItemEntry, ...]], ...]
    """(heading, actors, links, articles)."""
    pager: PagerView | None = None


class TextView(Struct, frozen=True):
    """A page of words: about, search, 404."""

    shell: Shell
    heading: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[LinkView, ...]], ...] = ()


class FeedEntry(Struct, frozen=True):
    """An article in a feed."""

    id: str
    title: str
    url: str
    updated: str
    """RFC 3339."""
    summary: str
    authors: tuple[str, ...]


class FeedView(Struct, frozen=True):
    """An Atom feed."""

    id: str
    title: str
    subtitle: str
    lang: str
    url: str
    home: str
    updated: str
    author: str
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True):
    """All addresses: (absolute address, last change as ISO date or "")."""

    urls: tuple[tuple[str, str], ...]


class RobotsView(Struct, frozen=True):
    """What robots may do."""

    indexed: bool
    sitemap: str
