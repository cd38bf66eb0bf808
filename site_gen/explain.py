"""The verb "explain": why something is tagged, dated, shown or missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from site_gen.amounts import amount
from site_gen.codes import code_in, explain_code, is_code
from site_gen.content.memory import Memory, Version
from site_gen.content.project import ITEMS, Content, read_bytes, read_content, read_memory, version_path
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.explain_entry import ANCHOR, explain_entry
from site_gen.explain_page import explain_page
from site_gen.ingest.merge_body import told_change
from site_gen.model import Actor, Event, Figure, Item, Source, Statement, Topic
from site_gen.site.anchors import anchor_of
from site_gen.site.assemble import Site, assemble
from site_gen.site.confirm import is_confirmed
from site_gen.site.markdown import render_markdown
from site_gen.site.reasons import FACTS


class Explanation(Struct, frozen=True):
    """What is known of an id."""

    id: str
    kind: str
    """item, missing item, entry, actor, topic, source, page, seed, code."""
    lines: tuple[str, ...]


def explain(root: Path, wanted: str) -> Explanation:
    """Tell of an item, actor, topic, source, seed, page, or an entry by its anchor ("s-1f2e3d4c", or with its item
    "items/x.html#s-1f2e3d4c"), or an error code ("error[unknown-actor]"; its bare name where nothing else has it).
    Raises SiteError when nothing has this id."""
    if code_in(wanted)[1]:
        return Explanation(code_in(wanted)[0], "code", explain_code(wanted))
    try:
        content = read_content(root)
    except SiteError:
        if is_code(wanted):  # asked most often just when the content cannot be read
            return Explanation(wanted, "code", explain_code(wanted))
        raise
    name, _, anchor = wanted.removeprefix("./").removeprefix("public/").partition("#")
    if not anchor and ANCHOR.fullmatch(name):
        name, anchor = "", name
    item_id = name.removeprefix(f"{ITEMS}/").removeprefix("items/").removesuffix(".md").removesuffix(".html")
    if anchor:
        return Explanation(wanted, "entry", explain_entry(root, content, item_id, anchor))
    for item in content.items:
        if item_id == item.id or (item.evidence and item.evidence.seed == name):
            return Explanation(item.id, "item", tuple(_item(root, content, item)))
    registry = content.registry
    for kind, entries in (("actor", registry.actors), ("topic", registry.topics), ("source", registry.sources)):
        entry = entries.get(name.removeprefix(f"{kind}s/").removesuffix(".html"))
        if entry is not None:
            return Explanation(entry.id, kind, tuple(_entry(content, kind, entry)))
    if is_code(wanted):
        return Explanation(wanted, "code", explain_code(wanted))
    told = explain_page(root, content, name)
    if told:
        return Explanation(name, "page", told)
    if (root / name).is_file() and name.startswith("seeds/"):
        return Explanation(name, "seed", (f"{name} has no item yet", "take it with  site-gen ingest"))
    memory = read_memory(root, item_id)
    if memory is not None:
        return Explanation(item_id, "missing item", _missing(root, memory))
    known = [*(item.id for item in content.items), *registry.actors, *registry.topics, *registry.sources]
    raise SiteError([Problem(wanted, 0, 0, "unknown-id", "nothing has this id", did_you_mean(name, known))])


def _missing(root: Path, memory: Memory) -> tuple[str, ...]:
    """Of an item that the machine remembers and whose file is gone."""
    seed = "its seed stands" if (root / memory.seed).is_file() else "its seed is gone too"
    remedy = "site-gen build makes it anew" if (root / memory.seed).is_file() else "bring back the file or the seed"
    return (
        f"item {memory.id} has no file: {ITEMS}/{memory.id}.md is not there",
        f"  it was read from {memory.seed}; {seed}",
        f"  {remedy}; what a person had changed in the file comes back only from version control",
    )


def _item(root: Path, content: Content, item: Item) -> Iterator[str]:
    yield f"item {item.id} ({item.path})"
    yield f"  title: {item.title}"
    yield f"  status: {item.status}; {_shown(item, content)}; {'confirmed' if is_confirmed(item) else 'unconfirmed'}"
    for field, basis in item.basis:
        yield f"  {field}: {FACTS.get(basis, basis)}"
    if item.published is None:
        yield "  published: nobody gave a date, so weekdays stay unresolved; add it to the sidecar or the file"
    memory = read_memory(root, item.id)
    if memory is None:
        yield "  no machine memory: every value is a person's"
    yield from _tags(item, memory, content)
    yield from _versions(root, memory)
    site = assemble([item], content.registry, content.settings, render_markdown, drafts=True)
    yield from _findings(item, site)
    for cut in item.cuts:
        yield f"  cut ({cut.reason}): {amount(cut.lines, 'line')} from “{cut.words}” by rule {cut.rule}"


def _shown(item: Item, content: Content) -> str:
    if content.settings.publish == "confirmed" and item.status == "review" and not is_confirmed(item):
        return "only what a person stands behind is shown (publish: confirmed in content/site.yaml)"
    if item.status == "draft":
        return "built only with --drafts"
    return "a page that says why it was retracted" if item.status == "retracted" else "shown"


def _versions(root: Path, memory: Memory | None) -> Iterator[str]:
    """The states of the seed, oldest first: hash, headline, day, and what changed from one to the next."""
    before: Version | None = None
    for version in memory.versions if memory else ():
        changes = _changes(root, before, version) if before else ""
        day = version.published or "undated"
        yield f"  seed as of {version.sha256[:12]}: “{version.title}”, {day}{f'; {changes}' if changes else ''}"
        before = version


def _changes(root: Path, before: Version, after: Version) -> str:
    """What is another in a state of the seed than in the one before."""
    told = [] if before.title == after.title else ["another headline"]
    told += [] if before.published == after.published else ["another day"]
    try:
        old, new = (read_bytes(root, version_path(one.sha256)).decode("utf-8", "replace") for one in (before, after))
    except SiteError:
        return ", ".join([*told, "its text is not kept"])
    return ", ".join([*told, told_change(old, new) or "the text is the same"])


def _tags(item: Item, memory: Memory | None, content: Content) -> Iterator[str]:
    """For each actor and topic the words that caused it, the rule, and where the registry has it."""
    places: dict[str, Actor | Topic] = {**content.registry.actors, **content.registry.topics}
    for field, kind in (("actors", "name"), ("topics", "topic")):
        for tag in getattr(item, field):
            found = (
                [reason for reason in memory.reasons if reason.kind == kind and reason.about == tag] if memory else []
            )
            words = dict.fromkeys(f"“{reason.words}” ({reason.rule})" for reason in found)
            place = places[tag].place if tag in places else None
            where = f" ({place.path}:{place.line})" if place else ""
            told = ", ".join(list(words)[:5]) or "a person wrote it"
            yield f"  {kind if kind == 'topic' else 'actor'} {tag}{where}: {told}"


def _findings(item: Item, site: Site) -> Iterator[str]:
    """For each statement, event and figure who and when, by what; what is left off the site, and why."""
    shown: set[str] = set()
    for proven in site.items:
        shown.update(map(anchor_of, proven.statements))
        shown.update(map(anchor_of, proven.events))
        shown.update(map(anchor_of, proven.figures))
    for statement in item.statements:
        by = f" by {statement.basis} “{statement.named}”" if statement.basis else ""
        who = f"{statement.speaker or 'speaker open'}{by}"
        yield _finding(item, statement, who, statement.said, shown)
    for event in item.events:
        yield _finding(item, event, ", ".join(event.actors), event.when, shown)
    for figure in item.figures:
        yield _finding(
            item,
            figure,
            f"{figure.measure} {figure.value} by {figure.by or figure.named or 'the article'}",
            figure.when,
            shown,
        )


def _finding(item: Item, finding: Statement | Event | Figure, who: str, when: str | None, shown: set[str]) -> str:
    date = f", {when}" if when else ", undated"
    date += f" from “{finding.words}” ({finding.rule})" if finding.words else ""
    line = f":{finding.place.line}" if finding.place else ""
    anchor = anchor_of(finding)
    left = "" if anchor in shown or item.status == "retracted" else "; LEFT OFF: its words are not in the article"
    text = finding.text if len(finding.text) <= 60 else finding.text[:59] + "…"
    name = " ".join(one for one in (type(finding).__name__.lower(), anchor, who) if one)
    return f"  {name}{date}: “{text}” ({item.path}{line}){left}"


def _entry(content: Content, kind: str, entry: Actor | Topic | Source) -> Iterator[str]:
    place = f" ({entry.place.path}:{entry.place.line})" if entry.place else ""
    yield f"{kind} {entry.id}: {entry.name}{place}"
    if isinstance(entry, Actor):
        for alias in entry.aliases:
            yield f"  alias “{alias.name}” ({alias.kind}{', ' + alias.valid if alias.valid else ''})"
        for role in entry.roles:
            yield f"  {role.title}{' of ' + role.of if role.of else ''}{', ' + role.valid if role.valid else ''}"
    for term in entry.terms if isinstance(entry, Topic) else ():
        yield f"  term “{term}”"
    using = [item.id for item in content.items if entry.id in (*item.actors, *item.topics, item.source, *item.via)]
    yield f"  in {amount(len(using), 'item')}: {', '.join(using[:10]) or 'none'}"
