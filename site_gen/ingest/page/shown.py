"""The date that readers see beside the headline: in a marked time, a line of its own, a byline.

Knows nothing of what the page tells machines elsewhere; `published` weighs one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_gen.ingest.facts import Fact
from site_gen.ingest.page.likeness import alike
from site_gen.ingest.page.moments import OLDEST, day_of, read_moment
from site_gen.ingest.page.page import Page
from site_gen.ingest.page.pieces import Piece

_UPDATE_WORD: Final = re.compile(
    r"updat|modif|correct|revis|aktualis|geändert|überarbeitet|mis à jour|maj |actualiza|aggiorna|"
    r"atualiza|обновл|изменен|оновлен|gewijzigd|laatst|last edit|zuletzt|nachtrag|güncelle|oppdatert|uppdaterad|"
    r"opdateret|päivitetty|zaktualizowan|تحديث|به‌روز|עודכן"
)
"""This and the next two in small letters: looked for without regard to case they take several times as long."""
_PUBLISHED_WORD: Final = re.compile(
    r"publi|posted|erstellt|veröffentlicht|erschein|erschienen|опубл|paru|mise? en ligne|pubblicato|geplaatst|"
    r"first|created|issued|"
    r"written|released|gepostet|data-?pub|publicerad|publisert|julkaistu|opublikowan|yayın|نشر|فرست|פורסם"
)
_NEAR: Final = 150
"""Elements between the headline and a date that is still the article's."""
_ANYWHERE: Final = 400
"""The same on a page that marks no headline, as forums do."""
_BESIDE: Final = 60
"""The same for a date that stands against what machines are told, where its element is named for a date."""
_LINE_BESIDE: Final = 8
"""The same for a date in an element of no name."""
_LINE_NEAR: Final = 40
"""The same where it has other words, and nothing else tells a date."""
_MANY: Final = 3
"""Days under one name from which they are of a list."""
_LINE_AFTER: Final = 20
"""Elements by which such a line must be nearer than a named one."""
_TITLE: Final = 0.7
"""Share of common words from which a heading is the headline."""
_OTHER_WORD: Final = re.compile(
    r"regist|joined|member since|mitglied|termin|\bevent|beginn|expires|gültig|\bborn\b|geboren|deadline|version|"
    r"einsendeschluss|"
    r"source:|quelle:|foto|photo|image"
)
"""Words beside dates of something else."""
_EVENT: Final = re.compile(
    r"(?:^|[\s_-])(?:events?|termine?|veranstaltung|expir\w+|deadline|birth\w*|valid-?(?:until|from))(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of elements for days of something else."""
_EVENT_WORD: Final = re.compile(r"^(?:when|where|wann|wo|quand|où|cuándo|cuando|quando|когда)\b\s*:", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]{3,}")
_MOST_WORDS: Final = 9
"""Words, with the month's name, of a line that is there for its date; of an element of no name a third."""
_LONG_BYLINE: Final = 16
_STAMP_LENGTH: Final = 90


class Shown(Struct, frozen=True):
    """A date beside the headline."""

    fact: Fact
    sure: bool
    """Whether it stands right there, in a line that is there for it, and is no update's."""


def shown_of(page: Page, headline: str = "", updates: bool = True) -> Shown | None:
    """The date of publication that readers see; one of an update only where there is no other, and where `updates`."""
    near = _nearby(page, ("time", "date", "author", "line"), headline)
    lists = _lists(near, page.lang)
    near = [one for one in near if one[1] <= _BESIDE or _name_of(one[0]) not in lists]
    for strict in (True, False):
        for piece, distance in near:
            fits = _is_stamp(piece) if strict else _is_short(piece, distance)
            if not fits or is_update(piece) or _is_events(piece):
                continue
            if (read := _read(piece, page.lang)) and read > OLDEST:
                beside = distance <= (_LINE_BESIDE if piece.kind == "line" else _BESIDE)
                sure = strict and beside and bool(piece.text) and _name_of(piece) not in lists
                return Shown(Fact(read, "markup" if piece.kind == "time" else "byline"), sure)
    for piece, distance in near if updates else ():
        if (
            not _is_events(piece)
            and _is_short(piece, distance)
            and (read := read_moment(piece.text, page.lang))
            and read > OLDEST
        ):
            return Shown(Fact(read, "byline"), False)
    return None


def update_alone(page: Page, headline: str = "") -> str:
    """The day beside the headline where all that readers see there is when the page was updated; "" for any other."""
    days: set[str] = set()
    for piece, distance in _nearby(page, ("time", "date", "author", "line"), headline):
        beside = distance <= (_LINE_BESIDE if piece.kind == "line" else _BESIDE)
        if not beside or not piece.text or _is_events(piece) or not _is_stamp(piece):
            continue
        if read := _read(piece, page.lang):
            if not is_update(piece):
                return ""
            days.add(day_of(read))
    return days.pop() if len(days) == 1 else ""


def _lists(near: Iterable[tuple[Piece, int]], lang: str) -> frozenset[tuple[str, str]]:
    """Names under which, some way from the headline, many days are told, as of other stories, or of games to come."""
    far = [one for one, distance in near if distance > _LINE_BESIDE and "datepublished" not in one.mark.lower()]
    days: dict[tuple[str, str], set[str]] = {}
    for piece in far if len(far) >= _MANY else ():
        if read := _read(piece, lang):
            days.setdefault(_name_of(piece), set()).add(day_of(read))
    return frozenset(name for name, told in days.items() if len(told) >= _MANY)


def _name_of(piece: Piece) -> tuple[str, str]:
    return piece.kind, piece.mark


def marked_of(page: Page, update: bool, headline: str = "") -> Fact | None:
    """A `time` element or itemprop near the headline that says so."""
    for piece, _ in _nearby(page, ("time",), headline):
        if is_update(piece) is update and (read := _read(piece, page.lang)):
            return Fact(read, "markup")
    return None


def is_update(piece: Piece) -> bool:
    """Whether a date is marked as one of an update, and not as one of publication."""
    text, mark = _small(piece.text), _small(piece.mark)
    found = _UPDATE_WORD.search(text)
    if _PUBLISHED_WORD.search(text) or (found is None and _PUBLISHED_WORD.search(mark)):
        return False
    if found is None:
        return _UPDATE_WORD.search(mark) is not None
    return read_moment(piece.text[: found.start()]) is None


def _is_events(piece: Piece) -> bool:
    """Whether a day is told of something that is to happen."""
    if _PUBLISHED_WORD.search(_small(f"{piece.mark} {piece.text}")):
        return False
    return _EVENT.search(piece.mark) is not None or _EVENT_WORD.match(piece.text) is not None


@lru_cache(maxsize=512)
def _read(piece: Piece, lang: str) -> str | None:
    """What a machine is told, or the words; the words where they name another day, since readers see them alone."""
    told = read_moment(piece.machine, lang) if piece.machine else None
    part = _own_part(piece.text) if len(piece.text) <= _STAMP_LENGTH or told is None else ""
    seen = read_moment(part, lang) if not part.isdigit() else None
    if told and seen and told[:10] != seen[:10] and (told[-1:] == "Z" or _PUBLISHED_WORD.search(_small(piece.text))):
        return seen
    return told or seen


def _own_part(text: str) -> str:
    """Of "Updated: … Published: …" what is said of the publication."""
    small = _small(text)
    updated = _UPDATE_WORD.search(small)
    if updated is None:
        return text
    published = _PUBLISHED_WORD.search(small)
    if published is None:
        return text[: updated.start()] if read_moment(text[: updated.start()]) else text
    if updated.start() > published.start():
        return text[published.start() : updated.start()]
    return text[published.start() :]


def _small(text: str) -> str:
    """The text in small letters, each in its place: the one capital that becomes two characters is a plain i."""
    return text.replace("İ", "i").lower()


def _is_stamp(piece: Piece) -> bool:
    """Whether a piece is there for its date: a marked time, or a date with few words beside it."""
    if piece.kind == "time":
        return True
    text = piece.text
    if len(text) > _STAMP_LENGTH:
        return False
    small = _small(text)
    if _PUBLISHED_WORD.search(small):
        return True
    most = _MOST_WORDS // 3 if piece.kind == "line" else _MOST_WORDS
    return len(_WORDS.findall(text)) <= most and not _OTHER_WORD.search(small)


def _is_short(piece: Piece, distance: int) -> bool:
    """Whether a piece may be a long byline with its date, and is no sentence that tells of some day."""
    if piece.kind == "time":
        return False
    if piece.kind == "line" and (distance > _LINE_NEAR or _OTHER_WORD.search(_small(piece.text))):
        return False
    return len(_WORDS.findall(piece.text)) <= _LONG_BYLINE


def _nearby(page: Page, kinds: Iterable[str], headline: str) -> list[tuple[Piece, int]]:
    """Pieces of these kinds with their distance from the headline, the nearest first, those below it before others."""
    head = _place_of(page, headline)
    limit = _NEAR if head else _ANYWHERE

    def distance(piece: Piece) -> int:
        return piece.place - head if piece.place >= head else 3 * (head - piece.place)

    chosen = [(piece, distance(piece)) for piece in page.pieces if piece.kind in kinds]
    near = [(piece, far) for piece, far in chosen if far <= limit or "datepublished" in piece.mark.lower()]
    return sorted(
        near, key=lambda one: one[1] + (_LINE_AFTER if one[0].kind == "line" and one[1] > _LINE_BESIDE else 0)
    )


def _place_of(page: Page, headline: str) -> int:
    """Where the headline stands: the heading with its words, else the first of the first rank, else the first."""
    heads = [piece for piece in page.pieces if piece.kind in ("h1", "heading")]
    if headline:
        for piece in heads[:100]:
            if alike(piece.text, headline) >= _TITLE:
                return piece.place
    first = next((piece for piece in heads if piece.kind == "h1"), None) or next(iter(heads), None)
    return first.place if first else 0
