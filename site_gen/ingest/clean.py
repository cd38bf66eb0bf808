"""What of a seed is not the article's: each cut with its reason and rule, and the facts of a header block.

Works on lines alone, before words and sentences are known; precision first: what is doubtful stays.
New patterns go to `lang/<lang>/clean.toml`.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from site_gen.ingest.clean_rules import CleanRule, CleanRules, clean_rules
from site_gen.ingest.people import is_person
from site_gen.model import Cut

APPEAL_POINTS: Final = 5
"""Points that a run of lines needs to count as an appeal; chosen on invented letters, 2026-11."""
_LONG: Final = 25
"""Words from which a line is text, not a head line."""
_SHOWN: Final = 8
"""Words of a cut that are shown."""
_SHORT: Final = 120
"""Code points of the longest line that may be a day alone."""
_DAYS: Final = ("stamp", "place-stamp")
"""Rules of lines that tell a day and little else."""
_STOPS: Final = ".!?…:;,"
"""Marks that end no headline."""
_SIGNATURE: Final = "signature"
"""Rule of a line of names alone, which counts beside a day."""
_LONGEST: Final = 500
"""Code points from which a line is a paragraph of its own, never a label."""
_QUOTED: Final = re.compile(r"[“\"][^“”\"]*(?:[”\"]|$)")


class _Line(Struct, frozen=True):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str


def find_cuts(text: str, boilerplate: tuple[str, ...] = (), lang: str = "en", headed: bool = True) -> tuple[Cut, ...]:
    """Spans of `text` that are not the article's, in text order, not overlapping.

    `boilerplate`: first words of paragraphs that the source's registry entry declares its own. `headed`: whether the
    first lines may be a header block; its keys are English, whatever the language of the text.
    """
    rules = clean_rules(lang)
    lines = _lines(text)
    begin, header = _header_lines(lines, clean_rules()) if headed else (0, 0)
    head = _head_end(lines)
    declared = {at for at, line in enumerate(lines) if _declared(line.text, boilerplate)}
    ruled = _ruled(lines, len(lines), head, rules)
    appeal = _appeal(lines, declared | set(ruled) | set(range(header)), rules)
    cuts: list[Cut] = []
    if header:
        cuts.append(_cut(text, lines[begin].start, lines[header - 1].end, "header", "header-block"))
    for at, line in enumerate(lines[header:], header):
        if at in declared:
            cuts.append(_cut(text, line.start, line.end, "publisher-text", "source-boilerplate"))
        elif at in ruled:
            cuts.append(_cut(text, line.start, line.end, ruled[at].reason, ruled[at].name))
        elif at in appeal:
            cuts.append(_cut(text, line.start, line.end, "publisher-appeal", "appeal-points"))
        elif at < head + 2 and (dateline := _dateline(line, rules)):
            cuts.append(_cut(text, line.start, *dateline))
    return _joined(text, cuts)


def read_header(text: str) -> tuple[tuple[str, str], ...]:
    """Facts of the block above the text: (field, value as it stands).

    Fields: title, published, updated, source, url, authors, via, lang. The first of each wins.
    """
    rules = clean_rules()
    keys = dict(rules.header_keys)
    lines = _lines(text)
    facts: dict[str, str] = {}
    for line in lines[slice(*_header_lines(lines, rules))]:
        found = _header_match(line.text, rules)
        if found is not None:
            key = (found.group("key") or "published").lower()
            facts.setdefault(keys.get(key, "published"), found.group("value").strip())
    return tuple(facts.items())


def read_head(text: str, lang: str = "en", headed: bool = True) -> tuple[tuple[str, str], ...]:
    """Facts of the lines between headline and text, and of the dateline: (field, value as it stands).

    Fields: authors, published, updated, url; of the dateline filed, agency. The first of each wins.
    """
    rules = clean_rules(lang)
    lines = _lines(text)
    header = _header_lines(lines, clean_rules())[1] if headed else 0
    head = _head_end(lines)
    facts: dict[str, str] = {}
    ruled = _ruled(lines, head + 2, head, rules)
    for at, line in enumerate(lines[header : head + 2], header):
        rule = ruled.get(at)
        matches = [rule.pattern.match(line.text)] if rule else [_begins(line, one) for one in rules.dateline]
        if found := next(filter(None, matches), None):
            facts = {**{field: value for field, value in found.groupdict().items() if value}, **facts}
    return tuple(facts.items())


def _lines(text: str) -> list[_Line]:
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group().strip()
        if line:
            start = match.start() + match.group().index(line[0])
            found.append(_Line(start, start + len(line), line))
    return found


def _header_lines(lines: list[_Line], rules: CleanRules) -> tuple[int, int]:
    """The first header line and one past the last: at the very top, or with a key right below a headline."""
    begin = end = 0
    if len(lines) > 1 and _header_match(lines[0].text, rules) is None and _is_keyed(lines[1].text, rules):
        begin = end = int(lines[0].text[-1] not in _STOPS and len(lines[0].text) <= _SHORT)
    while end < min(len(lines), 12) and _header_match(lines[end].text, rules) is not None:
        end += 1
    return (begin, end) if end > begin else (0, 0)


def _is_keyed(line: str, rules: CleanRules) -> bool:
    """Whether a header line has a key and a colon, so that it can be nothing else."""
    found = _header_match(line, rules)
    return found is not None and bool(found.group("key")) and ":" in line


def _header_match(line: str, rules: CleanRules) -> re.Match[str] | None:
    if len(line) > _LONGEST:
        return None
    return next((found for rule in rules.header if (found := rule.pattern.match(line))), None)


def _head_end(lines: list[_Line]) -> int:
    """Index of the first line long enough to be text; at most the seventh."""
    long = (at for at, line in enumerate(lines[:6]) if line.text.count(" ") >= _LONG)
    return next(long, min(len(lines), 6))


def _line_rule(line: _Line, in_head: bool, rules: CleanRules) -> CleanRule | None:
    """The rule by which this whole line is not the article's."""
    if len(line.text) > _LONGEST:
        return None
    for rule in rules.line:
        if not in_head and rule.where == "head":
            continue
        found = rule.pattern.match(line.text)
        if found is not None and not (rule.person and not is_person(found.group("authors"))):
            return rule
    return None


