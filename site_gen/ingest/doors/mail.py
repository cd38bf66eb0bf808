"""The door for mail: newsletters, mails of lists, articles that somebody forwarded."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import Final

from site_gen.content.controls import CONTROL
from site_gen.content.schema import safe_url
from site_gen.errors import Problem, SiteError
from site_gen.ingest.facts import Fact, Opened

_BASIS: Final = "mail"
_DEEPEST: Final = 4
_HEAD: Final = re.compile(rb"^(?:>?From .*\r?\n)?[!-9;-~]+[ \t]*:")
_LANG: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")


def open_mail(data: bytes, path: str, url: str = "", depth: int = 0) -> Opened:
    """The article of a mail. Raises SiteError for what is no mail or has no words."""
    from site_gen.ingest.mail.forwarded import forwarded
    from site_gen.ingest.mail.head import header, is_forward, moment_of, sender_of, subject_of
    from site_gen.ingest.mail.parts import text_of
    from site_gen.ingest.wrapped import joined

    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _HEAD.match(bare[:2000]):
        hint = "save the mail in its own form (.eml), or its text as .txt"
        raise SiteError([Problem(path, 0, 0, "no-mail", "the file does not begin with a mail's headers", hint)])
    mail = message_from_bytes(re.sub(rb"^>?From .*\r?\n", b"", bare, count=1))
    said = text_of(mail)
    if said.inner and said.inner[0] and depth < _DEEPEST and len(said.text) < 2_000:
        return _carried(mail, said.inner, said.text, path, url, depth)
    subject, sender, day, text, notes = subject_of(mail), header(mail, "From"), header(mail, "Date"), said.text, []
    if found := forwarded(said.text, is_forward(mail)):
        notes.append(_told(sender, day, found.above))
        sender, day, text = found.sender, found.date, found.text
        subject = subject_of(_with_subject(found.subject)) or subject
    source, author = sender_of(sender)
    text = CONTROL.sub(" ", joined(text))
    if not text.strip():
        raise SiteError([Problem(path, 0, 0, "empty-seed", "the mail has no text", "remove it, or save the article")])
    published = moment_of(day) if day else None
    lang = _LANG.match(header(mail, "Content-Language"))
    place = _place(header(mail, "Archived-At"), header(mail, "Content-Base"))
    return Opened(
        text=text,
        title=Fact(subject, _BASIS) if subject else None,
        published=Fact(published, _BASIS) if published else None,
        url=Fact(place, _BASIS) if place else None,
        source=Fact(source, _BASIS) if source else None,
        authors=(author,) if author else (),
        authors_basis=_BASIS if author else "",
        lang=Fact(lang[0].lower(), _BASIS) if lang else None,
        notes=(*said.notes, *notes),
    )


def _carried(outer: Message, inner: tuple[bytes, ...], above: str, path: str, url: str, depth: int) -> Opened:
    """The mail that another carries whole."""
    from msgspec.structs import replace

    from site_gen.ingest.mail.head import header

    notes = [_told(header(outer, "From"), header(outer, "Date"), above)]
    if len(inner) > 1:
        notes.append(f"{len(inner) - 1} more mails that it carries were left; save them apart")
    opened = open_mail(inner[0], path, url, depth + 1)
    return replace(opened, notes=(*opened.notes, *notes))


def _told(sender: str, day: str, above: str) -> str:
    """A word on who forwarded it."""
    words = len(above.split())
    left = f"; {words} words above it were left" if words else ""
    return f"forwarded by {sender or 'nobody named'}{f' on {day}' if day else ''}{left}"


def _with_subject(subject: str) -> Message:
    mail = Message()
    mail["Subject"] = subject.replace("\n", " ")
    return mail


def _place(*given: str) -> str:
    """The first that is an address."""
    return next((one for text in given if safe_url(one := text.strip().strip("<>"))), "")
