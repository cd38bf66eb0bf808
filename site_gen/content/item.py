"""One Markdown file to one `Item`."""

from __future__ import annotations

from unicodedata import normalize

from site_gen.content.controls import control_in
from site_gen.content.frontmatter import FrontMatter, read_front_matter, source_line
from site_gen.content.piles import pile_in, told_pile
from site_gen.content.records import ITEM
from site_gen.content.schema import Report, read_fields
from site_gen.content.tangle import tangle_in
from site_gen.errors import Problem, SiteError
from site_gen.model import Item
from site_gen.slugs import slug_problem, slugify


def parse_item(path: str, text: str) -> Item:
    """The item in `text`, the file at `path`; its id is the file's name without `.md`.

    Raises SiteError with every problem of the file, each at its line and column. Ids of actors, topics and sources are
    not looked up here: `site.assemble` does, when all registries are known.
    """
    return item_of(path, text, read_front_matter(path, text))


def item_of(path: str, text: str, front: FrontMatter) -> Item:
    """The same for a file that was split already."""
    item_id = path.rpartition("/")[2].removesuffix(".md")
    wrong = slug_problem(item_id)
    if wrong:
        near = slugify(item_id)
        hint = f"rename the file to {near}.md" if near and not slug_problem(near) else "rename the file"
        raise SiteError([Problem(path, 1, 0, "bad-file-name", f'"{item_id}" is no id: {wrong}', hint)])
    report = Report(path, text)
    values = read_fields(front.fields, ITEM, report)
    _check_body(front, report)
    report.close()
    places = [f"{key.value}:{key.line}:{key.column}" for key, _ in front.fields.entries]
    return Item(
        id=item_id,
        body=normalize("NFC", front.body),  # as every other text, so that words are found again
        path=path,
        places=("\n".join([*places, f"body:{front.body_line}:1"]),),
        **(values or {}),
    )


def _check_body(front: FrontMatter, report: Report) -> None:
    """Note what of the body cannot be read in a moment, and its first control character: no feed could carry it."""
    tangle = tangle_in(front.body)
    if tangle is not None:
        line = front.body_line + tangle.line - 1
        source = source_line(report.text, line)
        report.problems.append(Problem(report.path, line, 1, tangle.code, tangle.message, tangle.hint, source))
    pile, found = pile_in(front.body), control_in(front.body)
    if pile is not None:
        _note(front, report, pile.start(), "piled-marks", *told_pile(pile))
    if found is not None:
        told = f"the text has the control character U+{ord(found.group()):04X}"
        _note(front, report, found.start(), "control-character", told, "remove it")


def _note(front: FrontMatter, report: Report, at: int, code: str, told: str, hint: str) -> None:
    """Note a problem at an offset in the body."""
    before = front.body[:at]
    line, column = front.body_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1
    source = source_line(report.text, line)
    report.problems.append(Problem(report.path, line, column, code, told, hint, source))
