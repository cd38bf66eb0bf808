"""Putting a site on a host: with real git and real folders, and programs that only write down what they are told."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from shutil import which
from typing import Any, Final

import pytest
from pipelines import machine, recorder, run, write_program
from small_site import tree, write_project

from site_gen.cli import main
from site_gen.content.secret import has_secret, without_secrets
from site_gen.errors import SiteError
from site_gen.hosts.plan import plan_for, safe_path
from site_gen.hosts.tools import HOSTS
from site_gen.lock import locked
from site_gen.publishing import Order, publish_site
from site_gen.site.manifest import read_manifest

Capture = pytest.CaptureFixture[str]
RSYNC: Final = ("rsync", "desk@example.org:/srv/river/")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built, on a machine with nothing but a shell and git."""
    away = machine(tmp_path / "machine")
    for name in [name for name in os.environ if name.startswith(("GIT_", "AWS_"))]:
        monkeypatch.delenv(name)
    for name in away.keys() - os.environ.keys() | {"HOME"}:
        monkeypatch.setenv(name, away[name])
    monkeypatch.setenv("PATH", f"{tools(tmp_path)}:/usr/bin:/bin")
    project = write_project(tmp_path / "project")
    assert main(["-C", str(project), "build", "-q"]) == 0
    return project


def tools(tmp_path: Path) -> Path:
    return tmp_path / "machine" / "tools"


