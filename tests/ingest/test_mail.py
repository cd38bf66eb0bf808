"""Mails of every shape, each with a table; and mailboxes of many."""

from __future__ import annotations

import re
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import ingest.door_cases as cases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_gen.errors import Problem, SiteError
from site_gen.ingest import confined
from site_gen.ingest.doors.mail import open_mail
from site_gen.ingest.doors.mbox import read_mbox
from site_gen.ingest.unpack import Row
from site_gen.ingesting import ingest_project
from site_gen.init import init
from site_gen.memo import Memo
from site_gen.questions import plain_answers


@pytest.mark.parametrize("name", cases.names("mail"))
def test_a_mail_gives_what_its_table_says(name: str) -> None:
    cases.check("mail", name)


def boxes(name: str) -> tuple[list[Row], list[Problem]]:
    problems: list[Problem] = []
    data = (cases.DATA / "mailboxes" / name).read_bytes()
    return list(read_mbox(BytesIO(data), name, problems)), problems


@pytest.mark.parametrize("name", cases.names("mailboxes"))
def test_a_mailbox_gives_the_mails_that_its_table_says(name: str) -> None:
    wanted = tomllib.loads((cases.DATA / "mailboxes" / f"{name}.toml").read_text("utf-8"))
    rows, problems = boxes(name)
    assert [row.key for row in rows] == wanted["keys"], wanted["about"]
    assert [problem.code for problem in problems] == wanted["warned"]
    for words in wanted["has"]:
        assert any(words.encode() in row.data for row in rows), words
    assert not any(row.data.startswith(b"From ") for row in rows)


def test_there_is_a_table_for_every_mail_and_mailbox() -> None:
    assert cases.strangers("mail") == cases.strangers("mailboxes") == []
    assert len(cases.names("mail")) >= 10
    assert len(cases.names("mailboxes")) >= 10


def test_what_is_no_mailbox_is_refused_by_name() -> None:
    with pytest.raises(SiteError, match="does not begin with"):
        list(read_mbox(BytesIO(b"Dear reader,\n"), "x.mbox", []))


def test_a_mail_of_forty_million_bytes_is_told_and_the_next_is_taken() -> None:
    head = b"From a@b.example Wed Apr  2 14:05:00 2031\nMessage-ID: <%d@x>\n\n"
    box = BytesIO(head % 1 + b"x" * 79 + b"\n" + (b"y" * 79 + b"\n") * 500_000 + b"\n" + head % 2 + b"Words.\n")
    problems: list[Problem] = []
    assert [row.key for row in read_mbox(box, "x.mbox", problems)] == ["mail 2@x"]
    assert "32 MiB" in problems[0].message


@pytest.mark.parametrize("text", ["", "\n\n", "Dear reader, this is a letter.", "<html><p>A page</p></html>"])
def test_what_is_no_mail_is_refused_by_name(text: str) -> None:
    with pytest.raises(SiteError) as caught:
        open_mail(text.encode(), "seeds/x.eml")
    assert caught.value.problems[0].code == "no-mail"


LINES = (
    b"From: a <a@b>\n Subject: =?utf-8?B?0J?=\n Subject: =?x?Q?=FF?=\n Content-Type: multipart/mixed; boundary=b\n "
    b"Content-Type: text/html; charset=nonsense\n Content-Transfer-Encoding: base64\n Date: 99 Foo 2031 99:99\n \n "
    b"--b\n --b--\n \xff\x00\xd0words <p> Content-Type: message/rfc822\n --\n >From: x\n Date: x\n "
    b"----------Forwarded message---------\n Content-Disposition: attachment; filename*=x''%ff\n"
)


@given(st.lists(st.sampled_from(re.findall(rb"[^\n]+?(?:\n|(?= \S))|\n", LINES)), max_size=14))
def test_any_mail_is_opened_or_refused_by_name(lines: list[bytes]) -> None:
    try:
        opened = open_mail(b"From: x@y.example\n" + b"".join(lines), "seeds/x.eml")
        codes = {"taken"} if opened.text.strip() else set()
    except SiteError as error:
        codes = {problem.code for problem in error.problems}
    assert codes in ({"taken"}, {"empty-seed"}, {"no-mail"})


def test_a_byte_order_mark_and_blank_lines_stand_before_no_mail() -> None:
    box = b"\xef\xbb\xbf\nFrom a@b.example Thu Apr  3 09:00:00 2031\nMessage-ID: <1@x>\n\nThe dam held.\n"
    assert [row.key for row in read_mbox(BytesIO(box), "a.mbox", [])] == ["mail 1@x"]


def test_a_mailbox_in_seeds_becomes_items_once(tmp_path: Path) -> None:
    init(tmp_path / "p", plain_answers("River"))
    root = tmp_path / "p"
    for seed in (root / "seeds").iterdir():
        seed.unlink()
    shutil.copy(cases.DATA / "mailboxes/01-two.mbox", root / "seeds/news.mbox")
    memo = Memo(root)
    try:
        first, second = ingest_project(root, memo), ingest_project(root, memo)
    finally:
        memo.close()
        confined.end()
    assert [problem.code for problem in first.problems] == []
    assert [(one.new, one.known) for one in (*first.unpacked, *second.unpacked)] == [(2, 0), (0, 2)]
    assert [seed.action for seed in first.seeds] == ["create", "create"]
    assert [seed.action for seed in second.seeds] == ["same", "same"]
    assert len(list((root / "content/items").glob("*.md"))) == 2


ANSWER = (
    "From: Anna <a@post.example>\nSubject: Re: Dam\nContent-Type: text/plain; charset=utf-8\n\n"
    "The dam held.\n\n{head}\n\n> The gates open at noon.\n>\n> Ada\n{behind}"
)


@pytest.mark.parametrize(
    "head",
    [
        "On Wed, Apr 2, 2031 at 8:00 AM Bob <b@x.example> wrote:",
        "On Wed, Apr 2, 2031 at 8:00 AM, Bob Meadow\n<b@x.example> wrote:",
        "Am 02.04.2031 um 08:00 schrieb Bob:",
        "Le mer. 2 avr. 2031 à 08:00, Bob <b@x.example> a écrit :",
        "2 апреля 2031 г., 8:00, Боб <b@x.example> написал:",
    ],
)
def test_what_an_answer_quotes_below_itself_is_left_and_words_behind_it_keep_it(head: str) -> None:
    opened = open_mail(ANSWER.format(head=head, behind="").encode(), "seeds/a.eml")
    assert opened.text == "The dam held."
    kept = open_mail(ANSWER.format(head=head, behind="\nSo it was.\n").encode(), "seeds/a.eml")
    assert "The gates open at noon." in kept.text
