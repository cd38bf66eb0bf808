"""An article that a mail forwards within its text: the head that programs set above it, in several languages."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

_LABELS: Final = {
    "from": "from von de da van od от від από från fra от кого",
    "date": "date sent datum gesendet envoyé enviado data дата отправлено verzonden skickat sendt",
    "subject": "subject betreff objet asunto oggetto assunto onderwerp тема ämne emne",
    "to": "to an à para a aan кому till til cc kopie reply-to",
}
_FIELDS: Final = {word: field for field, words in _LABELS.items() for word in words.split()}
_LINE: Final = re.compile(r"^[>*\s]*([^\W\d_][\w-]{0,11})\*?\s?[:：]\*?\s*(.*)$")
_MARK: Final = re.compile(
    r"^[\s>*-]*(?:forwarded message|original message|begin forwarded message|weitergeleitete nachricht|ursprüngliche "
    r"nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|message (?:transféré|original)|début du message "
    r"(?:réexpédié|transféré)|mensaje reenviado|messaggio inoltrato|пересылаемое сообщение|пересланное сообщение|"
    r"исходное сообщение|doorgestuurd bericht)\b[\s:*-]*$",
    re.IGNORECASE,
)


class Forwarded(Struct, frozen=True):
    """A mail within a mail's text."""

    sender: str
    date: str
    subject: str
    above: str
    """What whoever forwarded it wrote."""
    text: str


def forwarded(text: str, certain: bool) -> Forwarded | None:
    """The innermost mail that the text carries; None for none. `certain`: the subject says that it does."""
    found = None
    for _ in range(5):
        inner = _once(found.text if found else text, certain)
        if inner is None:
            return found
        found = inner
    return found


def _once(text: str, certain: bool) -> Forwarded | None:
    """The head: three or more labelled lines with sender and subject, below a mark, or where the subject tells."""
    lines = text.split("\n")
    for at in range(len(lines)):
        head, end = _head(lines, at)
        if len(head) < 3 or "from" not in head or not {"subject", "date"} & head.keys():
            continue
        above = [line for line in lines[:at] if line.strip()]
        marked = any(_MARK.match(line) for line in above[-2:])
        if not (marked or certain or not above):
            return None
        written = "\n".join(line for line in above if not _MARK.match(line))
        return Forwarded(head["from"], head.get("date", ""), head.get("subject", ""), written,
                         "\n".join(lines[end:]).strip("\n"))  # fmt: skip
    return None


def _head(lines: list[str], at: int) -> tuple[dict[str, str], int]:
    """Labelled lines from here on, one blank line between two of them let through; and where they end."""
    found: dict[str, str] = {}
    end = at
    while end < len(lines) and end < at + 20:
        label = _LINE.match(lines[end])
        field = _FIELDS.get(label[1].lower(), "") if label else ""
        if label and field:
            found.setdefault(field, label[2].strip())
        elif found and not lines[end].strip() and end + 1 < len(lines) and _is_labelled(lines[end + 1]):
            pass
        else:
            break
        end += 1
    return found, end


def _is_labelled(line: str) -> bool:
    label = _LINE.match(line)
    return label is not None and label[1].lower() in _FIELDS
