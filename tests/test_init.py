"""A new project: what is asked, what is made, and that all of it works as its comments say."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
import yaml
from pipelines import HERE, INSTALL, actions, github_runs, machine, run_all
from small_site import tree

import site_gen.init
from site_gen import __version__
from site_gen.cli import main
from site_gen.content.project import read_content, write_atomic
from site_gen.init import GITHUB, GITLAB, suggested_title
from site_gen.questions import answers_of, ask_all, questions, read_host

Capture = pytest.CaptureFixture[str]
SETTING: Final = re.compile(r"^( *)#(?=[a-z_]+: )", re.MULTILINE)
"""A setting that is written down but turned off."""


def made(folder: Path, *flags: str) -> Path:
    assert main(["init", str(folder), "-q", *flags]) == 0
    return folder


@pytest.mark.parametrize("language", ["en", "ru", "de", "ar", "pt-BR"])
def test_a_new_project_builds_and_has_nothing_to_complain_of(language: str, tmp_path: Path, capsys: Capture) -> None:
    root = made(tmp_path / "p", "--language", language)
    assert main(["-C", str(root), "build", "--strict"]) == 0
    assert main(["-C", str(root), "check", "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out[told.out.index("\n{") :])["problems"] == []
    assert main(["-C", str(root), "verify", "-q"]) == 0
    item = read_content(root).items[0]
    assert [one.speaker for one in item.statements][:1] == ["river-authority"]
    assert item.topics == ("floods",)
    assert item.source == "valley-post"
    assert f'<html lang="{language}"' in (root / "public/index.html").read_text("utf-8")


def test_every_setting_that_is_turned_off_may_be_turned_on(tmp_path: Path) -> None:
    root = made(tmp_path / "p", "--language", "ru")
    turned = 0
    for path in [*(root / "content").glob("*.yaml"), *(root / "seeds").glob("*.yaml")]:
        text, count = SETTING.subn("\\1", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
        turned += count
    assert turned > 20
    topics = root / "content/topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "weather:\n  name: Weather\n", encoding="utf-8")
    assert main(["-C", str(root), "build", "-q", "--strict"]) == 0
    assert main(["-C", str(root), "check", "-q"]) == 0


@pytest.mark.parametrize("name", [*site_gen.init._YAML])
def test_every_setting_in_a_new_file_is_explained(name: str, tmp_path: Path) -> None:
    lines = (made(tmp_path / "p") / name).read_text("utf-8").splitlines()
    bare = [line for line in lines if SETTING.match(line) and not re.search(r"\S {1,}# \S", line)]
    assert bare == []


def test_commands_of_both_pipelines_give_a_site_that_passes(tmp_path: Path) -> None:
    away = machine(tmp_path)
    for name, path in (("hub", GITHUB), ("lab", GITLAB)):
        root = made(tmp_path / name)
        text = (root / path).read_text("utf-8")
        assert re.findall(r"pip install .*", text) == [f'pip install "site-gen>={__version__}"']
        if path == GITHUB:
            steps = github_runs(text, {"steps.pages.outputs.base_url": "https://desk.example/river"})
        else:
            steps = iter((line, {"CI_PAGES_URL": "https://desk.example/river"}) for line in gitlab(text)["script"])
        told = run_all(steps, root, away)
        assert len(told) > 2
        assert any("0 errors, 0 warnings" in one for one in told)
        assert "0 altered, 0 missing, 0 foreign" in told[-1]
        assert "<loc>https://desk.example/river/topics.html</loc>" in (root / "public/sitemap.xml").read_text("utf-8")


def gitlab(text: str) -> dict[str, list[str]]:
    job: dict[str, list[str]] = yaml.safe_load(text)["pages"]
    return job


def test_a_pull_request_is_built_and_checked_without_an_address(tmp_path: Path) -> None:
    root = made(tmp_path / "p")
    steps = github_runs((root / GITHUB).read_text("utf-8"), {"steps.pages.outputs.base_url": ""})
    run_all(steps, root, machine(tmp_path))
    assert (root / "public/index.html").is_file()


def test_a_broken_article_stops_both_pipelines(tmp_path: Path) -> None:
    root = made(tmp_path / "p")
    topics = root / "content/topics.yaml"
    topics.write_text(topics.read_text("utf-8") + "nonsense: 1\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"not-mapping|expected a mapping"):
        run_all(github_runs((root / GITHUB).read_text("utf-8"), {"steps.pages.outputs.base_url": ""}), root,
                machine(tmp_path))  # fmt: skip


def test_pipelines_may_do_what_they_need_and_no_more(tmp_path: Path) -> None:
    root = made(tmp_path / "p")
    github = yaml.safe_load((root / GITHUB).read_text("utf-8"))
    assert github["permissions"] == {"contents": "read"}
    assert github["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert github["jobs"]["publish"]["needs"] == "build"
    assert github["concurrency"]["cancel-in-progress"] is False
    used = actions((root / GITHUB).read_text("utf-8"))
    assert used["actions/upload-pages-artifact"] == {"path": "public"}
    assert list(used)[-1] == "actions/deploy-pages"
    lab = yaml.safe_load((root / GITLAB).read_text("utf-8"))["pages"]
    assert lab["artifacts"] == {"paths": ["public"]}
    assert lab["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


@pytest.mark.parametrize(
    ("host", "written", "base_url"),
    [
        ("both", {GITHUB, GITLAB}, ""),
        ("github", {GITHUB}, ""),
        ("gitlab", {GITLAB}, ""),
        ("none", set(), ""),
        ("https://desk.github.io/river", {GITHUB}, "https://desk.github.io/river/"),
        ("https://desk.gitlab.io/", {GITLAB}, "https://desk.gitlab.io/"),
        ("https://example.org/b/", set(), "https://example.org/b/"),
    ],
)
def test_a_host_gets_its_pipeline(host: str, written: set[str], base_url: str, tmp_path: Path) -> None:
    root = made(tmp_path / "p", "--host", host)
    assert {path for path in (GITHUB, GITLAB) if (root / path).is_file()} == written
    assert read_content(root).settings.base_url == base_url
    told = (root / "README.md").read_text("utf-8")
    assert all((path in told) == (path in written) for path in (GITHUB, GITLAB))


def test_a_title_is_kept_letter_for_letter(tmp_path: Path) -> None:
    title = 'The "river": @VERSION@ # \\ {x} $HOME é'
    root = made(tmp_path / "p", "--title", title)
    assert read_content(root).settings.title == title
    assert (root / "README.md").read_text("utf-8").startswith(f"# {title}\n")


def test_a_folder_names_the_site(tmp_path: Path) -> None:
    assert suggested_title(tmp_path / "river-watch_two") == "River watch two"
    assert suggested_title(Path("/")) == "Briefing"
    assert suggested_title(tmp_path / "ÖPNV") == "ÖPNV"


def test_no_file_names_an_index_of_packages_or_asks_a_host(tmp_path: Path) -> None:
    root = made(tmp_path / "p")
    for path in root.rglob("*"):
        if path.is_file() and ".schema" not in path.parts:
            text = path.read_text("utf-8")
            assert not re.search(r"pypi|index-url|://[^/\s]*@", text), path
            hosts = set(re.findall(r"https?://([^/\s\"”…)]+)", text))
            assert hosts <= {"example.org", "valley-post.example"}, path


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, capsys: Capture) -> None:
    root = tmp_path / "p"
    root.mkdir()
    (root / "README.md").write_text("mine")
    assert main(["init", str(root)]) == 1
    assert "error[not-empty]: the folder is not empty: it has README.md; choose a new one; nothing was written" in (
        capsys.readouterr().err
    )
    assert tree(root) == {"README.md": b"mine"}
    (tmp_path / "file").write_text("mine")
    assert main(["init", str(tmp_path / "file")]) == 1
    assert main(["init", str(tmp_path / "file" / "below")]) == 1
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "link").symlink_to(root)
    assert main(["init", str(tmp_path / "link")]) == 1
    assert tree(root) == {"README.md": b"mine"}


def test_a_repository_that_was_just_made_is_new(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "p")], check=True)
    root = made(tmp_path / "p")
    done = subprocess.run(["git", "status", "--short", "-uall"], cwd=root, capture_output=True, text=True, check=True)
    assert "?? content/site.yaml" in done.stdout
    assert main(["-C", str(root), "build", "-q"]) == 0
    after = subprocess.run(["git", "status", "--short", "-uall"], cwd=root, capture_output=True, text=True, check=True)
    new = set(after.stdout.split()) - set(done.stdout.split())
    assert new
    assert all(path.startswith("content/") for path in new)


@pytest.mark.parametrize("stop", [1, 6, 14])
@pytest.mark.parametrize("there", [True, False])
def test_an_interrupt_leaves_nothing_behind(
    stop: int, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    root = tmp_path / "deep" / "p"
    if there:
        root.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    written = 0

    def interrupted(path: Path, data: bytes) -> None:
        nonlocal written
        written += 1
        if written == stop:
            raise KeyboardInterrupt
        write_atomic(path, data)

    monkeypatch.setattr(site_gen.init, "write_atomic", interrupted)
    assert main(["init", str(root)]) == 130
    assert sorted(tmp_path.rglob("*")) == before
    monkeypatch.undo()
    made(root)


def test_a_wrong_answer_is_told_and_asked_for_again() -> None:
    typed = iter(["", "english please", "ru", "ftp://x", "https://u:p@example.org/", "https://example.org/b"])
    said: list[str] = []
    found = ask_all(questions("River watch"), {}, lambda text: next(typed), said.append)
    assert answers_of(found) == answers_of({"title": "River watch", "language": "ru", "host": "https://example.org/b"})
    assert len(said) == 3
    assert '"english please" is no language tag' in said[0]
    assert "https://host/path/" in said[1]
    assert "no name and password" in said[2]


def test_what_a_flag_answers_is_not_asked() -> None:
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return ""

    found = ask_all(questions("P"), {"language": "ru", "host": read_host("GitHub")}, ask, asked.append)
    assert asked == ["Title of the site [P]: "]
    assert answers_of(found).host == "github"
    assert len(questions("P")) <= 3


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--language", "english please"], '"english please" is no language tag; write a BCP 47 tag'),
        (["--host", "hub"], '"hub" is no host; write github, gitlab, both, none, or https://host/path/'),
        (["--host", "https://a:b@example.org/"], "no name and password"),
        (["--title", ""], "a title is one line"),
    ],
)
def test_a_wrong_flag_is_told(flags: list[str], told: str, tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["init", str(tmp_path / "p"), *flags])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


PATIENCE_SECONDS: Final = 60


def _hears_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # shells take it from background jobs


class Desk:
    """A `site-gen init` at a terminal of its own."""

    def __init__(self, place: Path, *words: str) -> None:
        self.handle, other = pty.openpty()
        command = [sys.executable, "-P", "-m", "site_gen", "init", *words]
        away = {**os.environ, "PYTHONPATH": str(HERE), "TERM": "dumb"}
        self.process = subprocess.Popen(command, cwd=place, env=away, stdin=other, stdout=other, stderr=other,
                                        start_new_session=True, preexec_fn=_hears_interrupts)  # fmt: skip
        os.close(other)
        self.told = b""

    @property
    def seen(self) -> str:
        return self.told.decode("utf-8", "ignore").replace("\r\n", "\n")

    def until(self, words: str) -> str:
        """Read until `words` were seen; "" waits for the end."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (not words or words not in self.seen) and time.monotonic() < end:
            if not select.select([self.handle], [], [], 1)[0]:
                continue
            try:
                self.told += os.read(self.handle, 4096)
            except OSError:
                break
        assert words in self.seen, self.seen
        return self.seen

    def interrupt(self) -> None:
        """As often as it takes: one that comes before Python waits for a line is heard with the next."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(3)

    def type(self, text: str) -> None:
        os.write(self.handle, text.encode())


def test_a_terminal_is_asked_three_questions(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "my-briefing")
    desk.until("Title of the site [My briefing]: ")
    desk.type("River watch\n")
    desk.until("[en]: ")
    desk.type("\n")
    desk.until("[github and gitlab]: ")
    desk.type("github\n")
    told = desk.until("")
    assert desk.process.wait(PATIENCE_SECONDS) == 0
    assert told.count("]: ") == 3
    assert "made “River watch” in my-briefing: language en, its address is not known yet (base_url)" in told
    assert told.endswith("Next:\n  cd my-briefing && site-gen serve\n")
    assert read_content(tmp_path / "my-briefing").settings.title == "River watch"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_who_leaves_at_a_question_has_made_nothing(key: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, "p")
    desk.until("Title of the site")
    if key == "\x03":
        desk.interrupt()
    else:
        desk.type(key)
    assert "nothing was made" in desk.until("nothing was made")
    assert desk.process.wait(PATIENCE_SECONDS) == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("flags", [["--yes"], ["--json"], ["--title", "A", "--language", "en", "--host", "none"]])
def test_a_terminal_is_asked_nothing_when_told_so(flags: list[str], tmp_path: Path) -> None:
    desk = Desk(tmp_path, "p", *flags)
    told = desk.until("")
    assert desk.process.wait(PATIENCE_SECONDS) == 0
    assert "]: " not in told
    assert (tmp_path / "p/content/site.yaml").is_file()


def test_nobody_is_asked_where_there_is_no_terminal(tmp_path: Path, capsys: Capture) -> None:
    command = [sys.executable, "-P", "-m", "site_gen", "init", "a b", "-v"]
    away = {**os.environ, "PYTHONPATH": str(HERE)}
    done = subprocess.run(command, cwd=tmp_path, env=away, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "cd 'a b' && site-gen serve" in done.stdout
    assert "content/.schema/item.json" in done.stdout


def test_the_install_line_is_seen(tmp_path: Path) -> None:
    root = made(tmp_path / "p")
    assert len(INSTALL.findall((root / GITHUB).read_text("utf-8"))) == 1
    assert len(INSTALL.findall((root / GITLAB).read_text("utf-8"))) == 1