def code_of(root: Path, *words: str, **more: Any) -> str:
    with pytest.raises(SiteError) as raised:
        publish_site(root, Order(words, **more))
    return raised.value.problems[0].code


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def bare(root: Path) -> Path:
    """An empty repository on disk that the project's own knows as origin."""
    git(root.parent, "init", "-q", "--bare", "bare.git")
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("public/\n.site-gen/\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    git(root, "remote", "add", "origin", "../bare.git")
    return root.parent / "bare.git"


def test_nothing_is_done_until_it_is_asked_for(root: Path, bare: Path, capsys: Capture) -> None:
    before = tree(root)
    for words in (("git",), RSYNC, ("s3", "s3://desk-river/b/"), ("folder", "../stick"), ("cloudflare", "river"),
                  ("netlify",), ("rclone", "desk:bucket/river")):  # fmt: skip
        assert main(["-C", str(root), "publish", *words]) == 0
        told = capsys.readouterr().out
        assert "public/ is as a build makes it: " in told
        assert told.endswith(f"nothing was done; to do it: site-gen -C {root} publish {' '.join(words)} --run\n")
    assert tree(root) == before
    assert git(bare, "branch", "--list") == ""
    assert not (root.parent / "stick").exists()


def test_a_site_is_the_one_commit_of_its_branch(root: Path, bare: Path) -> None:
    (root / "content/note.txt").write_text("not staged")
    (root / ".gitignore").write_text("public/\n.site-gen/\n# changed\n")
    git(root, "add", ".gitignore")
    before = (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD"), git(root, "branch", "--list"))
    sent = publish_site(root, Order(("git",), run=True))
    assert "to gh-pages of origin" in sent.done
    names = set(git(bare, "ls-tree", "-r", "--name-only", "gh-pages").splitlines())
    assert names == {*read_manifest(root / "public"), "manifest.json", ".nojekyll"}
    assert git(bare, "rev-list", "--count", "gh-pages") == "1"
    assert git(bare, "show", "gh-pages:index.html") == (root / "public/index.html").read_text("utf-8").strip()
    after = (git(root, "status", "--porcelain"), git(root, "rev-parse", "HEAD"), git(root, "branch", "--list"))
    assert after == before
    assert "very site already" in publish_site(root, Order(("git",), run=True)).done


def test_a_new_site_takes_the_place_of_the_old_one(root: Path, bare: Path) -> None:
    publish_site(root, Order(("git", "origin", "site/live"), run=True))
    first = git(bare, "rev-parse", "site/live")
    site = root / "content/site.yaml"
    site.write_text(site.read_text() + "tagline: new\n")
    (root / "public/CNAME").write_text("river.example\n")
    publish_site(root, Order(("git", "origin", "site/live"), run=True))
    assert git(bare, "rev-parse", "site/live") != first
    assert git(bare, "rev-list", "--count", "site/live") == "1"
    assert "new" in git(bare, "show", "site/live:index.html")
    assert git(bare, "show", "site/live:CNAME") == "river.example"


def test_a_branch_with_other_work_is_never_written_over(root: Path, bare: Path) -> None:
    git(root, "push", "-q", "origin", "main:gh-pages")
    git(root, "push", "-q", "origin", "main")
    kept = git(bare, "rev-parse", "gh-pages")
    assert code_of(root, "git", run=True) == "foreign-branch"
    assert code_of(root, "git", "origin", "main", run=True) == "foreign-branch"
    git(root, "checkout", "-q", "-b", "desk")
    assert code_of(root, "git", "origin", "desk", run=True) == "foreign-branch"
    assert git(bare, "rev-parse", "gh-pages") == kept
    assert "shallow" not in os.listdir(root / ".git")


def test_a_site_that_came_between_is_not_pushed_away(root: Path, bare: Path) -> None:
    publish_site(root, Order(("git",), run=True))
    other = git(root, "commit-tree", git(root, "rev-parse", "HEAD^{tree}"), "-m", "other")
    (root / ".git/hooks").mkdir(exist_ok=True)
    write_program(
        root / ".git/hooks", "pre-push", f"git push -q --no-verify -f ../bare.git {other}:refs/heads/gh-pages"
    )
    site = root / "content/site.yaml"
    site.write_text(site.read_text() + "tagline: new\n")
    assert code_of(root, "git", run=True) == "tool-failed"
    assert git(bare, "rev-parse", "gh-pages") == other


def test_a_project_in_no_repository_is_told_what_to_do(root: Path) -> None:
    assert code_of(root, "git", run=True) == "no-repository"


def test_what_git_says_is_told_without_its_secrets(root: Path, bare: Path, capsys: Capture) -> None:
    git(root, "remote", "set-url", "origin", "https://me:hush@127.0.0.1:9/river.git")
    assert main(["-C", str(root), "publish", "git", "--run"]) == 1
    told = capsys.readouterr().err
    assert "error[tool-failed]: git ls-remote ended with code 128: fatal: unable to access" in told
    assert "hush" not in told
    git(root, "remote", "remove", "origin")
    assert main(["-C", str(root), "publish", "git", "--run"]) == 1
    assert "'origin' does not appear to be a git repository" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "program", "told"),
    [
        (RSYNC, "rsync", f"-rlt --delete-after --delay-updates --exclude=/.gitignore -- public/ {RSYNC[1]}"),
        (("s3", "s3://desk-river/b"), "aws", "s3 sync public/ s3://desk-river/b/ --delete --exclude .gitignore"),
        (("rclone", "desk:b/r"), "rclone", "sync --checksum --exclude /.gitignore -- public/ desk:b/r"),
        (("netlify",), "netlify", "deploy --prod --no-build --dir public"),
        (("netlify", "river"), "netlify", "deploy --prod --no-build --dir public --site river"),
        (("cloudflare", "river"), "wrangler", "pages deploy public --project-name river"),
    ],
)  # fmt: skip
def test_a_tool_is_called_once_in_the_project(
    words: tuple[str, ...], program: str, told: str, root: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["-C", str(root), "publish", *words, "--run"]) == 1
    assert f'error[missing-tool]: there is no program "{program}" on this machine' in capsys.readouterr().err
    log = recorder(tools(tmp_path), program)
    assert main(["-C", str(root), "publish", *words]) == 0
    assert f"  {program} {told}\n" in capsys.readouterr().out
    assert not log.exists()
    assert main(["-C", str(root), "publish", *words, "--run"]) == 0
    assert log.read_text() == f"{told}\n"


