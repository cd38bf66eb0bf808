"""The recipes of docs/publishing.md, done: shell as far as programs that record go, files parsed, servers asked."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from shutil import which
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
import yaml
from pipelines import HERE, actions, github_runs, machine, recorder, run, run_all, write_program
from served import crawl, headers_of_nginx, serving
from test_guide import block, blocks
from test_tutorial import keeps, steps

from site_gen import __version__
from site_gen.cli import main
from site_gen.hosts.tools import HOSTS
from site_gen.init import GITHUB, GITLAB

PAGE: Final = (HERE / "docs/publishing.md").read_text("utf-8")
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What every recipe proposes."""
URL: Final = "https://example.org/river/"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project's site, as the guide has it built."""
    root = tmp_path_factory.mktemp("recipes") / "river"
    assert main(["init", str(root), "-q"]) == 0
    assert main(["-C", str(root), "build", "-q", "--base-url", URL]) == 0
    return root / "public"


def bench(tmp_path: Path) -> tuple[dict[str, str], dict[str, Path]]:
    """A machine with the tools of every host, which write down what they are told; its git finds origin on disk."""
    away = machine(tmp_path)
    logs = {name: recorder(tmp_path / "bin", name) for name in ("rsync", "aws", "rclone", "netlify", "wrangler")}
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare.git")], check=True)
    found = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{tmp_path}/bare.git.insteadOf",
        "GIT_CONFIG_VALUE_0": "git@example.org:desk/river.git",
    }
    return {**away, **found}, logs


def test_every_command_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    away, logs = bench(tmp_path)
    root = tmp_path / "river"
    assert main(["init", str(root), "-q"]) == 0
    done = 0
    for step in steps(PAGE):
        told = run(step.commands, root, away)
        assert told.returncode == 0, f"{step.commands}\n{told.stdout}"
        kept = not step.promise or keeps(step.promise, told.stdout)
        assert kept, f"{step.commands}\nprinted\n\n{told.stdout}\nnot\n\n{step.promise}"
        done += 1
    assert done == 7
    assert not logs["rsync"].exists()
    assert logs["aws"].read_text().splitlines() == [
        "s3 sync public/ s3://example-bucket/river/ --delete --exclude .gitignore --dryrun",
        "s3 sync public/ s3://example-bucket/river/ --delete --exclude .gitignore",
    ]
    assert logs["netlify"].read_text() == "deploy --prod --no-build --dir public\n"
    assert logs["wrangler"].read_text() == "pages deploy public --project-name river\n"
    assert logs["rclone"].read_text().endswith("public/ desk:example-bucket/river\n")
    listed = subprocess.run(
        ["git", "ls-tree", "--name-only", "gh-pages"], cwd=tmp_path / "bare.git", capture_output=True, text=True
    )
    assert "index.html" in listed.stdout.split()
    assert headers_of_cloudflare((root / "public/_headers").read_text()) == HEADERS


def headers_of_cloudflare(text: str) -> dict[str, str]:
    pattern, *lines = text.splitlines()
    assert pattern == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
def test_the_pipelines_are_those_of_a_new_project(path: str, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "p"), "-q"]) == 0
    assert block(path).partition("\n")[2] == (tmp_path / "p" / path).read_text("utf-8")
    assert f"site-gen>={__version__}" in block(path)


def test_the_pipelines_build_check_and_publish(tmp_path: Path) -> None:
    away = machine(tmp_path)
    root = tmp_path / "p"
    assert main(["init", str(root), "-q"]) == 0
    told = run_all(github_runs(block(GITHUB), {"steps.pages.outputs.base_url": URL}), root, away)
    assert "0 errors, 0 warnings" in "".join(told)
    assert [one.partition("/")[2] for one in actions(block(GITHUB))] == [
        "checkout", "setup-python", "configure-pages", "upload-pages-artifact", "deploy-pages",
    ]  # fmt: skip
    assert yaml.safe_load(block(GITLAB))["pages"]["artifacts"]["paths"] == ["public"]


def test_netlify_builds_and_publishes_the_folder(tmp_path: Path) -> None:
    told = tomllib.loads(block("netlify.toml"))
    assert told["build"]["publish"] == "public"
    assert told["headers"] == [{"for": "/*", "values": HEADERS}]
    away = machine(tmp_path)
    write_program(tmp_path / "bin", "pip", f'test "$*" = "install site-gen>={__version__}"')
    root = tmp_path / "p"
    assert main(["init", str(root), "-q"]) == 0
    done = run(told["build"]["command"], root, {**away, "URL": "https://river.example"})
    assert done.returncode == 0, done.stdout
    assert "https://river.example/topics.html" in (root / "public/sitemap.xml").read_text("utf-8")


def test_cloudflare_knows_the_folder() -> None:
    told = tomllib.loads(block("wrangler.toml"))
    assert told["pages_build_output_dir"] == "public"
    assert f"publish cloudflare {told['name']} " in PAGE


def test_every_host_has_its_recipe() -> None:
    rows = re.findall(r"^\| `(\w+)", PAGE, re.MULTILINE)
    assert rows == list(HOSTS)
    called = set(re.findall(r"^site-gen publish (\w+)", PAGE, re.MULTILINE))
    assert called == set(HOSTS)


