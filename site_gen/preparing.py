"""All that pages are made from: content read and checked, the site put together, its pages planned, its templates.

The build does this once; where pages are made on other machines, every worker does the same from the same folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from site_gen.content.stamps import list_files
from site_gen.errors import Problem, SiteError
from site_gen.memo import Memo, code_key
from site_gen.profile import OFF, Steps

if TYPE_CHECKING:
    from site_gen.site.assemble import Site
    from site_gen.site.markdown import Rendered
    from site_gen.site.page import Frame, Page
    from site_gen.site.recall import Recall
    from site_gen.site.render import Templates


class Asked(Struct, frozen=True):
    """What of a build's options decides on its pages."""

    base_url: str | None = None
    """Instead of what site.yaml says."""
    drafts: bool = False
    strict: bool = False
    code: str = ""
    """Key of our own code, which is part of every page's key."""


class Prepared(Struct, frozen=True, eq=False):
    """A site before its pages are made."""

    site: Site
    frame: Frame
    pages: Sequence[Page]
    templates: Templates


def prepare(root: Path, asked: Asked, memo: Memo, steps: Steps = OFF) -> Prepared:
    """Read, check and plan the project at `root`. Raises SiteError with all problems of a stage."""
    from site_gen.content.project import last_draft, read_content
    from site_gen.content.remember import remembered_items
    from site_gen.site.assemble import assemble
    from site_gen.site.compiling import Compiled
    from site_gen.site.page import Frame
    from site_gen.site.plan import plan_frame
    from site_gen.site.render import Templates
    from site_gen.site.words import forget_words, load_words

    steps.begin("read")
    _check_templates(root)
    content = read_content(root, remembered_items(memo, asked.code))
    steps.count("read", items=len(content.items))
    settings = content.settings
    if asked.base_url is not None:
        base = asked.base_url
        settings = msgspec.structs.replace(settings, base_url=base + "/" if base and not base.endswith("/") else base)
    forget_words()
    words = load_words(settings.language, root / "templates")
    steps.begin("assemble")
    site = assemble(
        content.items,
        content.registry,
        settings,
        remembered_markdown(memo),
        asked.drafts,
        asked.strict,
        lambda item_id: last_draft(root, item_id),
        words,
    )
    steps.count("assemble", items=len(site.items), warnings=len(site.warnings))
    steps.begin("plan")
    frame = Frame(site, _recall(memo, asked.code))
    worded = f"{asked.code} {words.key.hex()}"
    compiled = Compiled(partial(memo.get, "template"), partial(memo.put, "template"), worded)
    templates = Templates(root / "templates", default_templates(), words, asked.code, compiled, settings.look)
    if settings.logo and settings.logo not in templates.assets():
        raise SiteError([_no_logo(root, settings.logo)])
    pages = plan_frame(frame)
    steps.count("plan", pages=len(pages))
    return Prepared(site, frame, pages, templates)


def _no_logo(root: Path, logo: str) -> Problem:
    """At the line of the settings that names it."""
    from site_gen.content.project import read_text
    from site_gen.content.registry import SITE

    lines = read_text(root, SITE).splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith("logo:")), 0)
    told, hint = f'no file "{logo}" below templates/', f"put the picture at templates/{logo}, or remove the line"
    return Problem(SITE, line, 1 if line else 0, "missing-asset", told, hint, lines[line - 1] if line else "")


def default_templates() -> Path:
    """The templates that come with the package; in a clone they stand beside it."""
    inside = Path(__file__).parent / "default_templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def _check_templates(root: Path) -> None:
    """Refuse links, pipes and the like among the site's own templates."""
    problems: list[Problem] = []
    list_files(root, "templates", problems)
    if problems:
        raise SiteError(problems)


def remembered_markdown(memo: Memo) -> Callable[[str], Rendered]:
    """Body to HTML. What only markdown-it-py can render is remembered between runs by the body's hash; the quick way
    is quicker than looking it up."""
    from site_gen.site.markdown import Rendered, render_reference
    from site_gen.site.plain_markdown import render_plain

    code = code_key()
    made: dict[str, Rendered] = {}

    def slow(body: str) -> Rendered:
        key = blake2b(f"{code}\0{body}".encode(), digest_size=16).hexdigest()
        raw = memo.get("body", key)
        if raw is not None:
            return msgspec.msgpack.decode(raw, type=Rendered)
        found = render_reference(body)
        memo.put("body", key, msgspec.msgpack.encode(found))
        return found

    def rendered(body: str) -> Rendered:
        if body not in made:
            made[body] = render_plain(body) or slow(body)
        return made[body]

    return rendered


def _recall(memo: Memo, code: str) -> Recall:
    """What was made under a name and key; a name keeps its last alone, so that what is remembered does not grow."""

    def recall(name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        sealed = blake2b(code.encode() + key, digest_size=16).digest()
        raw = memo.get("search", name)
        if raw is not None and raw.startswith(sealed):
            return raw[16:]
        made = make()
        memo.put("search", name, sealed + made)
        return made

    return recall
