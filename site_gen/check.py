"""The verb "check": content, pages and links, without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from site_gen.build import silent
from site_gen.content.project import last_draft, read_content
from site_gen.errors import Problem, SiteError
from site_gen.preparing import Gathered, addressed, assembled, check_templates, own_words
from site_gen.site.markdown import render_markdown
from site_gen.site.plan import plan_pages
from site_gen.site.render import Templates, render
from site_gen.site.urls import MANIFEST
from site_gen.standing import default_templates

_LOADS: Final = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}
"""Attributes whose address a browser asks for by itself."""
_LOADING_LINKS: Final = frozenset(
    ["stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"]
)
_SAFE_SCHEMES: Final = frozenset(["http", "https", "mailto"])


def unseen(path: str, data: bytes) -> None:
    """Show nobody."""


class CheckReport(Struct, frozen=True):
    """What was looked at, and what is wrong."""

    items: int
    pages: int
    links: int
    problems: tuple[Problem, ...]


class _Links(HTMLParser):
    """Links, anchors and requests of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, int]] = []
        self.loads: list[tuple[str, int]] = []
        self.anchors: list[tuple[str, int]] = []
        self.scripts: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.append((values["id"], line))
        rels = set(values.get("rel", "").lower().split())
        for name, value in values.items():
            if name.startswith("on"):
                self.scripts.append((name, line))
            elif name in _LOADS or (tag == "link" and name == "href" and rels & _LOADING_LINKS):
                self.loads.append((value, line))
            elif name == "href":
                self.links.append((value, line))


def check(
    root: Path,
    progress: Callable[[str, int, int], None] = silent,
    base_url: str | None = None,
    take: Callable[[str, bytes], None] = unseen,
) -> CheckReport:
    """Read, assemble and render everything in memory, then look at every link, fragment and request.

    Problems of content are raised as SiteError, as a build does; the report has what a build would let pass: texts that
    are not in their article, broken links and fragments, requests to other hosts, items that nobody can find.
    `take` gets the path and bytes of every file as a build would write it; `base_url`, where given, takes the place of
    that of the settings.
    """
    gathered = Gathered()
    gathered.take(lambda: check_templates(root))
    content = gathered.take(lambda: read_content(root))
    words = gathered.take(lambda: own_words(root, content.settings.language if content else "en"))
    if content is None or words is None or gathered.problems:
        raise SiteError(gathered.problems)
    settings = addressed(content.settings, base_url)
    written = lambda item_id: last_draft(root, item_id)  # noqa: E731
    site = assembled(root, content, settings, render_markdown, written=written, words=words)
    pages = plan_pages(site)
    templates = Templates(root / "templates", default_templates(), words, look=settings.look)
    files = set(templates.assets()) | {page.path for page in pages} | {MANIFEST}
    for path, source in templates.assets().items():
        take(path, templates.style(path, source.read_bytes(), settings))
    read: dict[str, _Links] = {}
    for done, page in enumerate(pages):
        progress("pages", done, len(pages))
        data = render(page, templates)
        take(page.path, data)
        if page.path.endswith(".html"):
            reader = _Links()
            reader.feed(data.decode())
            read[page.path] = reader
    progress("pages", len(pages), len(pages))
    problems = [*site.warnings, *_page_problems(read, files, settings.base_url)]
    links = sum(len(reader.links) for reader in read.values())
    return CheckReport(len(site.items), len(pages), links, tuple(sorted(problems)))


def _page_problems(read: Mapping[str, _Links], files: set[str], base_url: str) -> list[Problem]:
    anchors = {path: {name for name, _ in reader.anchors} for path, reader in read.items()}
    problems = []
    for path, reader in read.items():
        seen: set[str] = set()
        for name, line in reader.anchors:
            if name in seen:
                problems.append(Problem(path, line, 0, "same-id", f'the id "{name}" stands twice in the page', ""))
            seen.add(name)
        for name, line in reader.scripts:
            problems.append(Problem(path, line, 0, "inline-script", f'the attribute "{name}" runs script', "remove it"))
        for url, line in reader.loads:
            if urlsplit(url).netloc or urlsplit(url).scheme not in ("", "data"):
                problems.append(Problem(path, line, 0, "foreign-request", f'the page asks "{url}" of another host',
                                        "serve it from assets/"))  # fmt: skip
            elif not urlsplit(url).scheme:
                problems.extend(_link_problem(path, line, url, files, anchors, base_url))
        for url, line in reader.links:
            problems.extend(_link_problem(path, line, url, files, anchors, base_url))
    return problems


def _link_problem(
    path: str, line: int, url: str, files: set[str], anchors: Mapping[str, set[str]], base_url: str
) -> list[Problem]:
    """What is wrong with one address on the page at `path`."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        if parts.scheme.lower() in _SAFE_SCHEMES:
            return []
        return [Problem(path, line, 0, "unsafe-link", f'the link "{url}" is no web address', "write https://…")]
    target = unquote(parts.path)
    root = urlsplit(base_url).path
    if target.startswith("/"):
        target = target.removeprefix(root) if root and target.startswith(root) else target
    else:
        target = _joined(path, target) if target else path
    if target not in files:
        return [Problem(path, line, 0, "broken-link", f'the link "{url}" leads nowhere', "")]
    fragment = unquote(parts.fragment).partition(":~:")[0]
    if fragment and target in anchors and fragment not in anchors[target]:
        return [Problem(path, line, 0, "broken-fragment", f'the link "{url}" leads to no place on its page', "")]
    return []


def _joined(path: str, target: str) -> str:
    """`target` as seen from the page at `path`, below the site's root; what climbs out keeps its dots."""
    steps = path.split("/")[:-1]
    for step in target.split("/"):
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
