"""Bundled looks and the site's own tokens: the same words in another dress."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from site_gen.build import BuildOptions, build
from site_gen.errors import SiteError
from site_gen.site.look import dressed
from site_gen.standing import default_templates

LOOKS = ("ledger", "wire")
TEMPLATES = default_templates()


def settle(root: Path, text: str) -> Path:
    """The project built with these further settings; its output."""
    path = root / "content/site.yaml"
    kept = [line for line in path.read_text().splitlines() if line.split(":")[0] not in text]
    path.write_text("\n".join([*kept, text, ""]))
    build(root, BuildOptions())
    return root / "public"


def words(page: str) -> set[str]:
    return set(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_two_looks_show_the_same_data_with_other_rules_and_blocks(project: Path) -> None:
    pages = {}
    for look in LOOKS:
        public = settle(project, f"look: {look}")
        pages[look] = {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*.*")}
    ledger, wire = pages["ledger"], pages["wire"]
    assert set(ledger) == set(wire)
    same = {name for name in ledger if ledger[name] == wire[name]}
    assert {name for name in ledger if name.startswith("data/") and "sqlite" not in name} <= same
    item = "items/gates-open.html"
    assert words(ledger[item].decode()) <= words(wire[item].decode())
    assert 'class="slug"' in wire[item].decode()
    assert 'class="bar"' in wire["timeline.html"].decode()
    assert 'class="bar"' not in ledger["timeline.html"].decode()
    assert len(wire["assets/style.css"]) > len(ledger["assets/style.css"])


def test_a_look_costs_little(project: Path) -> None:
    for look in LOOKS[1:]:
        assert len(gzip.compress((TEMPLATES / "looks" / look / "look.css").read_bytes())) < 1300


def test_own_templates_stand_before_the_looks_and_extend_it_or_the_plain_ones(project: Path) -> None:
    own = project / "templates"
    own.mkdir()
    for name, seen in (("default", True), ("plain", False)):
        text = f'{{% extends "{name}/item.html" %}}{{% block related %}}OWN{{% endblock %}}'
        (own / "item.html").write_text(text)
        page = (settle(project, "look: wire") / "items/gates-open.html").read_text()
        assert "OWN" in page
        assert ('class="slug"' in page) is seen


def test_tokens_of_the_settings_come_last_in_the_style_sheet(project: Path) -> None:
    public = settle(project, 'accent: "#7a1f5c"\nreading_font: "Charter, \'Noto Serif\', serif"')
    style = (public / "assets/style.css").read_text()
    told = style[style.rindex("@media print { :root { --accent") - 400 :]
    assert ":root { --accent: #7a1f5c; --serif: Charter, 'Noto Serif', serif; }" in told
    assert "prefers-color-scheme: dark) { :root { --accent: #" in told
    build(project, BuildOptions())
    assert (public / "assets/style.css").read_text() == style


def test_a_logo_and_a_last_line_stand_on_every_page(project: Path) -> None:
    (project / "templates/assets").mkdir(parents=True)
    (project / "templates/assets/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    public = settle(project, 'logo: assets/logo.svg\nfooter: "Kept by the <desk>."')
    page = (public / "items/gates-open.html").read_text()
    assert '<img class="logo" src="../assets/logo.svg" alt="" height="24">' in page
    assert "Kept by the &lt;desk&gt;." in page
    assert (public / "assets/logo.svg").is_file()


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ("look: wired", "bad-choice", 'did you mean "wire"'),
        ("accent: red", "bad-colour", "#a31220"),
        ('accent: "#99aaff"', "weak-colour", "take a darker one"),
        ('accent_dark: "#401010"', "weak-colour", "take a lighter one"),
        ('reading_font: "x; } body { display: none"', "bad-font", "names with commas"),
        ("logo: ../secret.svg", "bad-asset", "assets/NAME.svg"),
        ("logo: assets/none.svg", "missing-asset", "put the picture at templates/assets/none.svg"),
    ],
)
def test_what_cannot_dress_a_site_is_told_at_its_line(project: Path, line: str, code: str, remedy: str) -> None:
    with pytest.raises(SiteError) as caught:
        settle(project, line)
    problem = caught.value.problems[0]
    number = (project / "content/site.yaml").read_text().splitlines().index(line) + 1
    assert (problem.path, problem.line, problem.code) == ("content/site.yaml", number, code)
    assert remedy in problem.hint


def test_without_look_and_tokens_the_style_sheet_is_as_it_was() -> None:
    from site_gen.model import Settings

    assert dressed(b"p {}", b"", Settings()) == b"p {}"
