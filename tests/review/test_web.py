"""The review in the preview, over HTTP: who may answer, and what an answer does."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from test_serve import Server

from site_gen.content.item import parse_item

ITEM = "content/items/gates-open.md"
PAGE = "_review/items/gates-open"


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    served = Server(project)
    yield served
    served.process.kill()
    served.process.wait(20)


def post(server: Server, fields: dict[str, str], origin: str | None = "", host: str = "") -> int:
    """Answer from a page of `origin`; "" is the server's own. The status, 200 where a redirect was followed."""
    here = f"http://127.0.0.1:{server.port}"
    headers = ({} if origin is None else {"Origin": origin or here}) | ({"Host": host} if host else {})
    request = urllib.request.Request(f"{here}/_review", urlencode(fields).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def form(page: str, words: str) -> dict[str, str]:
    """The hidden fields of the question that has these words."""
    entry = next(part for part in page.split('<li class="line ask"') if words in part)
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', entry)[:3])


def test_one_answer_confirms_an_entry_in_its_file_and_the_page_says_so(server: Server) -> None:
    page = server.get(PAGE)[1]
    assert post(server, {**form(page, "We shall open the gates"), "action": "accept"}) == 200
    text = (server.root / ITEM).read_text(encoding="utf-8")
    assert re.search(r'reviewed: "\d{4}-\d\d-\d\d"', text)
    assert '<span class="confirmed">confirmed</span>' in server.get(PAGE)[1]


def test_a_speaker_is_corrected_and_a_tag_taken_away(server: Server) -> None:
    page = server.get(PAGE)[1]
    fields = {**form(page, "We shall open the gates"), "action": "is", "value": "weirtown"}
    assert post(server, fields) == 200
    whole = form(page, "everything else")
    assert post(server, {**whole, "action": "untag", "value": "weirtown"}) == 200
    item = parse_item(ITEM, (server.root / ITEM).read_text(encoding="utf-8"))
    assert (item.statements[0].speaker, item.actors) == ("weirtown", ("ada-holm",))


@pytest.mark.parametrize(
    ("origin", "host", "token"),
    [(None, "", "ours"), ("http://evil.example", "", "ours"), ("null", "", "ours"), ("", "", ""), ("", "", "wrong"),
     ("https://127.0.0.1", "", "ours"), ("http://evil.example", "evil.example", "ours")],
)  # fmt: skip
def test_an_answer_from_elsewhere_is_refused(server: Server, origin: str | None, host: str, token: str) -> None:
    before = (server.root / ITEM).read_bytes()
    fields = {**form(server.get(PAGE)[1], "We shall open the gates"), "action": "reject"}
    if token != "ours":
        fields["token"] = token
    assert post(server, fields, origin, host) == 403
    assert (server.root / ITEM).read_bytes() == before


def test_what_cannot_be_done_is_told_on_the_page_and_writes_nothing(server: Server) -> None:
    before = (server.root / ITEM).read_bytes()
    fields = form(server.get(PAGE)[1], "We shall open the gates")
    assert post(server, {**fields, "action": "date", "value": "tomorrow"}) == 409
    assert post(server, {**fields, "action": "is", "value": "nobody-we-know"}) == 409
    assert post(server, {**fields, "action": "burn"}) == 409
    assert post(server, {**fields, "question": "gone", "action": "accept"}) == 409
    assert (server.root / ITEM).read_bytes() == before


def test_the_review_is_served_to_this_machine_alone_and_never_published(server: Server) -> None:
    assert server.get("_review", host="evil.example")[0] == 403
    assert server.get("_review/items/no-such-item")[0] == 404
    assert server.get("_review")[0] == 200
    published = [
        path.read_text(encoding="utf-8", errors="replace") for path in (server.root / "public").rglob("*.html")
    ]
    assert all("_review" not in text for text in published)


def test_broken_content_is_told_in_place_of_the_review(server: Server) -> None:
    (server.root / "content/actors.yaml").write_text("ada-holm: [\n", encoding="utf-8")
    status, text = server.get("_review")
    assert status == 409
    assert "content/actors.yaml" in text