@pytest.fixture
def nginx(public: Path, tmp_path: Path) -> Iterator[str]:
    """A real nginx with both recipes, where there is one: the host of its own, and another with the path /river/."""
    program = which("nginx")
    if program is None:
        yield ""
        return
    tree = tmp_path / "srv" / "www"
    tree.mkdir(parents=True)
    (tree / "river").symlink_to(public)
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        ports = (one.getsockname()[1], two.getsockname()[1])
    own = block("nginx.conf").replace("/srv/www", str(tree)).replace("listen 80", f"listen 127.0.0.1:{ports[0]}")
    path = block("river.conf").replace("/srv/www", str(tree))
    temporary = " ".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi",
                                                                            "scgi"))  # fmt: skip
    conf = tmp_path / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    conf.write_text(
        f"daemon off; {user} pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{own}\n"
        f"server {{ listen 127.0.0.1:{ports[1]};\n{path}}} }}\n"
    )
    command = [program, "-p", str(tmp_path), "-c", str(conf)]
    tested = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command)
    try:
        wait_for(ports[1])
        yield f"{ports[0]} {ports[1]}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    for _ in range(2000):
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
            return
        except OSError:
            continue
    raise AssertionError("nobody listens")


def asked(url: str) -> tuple[int, Message, str]:
    try:
        with urlopen(url, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, error.headers, error.read().decode("utf-8", "replace")
    except URLError as error:
        raise AssertionError(f"{url}: {error}") from None


def test_nginx_serves_the_site_with_its_headers_and_its_own_page_for_what_is_not_there(
    nginx: str, public: Path
) -> None:
    if not nginx:  # then its text is all that can be looked at
        assert block("nginx.conf").count("{") == block("nginx.conf").count("}") == 2
        return
    own, under = (f"http://127.0.0.1:{port}/" for port in nginx.split())
    for url, body in (
        (own, "index.html"),
        (f"{own}none/none.html", "404.html"),
        (f"{own}timeline.html", "timeline.html"),
    ):
        status, headers, text = asked(url)
        assert status == (404 if body == "404.html" else 200)
        assert {name: headers[name] for name in HEADERS} == HEADERS
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert text == (public / body).read_text("utf-8")
    status, _, text = asked(f"{under}river/items/none.html")
    assert (status, text) == (404, (public / "404.html").read_text("utf-8"))
    assert len(crawl(f"{under}river/")) > 50
    assert asked(under)[0] == 404 or "nginx" in asked(under)[2]


def test_the_headers_are_the_same_in_every_recipe() -> None:
    assert headers_of_nginx(block("nginx.conf")) == HEADERS
    caddy = dict(re.findall(r'^\t\t([A-Z][\w-]+) "?([^"\n]+)"?$', block("Caddyfile"), re.MULTILINE))
    assert caddy == {**HEADERS, "Strict-Transport-Security": "max-age=31536000"}


CADDY: Final = frozenset(["root", "encode", "file_server", "header", "handle_errors", "rewrite"])
"""Directives of a Caddyfile that the recipe uses; https://caddyserver.com/docs/caddyfile/directives has all."""


def test_caddy_gets_a_file_in_its_form(tmp_path: Path) -> None:
    text = block("Caddyfile")
    assert text.count("{") == text.count("}") == 3
    depths = caddy_lines(text)
    assert [words[0] for depth, words in depths if depth == 0] == ["example.org"]
    assert {words[0] for depth, words in depths if depth == 1} <= CADDY
    if program := which("caddy"):
        (tmp_path / "Caddyfile").write_text(text)
        done = subprocess.run(
            [program, "validate", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"],
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr


def caddy_lines(text: str) -> list[tuple[int, list[str]]]:
    """Directives with how deep they stand."""
    found, depth = [], 0
    for line in text.splitlines():
        words = line.split()
        if words and not words[0].startswith("#"):
            depth -= words[0] == "}"
            assert line == "\t" * depth + line.strip()
            found += [(depth, words)] if words[0] != "}" else []
            depth += words[-1] == "{"
    return found


@pytest.mark.parametrize("under", ["", "repo/", "a/b/c/"])
def test_the_site_works_under_any_path(under: str, public: Path) -> None:
    with serving(public, f"/{under}", HEADERS) as base:
        seen = crawl(base)
        assert {
            f"{base}{path}" for path in ("timeline.html", "topics/floods.html", "assets/style.css", "feed.xml")
        } <= seen
        assert asked(f"{base}nothing/here.html")[0] == 404
    outside = [url for url in seen if not url.startswith(base)]
    assert outside == []


def test_the_crawl_sees_a_link_that_leads_out_of_the_path(public: Path, tmp_path: Path) -> None:
    for name, link in (("out", "/assets/style.css"), ("gone", "none.html")):
        site = tmp_path / name
        site.mkdir()
        (site / "index.html").write_text(f'<a href="{link}">x</a>')
        with serving(site, "/repo/", HEADERS) as base, pytest.raises(AssertionError, match="404"):
            crawl(base)


def test_no_recipe_keeps_a_secret() -> None:
    for language in ("sh", "yaml", "toml", "nginx", "caddy"):
        for page, _, text in blocks(language):
            if page == "publishing.md":
                assert not re.search(r"secret|passw|access_key|_TOKEN", text, re.IGNORECASE)
