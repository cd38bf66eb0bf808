"""Where entries stand in the timeline: under which year and month, on which of its pages."""

from __future__ import annotations

from site_gen.dates import parse_edtf
from site_gen.site import urls
from site_gen.site.assemble import Entry, Site
from site_gen.site.paging import paged


def dated_entries(site: Site) -> list[Entry]:
    """What the timeline lists, newest first."""
    return [entry for entry in reversed(site.entries) if year_of(entry)]


def year_of(entry: Entry) -> int:
    """The year under which an entry stands: that of its first possible day; 0 when no year is known."""
    if not entry.when:
        return 0
    value = parse_edtf(entry.when)
    day = value.earliest or value.latest
    return day.year if day else 0


def month_of(entry: Entry) -> str:
    """ "2022-08", or the date itself when it is vaguer than a month."""
    when = entry.when or ""
    value = parse_edtf(when)
    if (
        value.earliest
        and value.latest
        and (value.earliest.year, value.earliest.month) == (value.latest.year, value.latest.month)
    ):
        return f"{value.earliest:%Y-%m}"
    return when


def stretch_of(entry: Entry) -> str:
    """The year under which an entry stands, or the decade or century when it is as vague as that."""
    when = entry.when or ""
    return when if parse_edtf(when).precision in ("decade", "century") else f"{year_of(entry):04}"


def anchor(kind: str, when: str) -> str:
    """A fragment for a date: "m-2022-08", "d-2022-08-04"."""
    return f"{kind}-" + "".join(char if char.isalnum() or char == "-" else "_" for char in when)


def month_addresses(site: Site) -> dict[str, str]:
    """Month ("2022-08") to where the timeline begins it; the newest page where two have it."""
    found: dict[str, str] = {}
    for path, chosen, _ in paged(urls.TIMELINE, dated_entries(site), site.settings.page_size):
        for entry in chosen:
            month = month_of(entry)
            found.setdefault(month, f"{path}#{anchor('m', month)}")
    return found
