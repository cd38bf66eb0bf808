"""`about.html`: how the briefing is made and what its limits are, told from its own configuration."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from site_gen.dates import wording
from site_gen.model import Actor
from site_gen.site import urls
from site_gen.site.confirm import is_confirmed
from site_gen.site.page import Frame, Page
from site_gen.site.page_views import AboutSection, AboutView
from site_gen.site.views import LinkView
from site_gen.site.words import Words, mark

SCORES: Final = (
    (mark("Statements in quotation marks, found and given to the right speaker (F1)"), "84.3"),
    (mark("All statements, indirect ones too (F1)"), "61.8"),
    (mark("Speakers right, of those found"), "96.7 %"),
    (mark("Dates resolved to the right value (F1)"), "83.3"),
    (mark("Names in newswire (F1)"), "67.9"),
    (mark("A capital told from its government"), "81.6 %"),
)
"""What the extraction reached on public development sets; docs/extraction.md tells which and how."""
_GRADES: Final = (
    ("A", mark("completely reliable")),
    ("B", mark("usually reliable")),
    ("C", mark("fairly reliable")),
    ("D", mark("not usually reliable")),
    ("E", mark("unreliable")),
    ("F", mark("cannot be judged")),
)
_MOST_ROWS: Final = 60
_VERBATIM: Final = mark(
    "Every statement, event and figure on this site stands word for word in an article whose source is named beside "
    "it. The build compares each of them with the stored text and shows none that it does not find."
)
_BY_RULE: Final = mark(
    "Software read the articles by fixed rules and lists of names; it guessed nothing about who spoke or when where "
    "the text does not say so. Entries marked “unconfirmed” have not yet been checked by a person."
)
_DATES: Final = mark(
    "A date is that of the happening or the speaking, as the article gives it. The words that gave a date are shown "
    "beside it, with the rule by which they were read. “Reported” means that the article does not say on which day "
    "something was said. What has no date stands as undated; no date is made up."
)
_WEEKDAYS: Final = mark(
    "A weekday without more is the nearest one before publication, or after it where the verb looks ahead."
)


def about_pages(frame: Frame) -> Iterator[Page]:
    """The page."""
    yield Page(urls.ABOUT, "about.html", partial(_view, frame), frame.digests.all_cards)


def _view(frame: Frame) -> AboutView:
    words = frame.words
    told = words.say("How this briefing is made, and what its limits are.")
    shell = frame.shell(urls.ABOUT, words.say("About this briefing"), told)
    made = (
        _standing(frame),
        _dates(words),
        _figures(words),
        _text(frame),
        _sources(frame),
        _names(frame),
        _topics(frame),
        _found(words),
    )
    sections = tuple(section for section in made if section.paragraphs or section.rows)
    return AboutView(shell, frame.site.settings.description, _facts(frame), sections)


def _facts(frame: Frame) -> tuple[tuple[str, str], ...]:
    site, settings, words = frame.site, frame.site.settings, frame.words
    unconfirmed = sum(not is_confirmed(item) for item in site.items)
    facts = (
        (mark("Articles"), words.number(len(site.items))),
        (mark("Unconfirmed articles"), words.number(unconfirmed)),
        (mark("Known actors"), words.number(len(site.registry.actors))),
        (mark("Known topics"), words.number(len(site.registry.topics))),
        (mark("Known sources"), words.number(len(site.registry.sources))),
        (mark("Editor"), settings.author),
        (mark("Licence"), settings.licence),
    )
    return tuple((words.say(label), value) for label, value in facts if value)


def _standing(frame: Frame) -> AboutSection:
    """What unconfirmed means, and who stands behind what."""
    site = frame.site
    entries = sum(len(item.statements) + len(item.events) + len(item.figures) for item in site.items)
    confirmed = sum(len(anchors) for anchors in site.confirmed.values())
    words = frame.words
    told = [words.say(_VERBATIM), words.say(_BY_RULE)]
    if site.settings.publish == "confirmed":
        told.append(words.say("Only what a person stands behind is shown."))
    rows = (
        (words.say("Statements, events and figures"), words.number(entries)),
        (words.say("Of which a person stands behind"), words.number(confirmed)),
    )
    return AboutSection("made", words.say("How it is made"), tuple(told), rows if entries else ())


def _dates(words: Words) -> AboutSection:
    return AboutSection("dates", words.say("Dates"), (words.say(_DATES), words.say(_WEEKDAYS)))


def _figures(words: Words) -> AboutSection:
    told = words.say(
        "Numbers are given as each speaker gives them, side by side. They are never added up. “In dispute” are numbers "
        "that two or more claimants give for one thing in articles of one day."
    )
    return AboutSection("figures", words.say("Figures"), (told,))


def _text(frame: Frame) -> AboutSection:
    extent = {
        "none": mark("No text of the articles is shown, unless a source allows it."),
        "excerpt": mark("The opening paragraph of each article is shown, unless a source has another rule."),
        "full": mark("The whole text of each article is shown, unless a source has another rule."),
    }[frame.site.settings.publish_text]
    words = frame.words
    cut = words.say(
        "Appeals, share lines and the like of the publishers are cut; each article tells what was cut from it."
    )
    return AboutSection("text", words.say("Texts and rights"), (words.say(extent), cut))


def _sources(frame: Frame) -> AboutSection:
    """Every source with owner, country, grade and reason; the scale where it is used."""
    words = frame.words
    sources = sorted(frame.site.registry.sources.values(), key=lambda source: source.name)
    rows = []
    for source in sources[:_MOST_ROWS]:
        grade = f"{source.grade}: {source.grade_reason}" if source.grade_reason else source.grade
        told = "; ".join(part for part in (source.country, source.owner, grade) if part)
        rows.append((source.name, told or words.say("nothing more is told")))
    graded = any(source.grade for source in sources)
    scale = ", ".join(f"{letter} {words.say(meaning)}" for letter, meaning in _GRADES)
    how = words.say("Reliability of a source, as the editor judges it: %(scale)s.", scale=scale)
    paragraphs = (how,) if graded else ()
    links = tuple(LinkView(one.name, urls.source_page(one.id)) for one in sources[:_MOST_ROWS])
    return AboutSection("sources", words.say("Sources"), paragraphs, tuple(rows), links)


def _names(frame: Frame) -> AboutSection:
    """Words that stand for an actor though they are no name of it: places for governments, offices for persons."""
    lang, words = frame.site.settings.language, frame.words
    rows = [
        (told, actor.name)
        for actor in sorted(frame.site.registry.actors.values(), key=lambda actor: actor.name)
        for told in _stand_ins(actor, frame, lang)
    ]
    if not rows:
        return AboutSection("names", words.say("Who is meant"), ())
    told = words.say(
        "Places count as their governments, and offices as those who hold them, by these rules alone. An article that "
        "uses such words otherwise is read wrongly until a person corrects it."
    )
    first = words.say(
        "The first %(shown)s of %(total)s rules are listed.", shown=_MOST_ROWS, total=words.number(len(rows))
    )
    more = (first,) if len(rows) > _MOST_ROWS else ()
    return AboutSection("names", words.say("Who is meant"), (told, *more), tuple(rows[:_MOST_ROWS]))


def _stand_ins(actor: Actor, frame: Frame, lang: str) -> Iterator[str]:
    for alias in actor.aliases:
        if alias.kind in ("metonym", "role"):
            when = f" ({wording(alias.valid, lang)})" if alias.valid else ""
            yield f"“{alias.name}”{when}" + (
                f", {frame.words.say('not in')} {', '.join(alias.unless)}" if alias.unless else ""
            )
    for role in actor.roles:
        of = frame.site.registry.actors.get(role.of)
        when = f" ({wording(role.valid, lang)})" if role.valid else ""
        yield f"{role.title}{f', {of.name}' if of else ''}{when}"


def _topics(frame: Frame) -> AboutSection:
    """The words by which each topic is told."""
    topics = sorted((one for one in frame.site.registry.topics.values() if one.terms), key=lambda one: one.name)
    rows = tuple((topic.name, ", ".join(topic.terms)) for topic in topics[:_MOST_ROWS])
    told = frame.words.say(
        "An article or statement is on a topic when it has words of the topic. “*” stands for any ending."
    )
    return AboutSection("topics", frame.words.say("Topics and their words"), (told,) if rows else (), rows)


def _found(words: Words) -> AboutSection:
    told = words.say(
        "Reading by rule misses things and sometimes errs. On public collections of news that experts have marked by "
        "hand, the rules reached:"
    )
    scores = tuple((words.say(what), score) for what, score in SCORES)
    return AboutSection("scores", words.say("How well it reads"), (told,), scores)
