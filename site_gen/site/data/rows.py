"""What the data set holds: the published values, as ids and EDTF dates, with nothing made for readers' eyes.

The docstrings below are published as the descriptions of `data/schema.json` and as the dictionary of `data.html`.
"""

from __future__ import annotations

from msgspec import Struct, field

from site_gen.model import ActorKind, Alias, Correction, Cut, EventState, Role, StatementKind, Status


class StatementData(Struct, frozen=True, omit_defaults=True):
    """What somebody is reported to have said, in the words of the article."""

    id: str
    """Article id, "#" and the statement's fragment on the article's page."""
    article: str
    """Id of the article."""
    text: str
    """The words as they stand in the article, without the outer quotation marks."""
    kind: StatementKind
    """direct: a quoted sentence; partial: quoted words inside the reporter's; indirect: the reporter's own wording."""
    speaker: str | None = None
    """Actor id; null while nobody is sure who speaks."""
    named: str = ""
    """The words of the text that name the speaker."""
    basis: str = ""
    """How the speaker was found: name, role, metonym, pronoun, carried; empty when a person wrote it."""
    verb: str = ""
    """The source's verb of saying in its past form."""
    act: str = ""
    """What kind of speech it was: report, claim, deny, demand, promise, warn, accuse."""
    to: str = ""
    """Who was addressed, in the text's words."""
    via: str = ""
    """Who passed the words on, in the text's words."""
    said: str | None = None
    """Day on which it was said, EDTF; null when the article does not tell."""
    words: str = ""
    """The words in the text that gave the date."""
    rule: str = ""
    """The rule that resolved these words."""
    topics: tuple[str, ...] = ()
    """Topic ids."""
    replies_to: str = ""
    """Id of an earlier statement that this one answers."""
    paragraph: int = 0
    """Paragraph of the article, from 1; 0 where it spans several."""
    confirmed: bool = False
    """Whether a person stands behind this entry."""


class EventData(Struct, frozen=True, omit_defaults=True):
    """Something that happened or is to happen, in the words of the article."""

    id: str
    """Article id, "#" and the event's fragment on the article's page."""
    article: str
    """Id of the article."""
    text: str
    """The sentence as it stands in the article."""
    state: EventState
    """happened, scheduled, disputed or cancelled."""
    when: str | None = None
    """EDTF; null when the text gives no day."""
    words: str = ""
    """The words in the text that gave the date."""
    rule: str = ""
    """The rule that resolved these words."""
    actors: tuple[str, ...] = ()
    """Ids of those taking part."""
    topics: tuple[str, ...] = ()
    """Topic ids."""
    type: str = ""
    """PLOVER event type where the words allow one."""
    claimed_by: str = ""
    """Actor id of who says so, when the article does not say it in its own voice."""
    named: str = ""
    """The text's words for who says so, when no actor is known."""
    paragraph: int = 0
    """Paragraph of the article, from 1; 0 where it spans several."""
    confirmed: bool = False
    """Whether a person stands behind this entry."""


class FigureData(Struct, frozen=True, omit_defaults=True):
    """A number somebody gives. Figures of different speakers are never added up."""

    id: str
    """Article id, "#" and the figure's fragment on the article's page."""
    article: str
    """Id of the article."""
    measure: str
    """What is counted: killed, wounded, deployed, displaced, detained."""
    value: str
    """As digits."""
    text: str
    """The clause as it stands in the article."""
    by: str | None = None
    """Actor id of who gives it; null: the article in its own voice, or whom `named` tells."""
    named: str = ""
    """The text's words for who gives it, when no actor is known."""
    of: str = ""
    """What the number is of, in the text's words."""
    side: str = ""
    """Actor id of whose people or things are counted, where said."""
    qualifier: str = ""
    """about, at least, at most, or empty."""
    unit: str = ""
    """Currency or unit."""
    when: str | None = None
    """EDTF."""
    words: str = ""
    """The words in the text that gave the date."""
    rule: str = ""
    """The rule that resolved these words."""
    paragraph: int = 0
    """Paragraph of the article, from 1; 0 where it spans several."""
    confirmed: bool = False
    """Whether a person stands behind this entry."""


class ArticleData(Struct, frozen=True, omit_defaults=True):
    """A news article, with what was found in it."""

    id: str
    """Name that stays; part of the page's address."""
    page: str
    """Address of its page below the site's root."""
    title: str
    """Headline."""
    status: Status
    """review: made by software, unconfirmed as a whole; published: a person stands behind it."""
    published: str | None = None
    """EDTF; null when unknown."""
    updated: str | None = None
    """EDTF; null when not told."""
    basis: tuple[tuple[str, str], ...] = ()
    """How headline, date, address and source are known: pairs of field and way."""
    source: str | None = None
    """Source id; null when not named."""
    url: str = ""
    """Where the original stands."""
    lang: str = ""
    """BCP 47 tag of the article; empty is the site's language."""
    via: tuple[str, ...] = ()
    """The reporting chain: source ids, nearest first."""
    copy_of: str = ""
    """Id of an article whose text this one carries too; empty for a text of its own."""
    authors: tuple[str, ...] = ()
    """Names as the publisher gives them."""
    actors: tuple[str, ...] = ()
    """Ids of the actors named in it."""
    topics: tuple[str, ...] = ()
    """Topic ids."""
    summary: str = ""
    """A person's words."""
    confirmed: bool = False
    """Whether a person stands behind the whole entry."""
    sha256: str = ""
    """SHA-256 of the file that the article was read from."""
    statements: tuple[StatementData, ...] = ()
    """In the order of the text."""
    events: tuple[EventData, ...] = ()
    """In the order of the text."""
    figures: tuple[FigureData, ...] = ()
    """In the order of the text."""
    cuts: tuple[Cut, ...] = ()
    """What was left out of the text, with the reason."""
    corrections: tuple[Correction, ...] = ()
    """Mended errors, with their day."""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """What other tools said of it: pairs of key and text or texts."""
    excerpt: str = ""
    """The opening paragraph, where that and no more may be published."""
    text: str = ""
    """The plain text, where it may be published whole."""