def test_a_failing_tool_is_told_with_its_words_and_its_code(root: Path, tmp_path: Path, capsys: Capture) -> None:
    recorder(tools(tmp_path), "aws", 255, "Unable to locate credentials for s3://AKIA:key@b")
    assert main(["-C", str(root), "publish", "s3", "s3://desk-river/", "--run"]) == 1
    told = capsys.readouterr().err
    assert "error[tool-failed]: aws s3 ended with code 255: Unable to locate credentials" in told
    assert "AKIA" not in told
    assert main(["-C", str(root), "publish", "s3", "s3://desk-river/", "--run", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "tool-failed"


def test_rsync_on_this_machine_leaves_the_very_site(root: Path, tmp_path: Path) -> None:
    if which("rsync", path=os.environ["PATH"]) is None:
        last = 'for last; do :; done; from=$(eval "echo \\${$(($# - 1))}"); mkdir -p "$last"; cp -R "$from". "$last"'
        write_program(tools(tmp_path), "rsync", last)
    publish_site(root, Order(("rsync", f"{tmp_path}/srv/river/"), run=True))
    there = {path: data for path, data in tree(tmp_path / "srv/river").items() if path != ".gitignore"}
    assert there == {path: data for path, data in tree(root / "public").items() if path != ".gitignore"}


def test_a_stick_gets_the_site_and_keeps_what_is_not_ours(root: Path, tmp_path: Path, capsys: Capture) -> None:
    stick = tmp_path / "stick"
    assert main(["-C", str(root), "publish", "folder", "../stick", "--run"]) == 0
    assert "files copied, 0 there already, 0 removed" in capsys.readouterr().out
    assert tree(stick) == {path: data for path, data in tree(root / "public").items() if path != ".gitignore"}
    assert main(["-C", str(root), "verify", str(stick), "-q"]) == 0
    (root / "content/items/gates-open.md").unlink()
    (stick / "CNAME").write_text("mine")
    assert main(["-C", str(root), "publish", "folder", "../stick", "--run", "-q"]) == 0
    assert not (stick / "items/gates-open.html").exists()
    assert (stick / "CNAME").read_text() == "mine"
    full = tmp_path / "full"
    full.mkdir()
    (full / "letters.txt").write_text("mine")
    assert code_of(root, "folder", "../full", run=True) == "bad-output"
    recorder(tools(tmp_path), "rsync")
    assert code_of(root, "rsync", "../full", run=True) == "bad-output"
    assert tree(full) == {"letters.txt": b"mine"}


def test_a_stick_needs_no_address(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p", {"content/site.yaml": "title: x\n"})
    assert publish_site(root, Order(("folder", "../stick"), run=True)).files > 50
    for words in (RSYNC, ("git",), ("s3", "s3://desk-river/"), ("netlify",), ("cloudflare", "x"), ("rclone", "a:b/c")):
        assert code_of(root, *words) == "no-base-url"
        assert publish_site(root, Order(words, base_url="https://example.org/b/")).ran is False


def test_a_run_builds_first_and_a_site_that_stands_must_be_the_newest(root: Path, tmp_path: Path) -> None:
    log = recorder(tools(tmp_path), "rsync")
    site = root / "content/site.yaml"
    site.write_text(site.read_text() + "tagline: new\n")
    planned = publish_site(root, Order(RSYNC))
    assert "index.html" in planned.stale
    assert code_of(root, *RSYNC, run=True, build=False) == "stale-site"
    assert not log.exists()
    sent = publish_site(root, Order(RSYNC, run=True))
    assert (sent.stale, sent.ran) == ((), True)
    assert "new" in (root / "public/index.html").read_text("utf-8")
    assert publish_site(root, Order(RSYNC, run=True, build=False)).manifest == sent.manifest
    assert len(log.read_text().splitlines()) == 2


def test_drafts_and_another_address_are_not_what_is_published(root: Path) -> None:
    draft = root / "content/items/gates-open.md"
    draft.write_text(draft.read_text().replace("status: review", "status: draft"))
    assert main(["-C", str(root), "build", "-q", "--drafts"]) == 0
    assert code_of(root, "folder", "../stick", run=True, build=False) == "stale-site"
    assert main(["-C", str(root), "build", "-q", "--base-url", "https://other.example/"]) == 0
    assert code_of(root, "folder", "../stick", run=True, build=False) == "stale-site"
    order = Order(("folder", "../stick"), base_url="https://other.example/", run=True, build=False)
    assert publish_site(root, order).ran


@pytest.mark.parametrize("name", ["index.html", "notes.txt"])
def test_a_site_that_was_altered_by_hand_is_put_nowhere(name: str, root: Path, tmp_path: Path) -> None:
    log = recorder(tools(tmp_path), "rsync")
    (root / "public" / name).write_text("by hand")
    for more in ({}, {"run": True}, {"run": True, "build": False}):
        assert code_of(root, *RSYNC, **more) == "altered-site"
    assert (root / "public" / name).read_text() == "by hand"
    assert not log.exists()


def test_a_file_that_is_gone_is_built_again_or_refused(root: Path) -> None:
    (root / "public/index.html").unlink()
    assert publish_site(root, Order(("folder", "../stick"))).stale == ("index.html",)
    assert code_of(root, "folder", "../stick", run=True, build=False) == "stale-site"
    assert publish_site(root, Order(("folder", "../stick"), run=True)).ran


def test_content_with_errors_is_put_nowhere(root: Path, tmp_path: Path) -> None:
    log = recorder(tools(tmp_path), "rsync")
    (root / "templates").mkdir()
    own = '{% extends "default/about.html" %}{% block main %}<a href="x.html">x</a>{% endblock %}'
    (root / "templates/about.html").write_text(own)
    assert code_of(root, *RSYNC, run=True) == "broken-link"
    item = root / "content/items/gates-open.md"
    item.write_text(item.read_text().replace("topics: [dams]", "topics: [nonsense]"))
    assert code_of(root, *RSYNC, run=True) == "unknown-topic"
    assert not log.exists()


def test_a_site_that_is_not_built_is_told_and_built(tmp_path: Path, capsys: Capture) -> None:
    root = write_project(tmp_path / "p")
    assert main(["-C", str(root), "publish", "folder", "../stick"]) == 0
    assert "public/ is not built yet; --run builds it first" in capsys.readouterr().out
    assert not (root / "public").exists()
    assert code_of(root, "folder", "../stick", run=True, build=False) == "no-manifest"
    assert main(["-C", str(root), "publish", "folder", "../stick", "--run", "-q"]) == 0
    assert (tmp_path / "stick/index.html").is_file()


def test_settings_may_say_where_to(root: Path, capsys: Capture) -> None:
    assert code_of(root) == "no-target"
    site = root / "content/site.yaml"
    text = site.read_text()
    site.write_text(text + "publish_to: \"folder '../a stick'\"\n")
    assert main(["-C", str(root), "publish", "--run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["host"], told["target"], told["ran"]) == ("folder", "../a stick", True)
    assert (root.parent / "a stick/index.html").is_file()
    published = [path.read_bytes() for path in (root / "public").rglob("*") if path.is_file()]
    assert all(b"a stick" not in data for data in published)
    site.write_text(text + 'publish_to: "folder \'x"\n')
    assert code_of(root) == "bad-target"
    site.write_text(text + 'publish_to: "git https://me:hush@example.org/x.git"\n')
    assert code_of(root) == "secret-in-address"
    assert main(["-C", str(root), "check"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("rsync", "desk@host:"),
        ("rsync", "desk@host:/"),
        ("rsync", "desk@host:~"),
        ("rsync", "desk@host:~/"),
        ("rsync", "desk@host:~other"),
        ("rsync", "desk@host:."),
        ("rsync", "desk@host:/home/desk"),
        ("rsync", "desk@host:/srv"),
        ("rsync", "desk@host:/srv/river/../.."),
        ("rsync", "rsync://host/"),
        ("rsync", "host::"),
        ("rsync", "[::1]:/"),
        ("rsync", "/"),
        ("rsync", ""),
        ("rsync", " "),
        ("rsync", "a", "b"),
        ("rsync",),
        ("rsync", "-e"),
        ("rsync", "host:/srv/a\nb"),
        ("s3", "s3://"),
        ("s3", "desk-river"),
        ("s3", "s3://desk/../other"),
        ("rclone", "desk:"),
        ("rclone", "desk:/"),
        ("rclone", ":s3,secret_access_key=x:bucket/a"),
        ("git", "origin", "a..b"),
        ("git", "origin", "HEAD"),
        ("git", "origin", "+main"),
        ("git", "origin", "gh-pages", "more"),
        ("git", "--upload-pack=x"),
        ("cloudflare",),
        ("cloudflare", "a/b"),
        ("netlify", "a b"),
        ("folder",),
        ("ftp", "host"),
    ],
)
def test_a_place_that_no_site_may_have_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(SiteError) as raised:
        plan_for(words, "public", HOSTS)
    assert raised.value.problems[0].code == "bad-target"


@pytest.mark.parametrize(
    "target",
    ["desk@example.org:/srv/river", "host:www", "host:~/www", "rsync://h/sites/x", "[::1]:/srv/x", "../x", "h::m/x"],
)
def test_a_folder_of_its_own_is_taken(target: str) -> None:
    plan = plan_for(("rsync", target), "public", HOSTS)
    assert plan.steps[0][-1] == f"{target}/"
    assert plan.web == (target != "../x")


@pytest.mark.parametrize("place", [".", "..", "content", "content/x", "public", "public/x", "seeds/a", "/", "~"])
@pytest.mark.parametrize("host", ["folder", "rsync"])
def test_no_folder_of_the_project_takes_its_own_site(host: str, place: str, root: Path, tmp_path: Path) -> None:
    recorder(tools(tmp_path), "rsync")
    before = tree(root)
    place = str(Path.home()) if place == "~" else place
    assert code_of(root, host, place, run=True) in ("bad-output", "bad-target")
    assert tree(root) == before


@pytest.mark.parametrize(
    ("told", "is_one"),
    [
        ("https://me:hush@example.org/x", True),
        ("https://token@example.org/x", True),
        ("ssh://me:hush@example.org/x", True),
        ("rsync://me:hush@host/m", True),
        ("ssh://git@example.org/x", False),
        ("git@example.org:desk/x.git", False),
        ("desk@host:/srv/river", False),
        ("https://example.org/a@b", False),
        ("http://host:8000/x", False),
    ],
)
def test_a_password_in_an_address_is_seen(told: str, is_one: bool) -> None:
    assert has_secret(told) is is_one
    assert ("hush" in without_secrets(told) or "token" in without_secrets(told)) is False
    if is_one:
        with pytest.raises(SiteError) as raised:
            plan_for(("git", told), "public", HOSTS)
        assert raised.value.problems[0].code == "secret-in-address"
        assert "hush" not in str(raised.value)


def test_a_slip_in_a_host_is_told_with_the_nearest(root: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["-C", str(root), "publish", "rsink", "a:b"])
    assert '"rsink" is no HOST; did you mean "rsync"?' in capsys.readouterr().err
    assert main(["-C", str(root), "publish", "git", "--base-url", "https://a:b@example.org/"]) == 2


def test_publishing_waits_for_a_build_and_nobody_asks_for_secrets(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(tools(tmp_path), "rsync", 'read line && exit 3; test "$GIT_TERMINAL_PROMPT" = 0')
    assert publish_site(root, Order(RSYNC, run=True)).ran
    monkeypatch.setattr("site_gen.publishing.locked", lambda root, verb: locked(root, verb, 0.01))
    with locked(root, "build"):
        assert code_of(root, *RSYNC, run=True, build=False) == "busy"


def test_a_shell_may_say_it_as_the_dry_run_does(root: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["-C", str(root), "publish", *RSYNC]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  rsync "))
    log = recorder(tools(tmp_path), "rsync")
    assert run(line, root, os.environ).returncode == 0
    by_hand = log.read_text()
    publish_site(root, Order(RSYNC, run=True))
    assert log.read_text() == by_hand * 2


def test_safe_paths_are_as_they_are_shown() -> None:
    assert [safe_path(path) for path in ("/srv/river/", "www", "/", "", "~/", "/home/desk", "a/../..", "/srv")] == [
        True, True, False, False, False, False, False, False,
    ]  # fmt: skip
