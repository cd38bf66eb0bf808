"""All that pages are made from: content read and checked, the site put together, its pages planned, its templates.

The build does this once; where pages are made on other machines, every worker does the same from the same folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct

from site_gen.content.stamps import Listed, list_files
from site_gen.errors import Problem, SiteError
from site_gen.memo import Memo, code_key
from site_gen.profile import OFF, Steps
from site_gen.spread import Spread, bringing, one_by_one
from site_gen.standing import default_templates

if TYPE_CHECKING:
    from site_gen.content.project import Content
    from site_gen.content.stowed import Stow
    from site_gen.model import Item, Settings
    from site_gen.site.assemble import Proof, Site
    from site_gen.site.markdown import Rendered
    from site_gen.site.page import Frame, Page
    from site_gen.site.render import Templates
    from site_gen.site.words import Words

T = TypeVar("T")
_BODIES: Final = 16
"""Rendered texts that are kept at hand, for the pages of one article; all would lie in memory until the end."""


class Asked(Struct, frozen=True):
    """What of a build's options decides on its pages."""

    base_url: str | None = None
    """Instead of what site.yaml says."""
    drafts: bool = False
    strict: bool = False
    code: str = ""
    """Key of our own code, which is part of every page's key."""
    keep_going: bool = False
    """Leave out items with problems, rather than build nothing."""


class Prepared(Struct, frozen=True, eq=False):
    """A site before its pages are made."""

    site: Site
    frame: Frame
    pages: Sequence[Page]
    templates: Templates
    left_out: tuple[Problem, ...] = ()
    """Why items are missing, where the build keeps going."""


def prepare(
    root: Path,
    asked: Asked,
    memo: Memo,
    steps: Steps = OFF,
    listed: Listed | None = None,
    spread: Spread = one_by_one,
) -> Prepared:
    """Read, check and plan the project at `root`. Raises SiteError with all problems.

    `listed` is what there is to be read, by whose stamps that can be taken which was found of an item last time.
    """
    from site_gen.content.project import last_draft, read_content
    from site_gen.content.remember import RememberedItems
    from site_gen.proofs import Proofs
    from site_gen.recalling import Recalled
    from site_gen.site.page import Frame
    from site_gen.site.plan import plan_frame
    from site_gen.stowage import Stowage

    steps.begin("read")
    spread = bringing(spread, memo.brought, memo.take)
    gathered = Gathered()
    gathered.take(lambda: check_templates(root))
    proofs, stowage = Proofs(memo, asked.code, listed.files if listed else ()), Stowage(memo.path and memo.path.parent)
    remembered = RememberedItems(memo, asked.code, stowage.stow, spread)
    parse = proofs.noting(remembered)
    content = gathered.take(lambda: read_content(root, parse, asked.keep_going, listed, remembered.ahead))
    words = gathered.take(lambda: own_words(root, content.settings.language if content else "en"))
    if content is None or words is None or gathered.problems:
        raise SiteError(gathered.problems)
    steps.count("read", items=len(content.items))
    settings = addressed(content.settings, asked.base_url)
    steps.begin("assemble")
    site = assembled(
        root,
        content,
        settings,
        remembered_markdown(memo, stowage.stow),
        asked.drafts,
        asked.strict,
        lambda item_id: last_draft(root, item_id),
        words,
        proofs.known(content.items),
    )
    steps.count("assemble", items=len(site.items), warnings=len(site.warnings))
    steps.begin("plan")
    frame = Frame(site, Recalled(memo, asked.code), stowage.stow, spread)
    templates = templates_of(root, memo, settings, words, asked.code)
    if settings.logo and settings.logo not in templates.assets():
        raise SiteError([_no_logo(root, settings.logo)])
    pages = plan_frame(frame)
    proofs.keep(frame.digests, content.items)
    steps.count("plan", pages=len(pages))
    return Prepared(site, frame, pages, templates, content.left_out)


def templates_hash(root: Path) -> str:
    """Hash of the templates that come with the package; "" where the project at `root` has some of its own."""
    from site_gen.site.render import is_template

    def names(folder: Path) -> list[str]:
        found = (stamp.path.partition("/")[2] for stamp in list_files(folder.parent, folder.name, []))
        return [name for name in found if is_template(name)]

    own, default = root / "templates", default_templates()
    if own.resolve() != default.resolve() and names(own):
        return ""
    digest = blake2b(digest_size=8)
    for name in names(default):
        digest.update(f"{name}\0{(default / name).read_text('utf-8')}\0".encode())
    return digest.hexdigest()


