"""The functions that patterns name in `makes`. To add one: `(Match, Context) -> Sense | None` and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from site_gen.ingest.dates import clocks, days, distances, holidays, lengths, quarters, relative, weekdays, years
from site_gen.ingest.dates.context import Context
from site_gen.ingest.dates.match import Match
from site_gen.ingest.dates.sense import Sense

Maker = Callable[[Match, Context], "Sense | tuple[Sense, ...] | None"]

MAKERS: Final[Mapping[str, Maker]] = {
    "calendar": days.calendar,
    "two_days": days.two_days,
    "two_months": days.two_months,
    "named_day": days.named_day,
    "set_part": lengths.set_part,
    "two_dates": days.two_dates,
    "two_weekdays": weekdays.two_weekdays,
    "dated_part": clocks.dated_part,
    "nth_day": days.nth_day,
    "two_years": years.two_years,
    "year_bc": years.year_bc,
    "set_month": lengths.set_month,
    "iso_day": days.iso_day,
    "slashes": days.slashes,
    "weekday_of_month": days.weekday_of_month,
    "weekday": weekdays.weekday,
    "day_word": weekdays.day_word,
    "same_day": weekdays.same_day,
    "holiday": holidays.holiday,
    "part_of_day": clocks.part_of_day,
    "clock": clocks.clock,
    "relative": relative.relative,
    "anchored": relative.anchored,
    "edge_of_unit": relative.edge_of_unit,
    "weekend": relative.weekend,
    "quarter": quarters.quarter,
    "same_quarter": quarters.same_quarter,
    "half_year": quarters.half_year,
    "fiscal_year": quarters.fiscal_year,
    "year_end": quarters.year_end,
    "season": years.season,
    "decade": years.decade,
    "century": years.century,
    "year": years.year,
    "spoken_year": years.spoken_year,
    "ago": distances.ago,
    "later": distances.later,
    "duration": lengths.duration,
    "vague_stretch": lengths.vague_stretch,
    "vague": lengths.vague,
    "a_unit": lengths.a_unit,
    "bare_units": lengths.bare_units,
    "set_unit": lengths.set_unit,
    "set_word": lengths.set_word,
    "weekday_set": lengths.weekday_set,
}
