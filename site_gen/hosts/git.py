"""The site as the only commit of a branch, pushed. A rim.

Made from objects, with an index of its own: neither the user's index nor the work tree nor any local branch is touched.
The commit has no parent, so that a site of years is no heavier to clone than one of today. A branch that has anything
but a site of ours is never written over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from site_gen.errors import SiteError
from site_gen.hosts.plan import refuse
from site_gen.hosts.running import call
from site_gen.site.manifest import files_of
from site_gen.site.urls import MANIFEST

_OWN: Final = ("CNAME", "_headers", "_redirects")
"""What a host reads in the branch, where somebody laid it beside the site."""
_PLAIN: Final = ".nojekyll"
"""Tells GitHub to serve the files as they are."""
Git = Callable[..., str]


def push_site(root: Path, folder: Path, paths: Iterable[str], target: str, digest: str) -> str:
    """Push the files at `paths` below `folder` to `target`, a remote and a branch; what came of it, in words.

    `digest` is that of the manifest, for the commit's message. Raises SiteError when git refuses or the branch is not
    ours.
    """
    remote, branch = target.split(" ")
    _check_repository(root, branch)
    old = _tip(root, remote, branch)
    with TemporaryDirectory(prefix="site-gen-") as place:
        tree = _tree(root, folder, sorted(paths), {"GIT_INDEX_FILE": f"{place}/index"})
    if old and _git(root, "rev-parse", f"{old}^{{tree}}") == tree:
        return f"{branch} of {remote} has this very site already"
    commit = _git(root, "commit-tree", tree, "-m", f"Publish the site\n\nmanifest.json has the SHA-256 {digest}")
    lease = f"--force-with-lease=refs/heads/{branch}:{old}"
    _git(root, "push", "--quiet", lease, remote, f"{commit}:refs/heads/{branch}")
    return f"pushed {commit[:12]} to {branch} of {remote}"


def _git(root: Path, *words: str, given: bytes = b"", more: dict[str, str] | None = None) -> str:
    return call(("git", *words), root, given, more).decode("utf-8", "replace").strip()


def _check_repository(root: Path, branch: str) -> None:
    """Refuse a folder that is in no repository, and the branch that one works on."""
    try:
        _git(root, "rev-parse", "--git-dir")
    except SiteError as error:
        if error.problems[0].code != "tool-failed":
            raise
        hint = "git init, and git remote add origin ADDRESS"
        raise refuse("no-repository", "the project is in no git repository", hint) from None
    try:
        works_on = _git(root, "symbolic-ref", "--short", "HEAD")
    except SiteError:  # on no branch
        works_on = ""
    if works_on == branch:
        told = f'"{branch}" is the branch that you work on; the site would take its place'
        raise refuse("foreign-branch", told, "name a branch for the site alone, such as gh-pages")


def _tip(root: Path, remote: str, branch: str) -> str:
    """The commit that the branch has there, "" for a new branch. Refuses one that has no site of ours."""
    told = _git(root, "ls-remote", remote, f"refs/heads/{branch}")
    if not told:
        return ""
    old = told.split()[0]
    _git(root, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, f"refs/heads/{branch}")
    try:
        ours = bool(files_of(json.loads(_git(root, "cat-file", "blob", f"{old}:{MANIFEST}"))))
    except (SiteError, ValueError):
        ours = False
    if not ours:
        told = f'the branch "{branch}" of {remote} has something else than a site of ours'
        raise refuse("foreign-branch", told, "name another branch, or remove that one yourself")
    return old


def _tree(root: Path, folder: Path, paths: list[str], index: dict[str, str]) -> str:
    """A tree with these files, written into the repository's objects."""
    names = [*paths, *(name for name in _OWN if (folder / name).is_file())]
    asked = "".join(f"{(folder / name).resolve()}\n" for name in names).encode()
    hashes = _git(root, "hash-object", "-w", "--no-filters", "--stdin-paths", given=asked).split()
    plain = _git(root, "hash-object", "-w", "--stdin")
    rows = [*zip(hashes, names, strict=True), (plain, _PLAIN)]
    told = "".join(f"100644 {hashed}\t{name}\0" for hashed, name in rows).encode()
    _git(root, "update-index", "-z", "--index-info", given=told, more=index)
    return _git(root, "write-tree", more=index)
