"""`about.html`: how the briefing is made and what its limits are, told from its own configuration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_gen.dates import wording
from site_gen.model import Actor
from site_gen.site import urls
from site_gen.site.confirm import is_confirmed
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import AboutSection, AboutView
from site_gen.site.views import LinkView

SCORES: Final = (
    ("Statements in quotation marks, found and given to the right speaker (F1)", "82.3"),
    ("All statements, indirect ones too (F1)", "60.8"),
    ("Speakers right, of those found", "96.4 %"),
    ("Dates resolved to the right value (F1)", "83.3"),
    ("Names in newswire (F1)", "67.9"),
    ("A capital told from its government", "81.6 %"),
)
"""What the extraction reached on public development sets; README tells which, and how they were measured."""
_GRADES: Final = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
_MOST_ROWS: Final = 60
_VERBATIM: Final = (
    "Every statement, event and figure on this site stands word for word in an article whose source is named beside "
    "it. The build compares each of them with the stored text and shows none that it does not find."
)
_BY_RULE: Final = (
    "Software read the articles by fixed rules and lists of names; it guessed nothing about who spoke or when where "
    "the text does not say so. Entries marked “unconfirmed” have not yet been checked by a person."
)
_DATES: Final = (
    "A date is that of the happening or the speaking, as the article gives it. The words that gave a date are shown "
    "beside it, with the rule by which they were read. “Reported” means that the article does not say on which day "
    "something was said. What has no date stands as undated; no date is made up."
)
_WEEKDAYS: Final = (
    "A weekday without more is the nearest one before publication, or after it where the verb looks ahead."
)


def about_pages(frame: Frame) -> Iterator[Page]:
    """The page."""
    shell = frame.shell(urls.ABOUT, "About this briefing", "How this briefing is made, and what its limits are.")
    made = (
        _standing(frame),
        _dates(),
        _figures(),
        _text(frame),
        _sources(frame),
        _names(frame),
        _topics(frame),
        _found(),
    )
    sections = tuple(section for section in made if section.paragraphs or section.rows)
    view = AboutView(shell, frame.site.settings.description, _facts(frame), sections)
    yield Page(urls.ABOUT, "about.html", view)


def _facts(frame: Frame) -> tuple[tuple[str, str], ...]:
    site, settings = frame.site, frame.site.settings
    unconfirmed = sum(not is_confirmed(item) for item in site.items)
    facts = (
        ("Articles", f"{len(site.items):,}, of which {unconfirmed:,} unconfirmed"),
        ("Known actors", f"{len(site.registry.actors):,}"),
        ("Known topics", f"{len(site.registry.topics):,}"),
        ("Known sources", f"{len(site.registry.sources):,}"),
        ("Editor", settings.author),
        ("Licence", settings.licence),
    )
    return tuple(fact for fact in facts if fact[1])


def _standing(frame: Frame) -> AboutSection:
    """What unconfirmed means, and who stands behind what."""
    site = frame.site
    entries = sum(len(item.statements) + len(item.events) + len(item.figures) for item in site.items)
    confirmed = sum(len(anchors) for anchors in site.confirmed.values())
    told = [_VERBATIM, _BY_RULE]
    if site.settings.publish == "confirmed":
        told.append("Only what a person stands behind is shown.")
    rows = (("Statements, events and figures", f"{entries:,}"), ("Of which a person stands behind", f"{confirmed:,}"))
    return AboutSection("made", "How it is made", tuple(told), rows if entries else ())


def _dates() -> AboutSection:
    return AboutSection("dates", "Dates", (_DATES, _WEEKDAYS))


def _figures() -> AboutSection:
    told = (
        "Numbers are given as each speaker gives them, side by side. They are never added up. “In dispute” are numbers "
        "that two or more claimants give for one thing in articles of one day."
    )
    return AboutSection("figures", "Figures", (told,))


def _text(frame: Frame) -> AboutSection:
    extent = {
        "none": "No text of the articles is shown, unless a source allows it.",
        "excerpt": "The opening paragraph of each article is shown, unless a source has another rule.",
        "full": "The whole text of each article is shown, unless a source has another rule.",
    }[frame.site.settings.publish_text]
    told = "Appeals, share lines and the like of the publishers are cut; each article tells what was cut from it."
    return AboutSection("text", "Texts and rights", (extent, told))


def _sources(frame: Frame) -> AboutSection:
    """Every source with owner, country, grade and reason; the scale where it is used."""
    sources = sorted(frame.site.registry.sources.values(), key=lambda source: source.name)
    rows = []
    for source in sources[:_MOST_ROWS]:
        grade = f"{source.grade}: {source.grade_reason}" if source.grade_reason else source.grade
        told = "; ".join(part for part in (source.country, source.owner, grade) if part)
        rows.append((source.name, told or "nothing more is told"))
    graded = any(source.grade for source in sources)
    scale = ", ".join(f"{letter} {words}" for letter, words in _GRADES)
    paragraphs = (f"Reliability of a source, as the editor judges it: {scale}.",) if graded else ()
    links = tuple(LinkView(one.name, urls.source_page(one.id)) for one in sources[:_MOST_ROWS])
    return AboutSection("sources", "Sources", paragraphs, tuple(rows), links)


def _names(frame: Frame) -> AboutSection:
    """Words that stand for an actor though they are no name of it: places for governments, offices for persons."""
    lang = frame.site.settings.language
    rows = [
        (told, actor.name)
        for actor in sorted(frame.site.registry.actors.values(), key=lambda actor: actor.name)
        for told in _stand_ins(actor, frame, lang)
    ]
    if not rows:
        return AboutSection("names", "Who is meant", ())
    told = (
        "Places count as their governments, and offices as those who hold them, by these rules alone. An article that "
        "uses such words otherwise is read wrongly until a person corrects it."
    )
    more = (f"The first {_MOST_ROWS} of {len(rows):,} rules are listed.",) if len(rows) > _MOST_ROWS else ()
    return AboutSection("names", "Who is meant", (told, *more), tuple(rows[:_MOST_ROWS]))


def _stand_ins(actor: Actor, frame: Frame, lang: str) -> Iterator[str]:
    for alias in actor.aliases:
        if alias.kind in ("metonym", "role"):
            when = f" ({wording(alias.valid, lang)})" if alias.valid else ""
            yield f"“{alias.name}”{when}" + (f", not in {', '.join(alias.unless)}" if alias.unless else "")
    for role in actor.roles:
        of = frame.site.registry.actors.get(role.of)
        when = f" ({wording(role.valid, lang)})" if role.valid else ""
        yield f"{role.title}{f', {of.name}' if of else ''}{when}"


def _topics(frame: Frame) -> AboutSection:
    """The words by which each topic is told."""
    topics = sorted((one for one in frame.site.registry.topics.values() if one.terms), key=lambda one: one.name)
    rows = tuple((topic.name, ", ".join(topic.terms)) for topic in topics[:_MOST_ROWS])
    told = ("An article or statement is on a topic when it has words of the topic. “*” stands for any ending.",)
    return AboutSection("topics", "Topics and their words", told if rows else (), rows)


def _found() -> AboutSection:
    told = (
        "Reading by rule misses things and sometimes errs. On public collections of news that experts have marked by "
        "hand, the rules reached:"
    )
    return AboutSection("scores", "How well it reads", (told,), SCORES)
