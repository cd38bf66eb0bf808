"""The words for the user's own tools. Pure.

None is given a name, password or key: each finds them where its user keeps them (ssh's agent, git's helper, profiles).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from site_gen.hosts.plan import Asked, Plan, Planner, only_target, refuse, safe_path

_BUCKET: Final = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/[\w./-]*)?", re.ASCII)
"""A bucket and perhaps what its names begin with: "s3://desk-river", "s3://desk/river/"; not "s3://", "s3:///x"."""
_REMOTE: Final = re.compile(r"(\w[\w .+@-]*):(.*)")
"""A remote of rclone's configuration and a path: "desk:bucket/river"; not ":s3,secret_access_key=x:bucket"."""
_NAME: Final = re.compile(r"[\w.-]+")
"""A site's or project's name with its host: "river-watch"."""
_ELSEWHERE: Final = re.compile(r"(?:rsync://[^/]+/|(?:[^/:]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/:@]+)::?)(.*)")
"""A folder on another machine, as rsync writes it: "desk@host:/srv/x", "host:x", "host::module/x", "rsync://host/x"."""
_UP: Final = re.compile(r"^(?:\.\./)+")
"""Folders above, of which this machine can tell what they are: the "../" of "../stick"."""
_BRANCH: Final = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[\w][\w./-]*(?<![./])")
"""A branch: "gh-pages", "site/live"; not "a..b", "HEAD^", "-x"."""


def plan_folder(asked: Asked) -> Plan:
    """A folder of this machine, a USB stick's: `folder ../stick/river`."""
    place = only_target(asked, "DIR")
    return Plan("folder", place, False, (("copy", f"{asked.folder}/", f"{place.rstrip('/') or '/'}/"),), local=place)


def plan_git(asked: Asked) -> Plan:
    """A branch that has the site alone, as GitHub, GitLab, Codeberg and others show it: `git [REMOTE [BRANCH]]`."""
    remote, branch, *more = (*asked.target, *("origin", "gh-pages")[len(asked.target) :])
    if more or not _BRANCH.fullmatch(branch) or branch == "HEAD":
        hint = "write  site-gen publish git origin gh-pages"
        raise refuse("bad-target", f'"{" ".join(asked.target)}" is no remote and branch', hint)
    steps = (
        ("git", "hash-object", "-w", "--no-filters", "--stdin-paths"),
        ("git", "update-index", "-z", "--index-info"),
        ("git", "write-tree"),
        ("git", "commit-tree", "TREE", "-m", "Publish the site"),
        ("git", "push", f"--force-with-lease=refs/heads/{branch}:OLD", remote, f"COMMIT:refs/heads/{branch}"),
    )
    return Plan("git", f"{remote} {branch}", True, steps, remove=True)


def plan_rsync(asked: Asked) -> Plan:
    """A machine with ssh and rsync: `rsync user@host:/srv/river/`."""
    place = only_target(asked, "USER@HOST:/FOLDER/")
    found = _ELSEWHERE.fullmatch(place)
    path = found[1] if found else _UP.sub("", place)
    if not safe_path(path):
        told = "this is a whole machine, a home, or no folder; everything else in it would be removed"
        hint = "name a folder for the site alone, as in  desk@host:/srv/river/"
        raise refuse("bad-target", f'"{place}": {told}', hint)
    flags = ("-rlt", "--delete-after", "--delay-updates", "--exclude=/.gitignore")
    call = ("rsync", *flags, "--", f"{asked.folder}/", f"{place.rstrip('/')}/")
    return Plan("rsync", place, bool(found), (call,), local="" if found else place, remove=True)


def plan_s3(asked: Asked) -> Plan:
    """A bucket of Amazon's or another that speaks S3, by the tool `aws`: `s3 s3://bucket/river/`."""
    place = only_target(asked, "s3://BUCKET/PREFIX/")
    if not _BUCKET.fullmatch(place) or ".." in place:
        raise refuse("bad-target", f'"{place}" is no bucket', "write s3://bucket/ or s3://bucket/prefix/")
    call = ("aws", "s3", "sync", f"{asked.folder}/", f"{place.rstrip('/')}/", "--delete", "--exclude", ".gitignore")
    return Plan("s3", place, True, (call,), remove=True)


def plan_rclone(asked: Asked) -> Plan:
    """Whatever rclone knows, by the name that it has in its configuration: `rclone desk:bucket/river`."""
    place = only_target(asked, "REMOTE:PATH")
    found = _REMOTE.fullmatch(place)
    if not found or not safe_path(found[2]):
        raise refuse("bad-target", f'"{place}" is no folder of a remote', "write REMOTE:PATH, as rclone.conf names it")
    call = ("rclone", "sync", "--checksum", "--exclude", "/.gitignore", "--", f"{asked.folder}/", place)
    return Plan("rclone", place, True, (call,), remove=True)


def plan_netlify(asked: Asked) -> Plan:
    """Netlify, by its tool, which knows the site of this folder or is told its name: `netlify [SITE]`."""
    name = _name(asked) if asked.target else ""
    call = ("netlify", "deploy", "--prod", "--no-build", "--dir", asked.folder, *(("--site", name) if name else ()))
    return Plan("netlify", name or "the site that this folder is linked to", True, (call,), remove=True)


def plan_cloudflare(asked: Asked) -> Plan:
    """Cloudflare Pages, by its tool: `cloudflare PROJECT`."""
    name = _name(asked)
    call = ("wrangler", "pages", "deploy", asked.folder, "--project-name", name)
    return Plan("cloudflare", name, True, (call,), remove=True)


def _name(asked: Asked) -> str:
    name = only_target(asked, "NAME")
    if not _NAME.fullmatch(name):
        raise refuse("bad-target", f'"{name}" is no name of a site', "write the one that it has with its host")
    return name


HOSTS: Final[Mapping[str, Planner]] = {
    "git": plan_git,
    "rsync": plan_rsync,
    "s3": plan_s3,
    "rclone": plan_rclone,
    "netlify": plan_netlify,
    "cloudflare": plan_cloudflare,
    "folder": plan_folder,
}
"""Every host by the word that names it."""
