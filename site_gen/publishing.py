"""The verb "publish": a site that was looked at is put on a host by the user's own tools, or told how. A rim.

Told first, done on demand. A site that somebody altered by hand, that is not what its content makes, that has errors,
or that does not know the address which its host needs, is not put anywhere.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_gen.build import BuildOptions, build, silent
from site_gen.check import check
from site_gen.content.project import read_registries
from site_gen.content.registry import SITE
from site_gen.errors import Problem, SiteError
from site_gen.hosts.folder import copy_site
from site_gen.hosts.git import push_site
from site_gen.hosts.plan import Plan, plan_for, refuse
from site_gen.hosts.running import call, is_here
from site_gen.hosts.tools import HOSTS
from site_gen.lock import held, locked
from site_gen.site.manifest import read_manifest
from site_gen.site.publish import check_folder, check_place
from site_gen.site.urls import MANIFEST
from site_gen.verify import Verified, verify

_FEW: Final = 3
"""So many paths are named in a message."""


class Order(Struct, frozen=True):
    """What is asked for."""

    words: tuple[str, ...]
    """Host and target; empty: as `publish_to` of site.yaml says."""
    output: str = "public"
    base_url: str | None = None
    """Instead of what site.yaml says."""
    run: bool = False
    """Do it, rather than tell what would be done."""
    build: bool = True
    """Build before it is done."""


class Sent(Struct, frozen=True):
    """What was done, or would be."""

    host: str
    target: str
    ran: bool
    folder: str
    files: int
    """Of the site, as it stands on disk."""
    manifest: str
    """SHA-256 of its manifest; empty when it is not built yet."""
    stale: tuple[str, ...]
    """Files that a build would make otherwise, or not; only where nothing was done."""
    steps: tuple[tuple[str, ...], ...]
    """Calls of tools, each a list of words."""
    missing: tuple[str, ...]
    """Tools that this machine has not."""
    removes: bool
    """Whether other files at the target go."""
    done: str
    """What came of it; empty when nothing was done."""
    warnings: tuple[Problem, ...]


def publish_site(root: Path, order: Order, progress: Callable[[str, int, int], None] = silent) -> Sent:
    """Put the site of the project at `root` on a host, or tell how. Raises SiteError with what is in the way."""
    settings = read_registries(root)[0]
    plan = _plan(order, settings.publish_to)
    if plan.web and not (settings.base_url if order.base_url is None else order.base_url):
        told, hint = "a site on the web must know its address", f"set base_url for {plan.host}, or give --base-url"
        raise SiteError([Problem(SITE, 0, 0, "no-base-url", told, hint)])
    folder = root / order.output
    if plan.local:
        _check_local(root, folder, plan.local, order.run)
    _untouched(folder)
    if order.run:
        _needs_tools(plan)
        if order.build:
            build(root, BuildOptions(order.output, order.base_url, ingest="none"), progress)
    with locked(root, "publish") if order.run else nullcontext(), held(folder) if order.run else nullcontext():
        return _send(root, order, plan, progress)


def _plan(order: Order, publish_to: str) -> Plan:
    """The plan for the words given, else for those of the settings."""
    words = order.words
    if not words:
        try:
            words = tuple(shlex.split(publish_to))
        except ValueError as error:
            raise SiteError([Problem(SITE, 0, 0, "bad-target", f"publish_to: {error}", "close it")]) from None
    if not words:
        hint = f"write  site-gen publish HOST, one of {', '.join(HOSTS)}, or set publish_to in {SITE}"
        raise refuse("no-target", "nobody said where to", hint)
    return plan_for(words, order.output.rstrip("/") or "/", HOSTS)


def _check_local(root: Path, folder: Path, local: str, run: bool) -> None:
    """Refuse to put a site into the project's own folders, a home or root, itself, or among foreign files."""
    place = root / local
    (check_folder if run else check_place)(place, root)
    if place.resolve() == folder.resolve() or folder.resolve() in place.resolve().parents:
        raise refuse("bad-target", f'"{local}" is the built site itself', "name another folder")


def _untouched(folder: Path) -> Verified | None:
    """The site as it stands, None where none is built. Refuses one that is not as it was built."""
    if not read_manifest(folder):
        return None
    found = verify(folder)
    wrong = (*found.altered, *found.foreign)
    if wrong:
        told = f"{len(wrong):,} of its files are not as they were built: {_few(wrong)}"
        hint = "what you changed belongs in content/ or templates/; move it there, remove it here, and build"
        raise SiteError([Problem(str(folder), 0, 0, "altered-site", told, hint)])
    return found


def _needs_tools(plan: Plan) -> None:
    if missing := _missing(plan):
        hint = "install it, or publish another way: site-gen publish --help"
        raise refuse("missing-tool", f'there is no program "{missing[0]}" on this machine', hint)


def _missing(plan: Plan) -> tuple[str, ...]:
    tools = {step[0] for step in plan.steps} - ({"copy"} if plan.host == "folder" else set())
    return tuple(sorted(tool for tool in tools if not is_here(tool)))


def _send(root: Path, order: Order, plan: Plan, progress: Callable[[str, int, int], None]) -> Sent:
    """Look at the site once more, whole, and put it there where that is asked for."""
    folder = root / order.output
    made: dict[str, str] = {}

    def take(path: str, data: bytes) -> None:
        made[path] = sha256(data).hexdigest()

    report = check(root, progress, order.base_url, take)
    errors = [problem for problem in report.problems if problem.level == "error"]
    if errors:
        raise SiteError(errors)
    stands, found = read_manifest(folder), _untouched(folder)
    gone = found.missing if found else ()
    stale = tuple(sorted({path for path in {*made, *stands} if made.get(path) != stands.get(path)} | {*gone}))
    done = ""
    if order.run:
        if found is None:
            raise SiteError([Problem(str(folder), 0, 0, "no-manifest", "there is no built site", "site-gen build")])
        if stale:
            told = f"{len(stale):,} of its files are not what a build makes now: {_few(stale)}"
            hint = "site-gen build, or leave --no-build out; drafts are not published"
            raise SiteError([Problem(str(folder), 0, 0, "stale-site", told, hint)])
        done = _carry_out(root, folder, plan, (*stands, MANIFEST), found.manifest)
    warnings = tuple(problem for problem in report.problems if problem.level != "error")
    return Sent(
        plan.host, plan.target, order.run, order.output, len(stands) + bool(stands), found.manifest if found else "",
        stale, plan.steps, _missing(plan), plan.remove, done, warnings,
    )  # fmt: skip


def _carry_out(root: Path, folder: Path, plan: Plan, paths: tuple[str, ...], digest: str) -> str:
    """Put the site there; what came of it."""
    if plan.host == "folder":
        return copy_site(root, folder, paths, root / plan.local)
    if plan.host == "git":
        return push_site(root, folder, paths, plan.target, digest)
    told = [call(step, root).decode("utf-8", "replace").strip() for step in plan.steps]
    return "\n".join(one for one in told if one) or "done"


def _few(paths: tuple[str, ...]) -> str:
    return ", ".join(paths[:_FEW]) + (", …" if len(paths) > _FEW else "")