def _ruled(lines: list[_Line], end: int, head: int, rules: CleanRules) -> dict[int, CleanRule]:
    """The rules by which whole lines before `end` are not the article's."""
    found = {at: rule for at, line in enumerate(lines[:end]) if (rule := _line_rule(line, at < head, rules))}
    days = [at for at, rule in found.items() if rule.name in _DAYS]
    if days and _is_chronicle(lines, rules):
        found = {at: rule for at, rule in found.items() if rule.name not in _DAYS}
        days = []
    for at in [at for at, rule in found.items() if rule.name == _SIGNATURE]:
        below_headline = any(above not in found for above in range(at))
        if not (below_headline and {at - 1, at + 1}.intersection(days)):
            del found[at]
    return found


def _is_chronicle(lines: list[_Line], rules: CleanRules) -> bool:
    """Whether several days stand in lines of their own, which then tell of the text's parts."""
    days = set()
    stamps = [rule.pattern for rule in rules.line if rule.name in _DAYS]
    for line in lines:
        if len(line.text) <= _SHORT and (day := next(filter(None, (one.match(line.text) for one in stamps)), None)):
            days.add(day.group("published").casefold())
    return len(days) > 1


def _declared(line: str, boilerplate: tuple[str, ...]) -> bool:
    """Whether the line begins with words that the source declares its own; case and white space apart."""
    if not boilerplate:
        return False
    plain = " ".join(line.split()).casefold()
    firsts = (" ".join(first.split()).casefold() for first in boilerplate)
    return any(first and plain.startswith(first) for first in firsts)


def _appeal(lines: list[_Line], known: set[int], rules: CleanRules) -> set[int]:
    """Lines of the publisher's appeal: the run after the first third whose points add up highest.

    Every line costs a point, so the lines of a letter that read like news are carried by those around
    them, and the article's last paragraphs are not. A run begins with a line that speaks for itself; it
    must speak of the publisher, ask for something and address the reader.
    """
    third = sum(len(line.text) for line in lines) // 3
    run: list[tuple[int, set[str]]] = []
    best, points, best_points, before = run, 0, APPEAL_POINTS - 1, 0
    for at, line in enumerate(lines):
        before += len(line.text)
        if at in known or before - len(line.text) < third:
            continue
        own, kinds = _points(line.text, rules)
        if points <= 0:
            run, points = [], 0
        if points > 0 or own > 1:
            run = [*run, (at, kinds)]
            points += own - 1
        if points > best_points and {"publisher", "ask", "reader"} <= set().union(*(k for _, k in run)):
            best, best_points = run, points
    return {at for at, _ in best} if best_points >= APPEAL_POINTS else set()


def _points(line: str, rules: CleanRules) -> tuple[int, set[str]]:
    """Points of a line for being part of an appeal, and its kinds of features. Quoted words do not count."""
    plain = _QUOTED.sub("“”", line)
    found = [rule for rule in rules.appeal if rule.pattern.search(plain)]
    return sum(rule.points for rule in found), {rule.reason for rule in found}


def _dateline(line: _Line, rules: CleanRules) -> tuple[int, str, str] | None:
    """End, reason and rule of the dateline that this line begins with."""
    for rule in rules.dateline:
        if found := _begins(line, rule):
            return line.start + found.end(), rule.reason, rule.name
    return None


def _begins(line: _Line, rule: CleanRule) -> re.Match[str] | None:
    """The dateline that this line begins with, by that rule."""
    found = rule.pattern.match(line.text)
    return found if found is not None and found.end() < len(line.text) else None


def _cut(text: str, start: int, end: int, reason: str, rule: str) -> Cut:
    part = text[start:end]
    lines = sum(1 for line in part.split("\n") if line.strip())
    return Cut(reason, start, end, lines, " ".join(part.split()[:_SHOWN]), rule)


def _joined(text: str, cuts: list[Cut]) -> tuple[Cut, ...]:
    """Neighbouring cuts of one reason and rule as one."""
    runs: list[list[Cut]] = []
    for cut in cuts:
        last = runs[-1][-1] if runs else None
        if last and (last.reason, last.rule) == (cut.reason, cut.rule) and not text[last.end : cut.start].strip():
            runs[-1].append(cut)
        else:
            runs.append([cut])
    return tuple(_cut(text, run[0].start, run[-1].end, run[0].reason, run[0].rule) for run in runs)
