"""The registries (`actors.yaml`, `topics.yaml`, `sources.yaml`) and the settings (`site.yaml`) as typed values."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as TypedMapping
from typing import Any, TypeVar

from site_gen.content.frontmatter import Scalar, read_yaml, source_line
from site_gen.content.records import ACTOR, SETTINGS, SOURCE, TOPIC
from site_gen.content.schema import Fields, Report, read_fields, record
from site_gen.errors import Problem, SiteError, did_you_mean
from site_gen.model import Actor, Registry, Settings, Source, Topic
from site_gen.slugs import slug_problem, slugify

T = TypeVar("T", Actor, Topic, Source)

ACTORS, TOPICS, SOURCES, SITE = (
    "content/actors.yaml",
    "content/topics.yaml",
    "content/sources.yaml",
    "content/site.yaml",
)


def parse_registry(texts: TypedMapping[str, str]) -> Registry:
    """All registries from the texts of their files, by path; a missing file is an empty registry.

    Raises SiteError with the problems of all files, references between entries (`of`, `broader`) included.
    """
    problems: list[Problem] = []
    actors = _entries(ACTORS, texts, Actor, ACTOR, problems)
    topics = _entries(TOPICS, texts, Topic, TOPIC, problems)
    sources = _entries(SOURCES, texts, Source, SOURCE, problems)
    for actor in actors.values():
        for wanted in (actor.of, *(role.of for role in actor.roles)):
            _check_id(ACTORS, texts, actor, wanted, actors, "actor", problems)
    for topic in topics.values():
        _check_id(TOPICS, texts, topic, topic.broader, topics, "topic", problems)
    _check_rings(ACTORS, texts, actors, "of", {actor.id: actor.of for actor in actors.values()}, problems)
    _check_rings(TOPICS, texts, topics, "broader", {topic.id: topic.broader for topic in topics.values()}, problems)
    _check_former(ACTORS, texts, actors, problems)
    _check_former(TOPICS, texts, topics, problems)
    _check_former(SOURCES, texts, sources, problems)
    if problems:
        raise SiteError(problems)
    return Registry(actors, topics, sources)


def parse_settings(text: str, path: str = SITE) -> Settings:
    """The settings; what the file does not say has its default. Raises SiteError."""
    report = Report(path, text)
    values = read_fields(read_yaml(path, text), SETTINGS, report)
    report.close()
    settings = Settings(**(values or {}))
    if settings.base_url and not settings.base_url.endswith("/"):
        return Settings(**{**(values or {}), "base_url": settings.base_url + "/"})
    return settings


def _entries(
    path: str, texts: TypedMapping[str, str], cls: Callable[..., T], fields: Fields, problems: list[Problem]
) -> dict[str, T]:
    """The entries of one registry by id, in the file's order."""
    text = texts.get(path, "")
    report = Report(path, text)
    entries: dict[str, T] = {}
    try:
        root = read_yaml(path, text)
    except SiteError as error:
        problems.extend(error.problems)
        return entries
    for key, node in root.entries:
        entry_id = key.value or ""
        wrong = slug_problem(entry_id)
        if wrong:
            near = slugify(entry_id)
            report.add(
                key,
                "bad-id",
                f'"{entry_id}" is no id: {wrong}',
                f'write "{near}:"' if near else "use a-z and 0-9",
            )
            continue

        def make(**values: Any) -> T:
            return cls(id=entry_id, place=report.place(key), **values)  # noqa: B023  (called before the loop goes on)

        if isinstance(node, Scalar) and node.value is None:
            report.add(key, "missing-field", 'the field "name" is missing', "add  name: …")
            continue
        entry = record(make, fields)(node, report)
        if entry is not None:
            entries[entry_id] = entry
    problems.extend(report.problems)
    return entries


def _check_former(
    path: str,
    texts: TypedMapping[str, str],
    entries: TypedMapping[str, Actor | Topic | Source],
    problems: list[Problem],
) -> None:
    """Note former ids that are an entry's still: what names them would be brought to another."""
    owners: dict[str, str] = {}
    for entry in entries.values():
        for former in entry.formerly:
            other = former if former in entries else owners.setdefault(former, entry.id)
            if other != entry.id or former == entry.id:
                line = entry.place.line if entry.place else 0
                told = f'"{entry.id}" was formerly "{former}", which is an id of "{other}"'
                hint = "an id leads to one entry; remove it from one of the two"
                problems.append(Problem(path, line, 1, "former-id", told, hint, source_line(texts.get(path, ""), line)))


def _check_rings(
    path: str,
    texts: TypedMapping[str, str],
    entries: TypedMapping[str, Actor | Topic],
    field: str,
    above: TypedMapping[str, str],
    problems: list[Problem],
) -> None:
    """Note entries that are above themselves; each ring once, at its first entry."""
    seen: set[str] = set()
    for entry in entries.values():
        way: list[str] = []
        at = entry.id
        while at in above and at not in seen:
            seen.add(at)
            way.append(at)
            at = above[at]
        if at in way:
            ring = [*way[way.index(at) :], at]
            line = place.line if (place := entries[at].place) else 0
            told = f'"{at}" stands above itself: {" → ".join(ring[:9])}{" …" if len(ring) > 9 else ""}'
            hint = f"remove {field} from one of them"
            problems.append(Problem(path, line, 1, "circular", told, hint, source_line(texts.get(path, ""), line)))


def _check_id(
    path: str,
    texts: TypedMapping[str, str],
    entry: Actor | Topic,
    wanted: str,
    known: TypedMapping[str, object],
    kind: str,
    problems: list[Problem],
) -> None:
    """Note a reference to an entry that does not exist."""
    if not wanted or wanted in known:
        return
    line = entry.place.line if entry.place else 0
    problems.append(
        Problem(
            path,
            line,
            1,
            f"unknown-{kind}",
            f'"{entry.id}" names the {kind} "{wanted}", which is not in this file',
            did_you_mean(wanted, known) or f'add "{wanted}" to {path}',
            source_line(texts.get(path, ""), line),
        )
    )
