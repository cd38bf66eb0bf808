"""A date that a person or a header line gave in a human form, to EDTF. `dateparser` reads what our own forms do not."""

from __future__ import annotations

import re
from typing import Final

from site_gen.dates import parse_edtf

_MOMENT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}\b.*")
_YEAR: Final = re.compile(r"\d{4}")


def read_given_date(text: str, lang: str = "en") -> str | None:
    """EDTF of "Aug. 4, 2022", "4 августа 2022", "2022-08-04T10:00Z"; None when it is no date."""
    bare = " ".join(text.split())
    if not bare or len(bare) > 60:
        return None
    try:
        value = parse_edtf(bare)
    except ValueError:
        return _from_moment(bare) or (None if _is_open(bare) else _from_words(bare, lang))
    return bare[:10] if value.precision == "moment" else bare


def _from_moment(text: str) -> str | None:
    """The day of a moment in a form that EDTF does not know: "2022-08-04 10:00:00+04"."""
    found = _MOMENT.fullmatch(text)
    return _checked(found[1]) if found else None


def _is_open(text: str) -> bool:
    """Whether nobody can tell the day from the month: 4/8/2022."""
    found = _SLASHES.fullmatch(text)
    return found is not None and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12


def _from_words(text: str, lang: str) -> str | None:
    """What `dateparser` makes of a text already known to be a date, no finer than the text tells."""
    import warnings

    if not any(char.isdigit() for char in text):
        return None
    from dateparser.date import DateDataParser

    code = lang.partition("-")[0].lower() or "en"
    languages = [code] if code == "en" else [code, "en"]
    settings = {"DATE_ORDER": "DMY" if code != "en" else "MDY", "PARSERS": ["absolute-time"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = DateDataParser(languages=languages, settings=settings).get_date_data(text)
        except ValueError:
            return None
    if found.date_obj is None or not _YEAR.search(text):
        return None
    day = found.date_obj.date().isoformat()
    return _checked({"year": day[:4], "month": day[:7]}.get(found.period, day))


def _checked(text: str) -> str | None:
    try:
        parse_edtf(text)
    except ValueError:
        return None
    return text