def templates_of(root: Path, memo: Memo, settings: Settings, words: Words, code: str) -> Templates:
    """The templates of the project at `root`; what becomes of them is remembered."""
    from site_gen.site.compiling import Compiled
    from site_gen.site.render import Templates

    worded = f"{code} {words.key.hex()}"
    compiled = Compiled(partial(memo.get, "template"), partial(memo.put, "template"), worded)
    return Templates(root / "templates", default_templates(), words, code, compiled, settings.look)


def addressed(settings: Settings, base_url: str | None) -> Settings:
    """The settings with another address, where one is given; None is none."""
    if base_url is None:
        return settings
    base = base_url + "/" if base_url and not base_url.endswith("/") else base_url
    return msgspec.structs.replace(settings, base_url=base)


class Gathered:
    """Problems of several steps, so that all of a run come at once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each once."""
        return tuple(self._found)

    def take(self, step: Callable[[], T]) -> T | None:
        """What a step gives; None where it has problems."""
        try:
            return step()
        except SiteError as error:
            self._found.update(dict.fromkeys(error.problems))
            return None


def assembled(
    root: Path,
    content: Content,
    settings: Settings,
    rendered: Callable[[str], Rendered],
    drafts: bool = False,
    strict: bool = False,
    written: Callable[[str], Item | None] = lambda item_id: None,
    words: Words | None = None,
    proofs: Mapping[str, Proof] = MappingProxyType({}),
) -> Site:
    """The site of a project's content; see `site.assemble`. Unknown ids are told at their very place in the file."""
    from site_gen.content.project import unknown_in
    from site_gen.site.assemble import assemble
    from site_gen.site.words import ENGLISH

    try:
        shown = words or ENGLISH
        return assemble(content.items, content.registry, settings, rendered, drafts, strict, written, shown, proofs)
    except SiteError as error:
        others = [problem for problem in error.problems if not problem.code.startswith("unknown-")]
        raise SiteError([*others, *unknown_in(root, content.items, content.registry)]) from None


def own_words(root: Path, language: str) -> Words:
    """The interface's words with those that the project brings."""
    from site_gen.site.words import forget_words, load_words

    forget_words()
    return load_words(language, root / "templates")


def _no_logo(root: Path, logo: str) -> Problem:
    """At the line of the settings that names it."""
    from site_gen.content.project import read_text
    from site_gen.content.registry import SITE

    lines = read_text(root, SITE).splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith("logo:")), 0)
    told, hint = f'no file "{logo}" below templates/', f"put the picture at templates/{logo}, or remove the line"
    return Problem(SITE, line, 1 if line else 0, "missing-asset", told, hint, lines[line - 1] if line else "")


def check_templates(root: Path) -> None:
    """Refuse links, pipes and the like among the site's own templates, and templates that cannot be read as such."""
    from site_gen.site.render import Templates

    problems: list[Problem] = []
    stamps = list_files(root, "templates", problems)
    own, default = root / "templates", default_templates()
    for path in sorted(own.rglob("*.html")) if own.is_dir() else ():
        if path.is_dir() and not path.is_symlink():
            told = "this is a folder, though its name is that of a template"
            shown = ascii(path.relative_to(root).as_posix())[1:-1]
            problems.append(Problem(shown, 0, 0, "not-a-file", told, "put a plain file here, or rename it"))
    if not problems and own != default:
        names = [stamp.path.removeprefix("templates/") for stamp in stamps]
        problems += Templates(own, default).problems(names)
    if problems:
        raise SiteError(problems)


def remembered_markdown(memo: Memo, stow: Stow | None = None) -> Callable[[str], Rendered]:
    """Body to HTML. What only markdown-it-py can render is remembered between runs by the body's hash; the quick way
    is quicker than looking it up. With `stow` all is put away for the rest of this run: search and pages ask for it."""
    from site_gen.site.markdown import Rendered, render_reference
    from site_gen.site.plain_markdown import render_plain

    code = code_key()

    def slow(body: str) -> Rendered:
        key = blake2b(f"{code}\0{body}".encode(), digest_size=16).hexdigest()
        raw = memo.get("body", key)
        if raw is not None:
            return msgspec.msgpack.decode(raw, type=Rendered)
        found = render_reference(body)
        memo.put("body", key, msgspec.msgpack.encode(found))
        return found

    put_away: dict[bytes, Callable[[], bytes]] = {}

    @lru_cache(maxsize=_BODIES)
    def rendered(body: str) -> Rendered:
        if stow is None:
            return render_plain(body) or slow(body)
        key = blake2b(body.encode(), digest_size=16).digest()
        if key in put_away:
            return msgspec.msgpack.decode(put_away[key](), type=Rendered)
        found = render_plain(body) or slow(body)
        put_away[key] = stow(msgspec.msgpack.encode(found))
        return found

    return rendered