class ActorData(Struct, frozen=True, omit_defaults=True):
    """A person, state, organisation, armed force or group that speaks or acts."""

    id: str
    """Name that stays; part of the page's address."""
    page: str
    """Address of its page below the site's root."""
    name: str
    """As shown."""
    kind: ActorKind
    """person, state, organisation, armed-force or group."""
    short: str = ""
    """Shorter name for narrow places; empty where there is none."""
    of: str = ""
    """Id of the actor it belongs to."""
    aliases: tuple[Alias, ...] = ()
    """Other names, each with the interval in which it means this actor and the phrases in which it does not."""
    roles: tuple[Role, ...] = ()
    """Offices held, with EDTF intervals."""
    names: tuple[tuple[str, str], ...] = ()
    """Pairs of language tag and name."""
    wikidata: str = ""
    """Wikidata id."""
    note: str = ""
    """A person's words."""
    formerly: tuple[str, ...] = ()
    """Ids it had before."""


class TopicData(Struct, frozen=True, omit_defaults=True):
    """What an article or a statement is about."""

    id: str
    """Name that stays; part of the page's address."""
    page: str
    """Address of its page below the site's root."""
    name: str
    """As shown."""
    short: str = ""
    """Shorter name for narrow places; empty where there is none."""
    broader: str = ""
    """Id of the wider topic."""
    terms: tuple[str, ...] = ()
    """Words and phrases that speak of the topic; "*" stands for any ending."""
    iptc: str = ""
    """IPTC Media Topic code."""
    note: str = ""
    """A person's words."""
    formerly: tuple[str, ...] = ()
    """Ids it had before."""


class SourceData(Struct, frozen=True, omit_defaults=True):
    """A publisher or agency."""

    id: str
    """Name that stays; part of the page's address."""
    page: str
    """Address of its page below the site's root."""
    name: str
    """As shown."""
    short: str = ""
    """Shorter name for narrow places; empty where there is none."""
    kind: str = ""
    """newspaper, agency, broadcaster, government, ngo, blog."""
    country: str = ""
    """Where it is based."""
    owner: str = ""
    """Who owns it."""
    home: str = ""
    """Address of the front page."""
    lang: str = ""
    """BCP 47 tag."""
    grade: str = ""
    """Reliability, A to F (Admiralty scale)."""
    grade_reason: str = ""
    """Why this grade."""
    publish_text: str = ""
    """How much of its texts may be shown; empty is the site's setting."""
    aliases: tuple[str, ...] = ()
    """Other names."""
    note: str = ""
    """A person's words."""
    formerly: tuple[str, ...] = ()
    """Ids it had before."""


Row = ArticleData | StatementData | EventData | FigureData | ActorData | TopicData | SourceData


class DataSet(Struct, frozen=True):
    """Everything that the site publishes. Retracted articles are not in it."""

    title: str
    """Of the site."""
    base_url: str
    """Where the site stands; empty while that is not known."""
    language: str
    """BCP 47 tag of the site."""
    licence: str
    """Under which the data may be used; empty when nothing is said."""
    articles: tuple[ArticleData, ...]
    """By id, each with its statements, events and figures."""
    actors: tuple[ActorData, ...]
    """In the order of the registry."""
    topics: tuple[TopicData, ...]
    """In the order of the registry."""
    sources: tuple[SourceData, ...]
    """In the order of the registry."""
    schema: str = field(default="schema.json", name="$schema")
    """The JSON Schema of this file, beside it."""


class Mention(Struct, frozen=True, omit_defaults=True):
    """An article in the file of an actor, topic or source."""

    id: str
    """Article id."""
    title: str
    """Headline."""
    published: str | None = None
    """EDTF; null when unknown."""


class ActorFile(Struct, frozen=True):
    """The file beside an actor's page."""

    actor: ActorData
    """The actor."""
    statements: tuple[StatementData, ...]
    """What it is reported to have said, newest first."""
    events: tuple[EventData, ...]
    """What it took part in, newest first."""
    articles: tuple[Mention, ...]
    """Those that name it, newest first."""


class TopicFile(Struct, frozen=True):
    """The file beside a topic's page."""

    topic: TopicData
    """The topic."""
    statements: tuple[StatementData, ...]
    """What was said on it, newest first."""
    events: tuple[EventData, ...]
    """What happened, newest first."""
    articles: tuple[Mention, ...]
    """Those about it, newest first."""


class SourceFile(Struct, frozen=True):
    """The file beside a source's page."""

    source: SourceData
    """The source."""
    articles: tuple[Mention, ...]
    """Those that it published, newest first."""


class PairFile(Struct, frozen=True):
    """The file beside the page of what an actor says about a topic."""

    actor: str
    """Actor id."""
    topic: str
    """Topic id."""
    page: str
    """Address of the page below the site's root."""
    statements: tuple[StatementData, ...]
    """What it is reported to have said on the topic, newest first."""
