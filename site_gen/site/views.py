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
    short: str = ""
    """Stands for `text` where that has no room; "" where there is none."""


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
    kind_words: str = ""
    """The kind in the site's language."""
    short: str = ""
    """Stands for the name where that has no room; "" where there is none."""


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
    short: str = ""
    """Stands for the name where that has no room; "" where there is none."""


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
    answers: tuple[LinkView, ...] = ()
    """Later statements that answer this one."""
    cite: str = ""
    """How to cite it; "" in lists."""
    lang: str = ""
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""
    also: tuple[SourceChip, ...] = ()
    """Other publishers who have the same of the same text."""


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
    state_words: str
    """The state in the site's language; "event" for what happened."""
    source: SourceChip
    confirmed: bool
    claimed_by: ActorChip | None = None
    claimed_words: str = ""
    """The text's words for who says so, shown when no actor is known."""
    original: str = ""
    lang: str = ""
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""
    also: tuple[SourceChip, ...] = ()
    """Other publishers who have the same of the same text."""


class FigureView(Struct, frozen=True):
    """One number with who gives it."""

    anchor: str
    href: str
    measure: str
    value: str
    """With qualifier and unit: "about 2,000"."""
    of: str
    by: ActorChip | None
    by_words: str
    """The text's words for who gives it, shown when no actor is known."""
    side: ActorChip | None
    date: DateView
    text: str
    reason: str
    source: SourceChip
    confirmed: bool
    paragraph: int = 0
    """Its paragraph in the article, from 1; 0 in lists and where it spans several."""
    also: tuple[SourceChip, ...] = ()
    """Other publishers who have the same of the same text."""


class FigureGroup(Struct, frozen=True):
    """The numbers given for one measure."""

    measure: str
    measure_words: str
    """The measure in the site's language."""
    figures: tuple[FigureView, ...]
    when: DateView | None = None
    """Where the group stands alone: the date of its first figure, else the newest day of its reports."""
    reported: bool = False
    """True when `when` is the day of a report."""


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
    original: str = ""
    """Where the publisher has it."""
    also: tuple[SourceChip, ...] = ()
    """Other publishers who carry its text."""


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


class BarView(Struct, frozen=True):
    """One bar of an activity strip, in units of its drawing."""

    x: int
    y: int
    width: int
    height: int
    label: str
    """"August 2022: 14"."""


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


class SparkView(Struct, frozen=True):
    """Activity as bars small enough for a list, in a drawing 96 wide and 20 high."""

    path: str
    """SVG path data."""
    label: str
    """The same in words."""


class NodeView(Struct, frozen=True):
    """A name in a drawing of arcs."""

    name: str
    """Shortened to fit."""
    y: int


class ArcView(Struct, frozen=True):
    """Two names that share articles."""

    path: str
    """SVG path data."""
    weight: int
    """1 to 4: how many articles, against the most."""
    own: bool
    """Whether one end is the actor whose page it is."""


class ArcsView(Struct, frozen=True):
    """Who appears with whom."""

    width: int
    height: int
    nodes: tuple[NodeView, ...]
    """The actor whose page it is first."""
    arcs: tuple[ArcView, ...]
    label: str
    """The same in words."""


class PagerView(Struct, frozen=True):
    """Where one stands in a long list."""

    here: str
    """"entries 1 to 50 of 312"."""
    newer: str
    """Address, or ""."""
    older: str
    pages: tuple[LinkView, ...]
