"""The functions that patterns name in `makes`. To add one: `(Match, Context) -> Sense | None` and a row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from site_gen.ingest.dates import clocks, days, holidays, lengths, spans, weekdays
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
    "two_years": spans.two_years,
    "year_bc": spans.year_bc,
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
    "relative": spans.relative,
    "anchored": spans.anchored,
    "edge_of_unit": spans.edge_of_unit,
    "weekend": spans.weekend,
    "quarter": spans.quarter,
    "same_quarter": spans.same_quarter,
    "half_year": spans.half_year,
    "fiscal_year": spans.fiscal_year,
    "year_end": spans.year_end,
    "season": spans.season,
    "decade": spans.decade,
    "century": spans.century,
    "year": spans.year,
    "spoken_year": spans.spoken_year,
    "ago": spans.ago,
    "later": spans.later,
    "duration": lengths.duration,
    "vague_stretch": lengths.vague_stretch,
    "vague": lengths.vague,
    "a_unit": lengths.a_unit,
    "bare_units": lengths.bare_units,
    "set_unit": lengths.set_unit,
    "set_word": lengths.set_word,
    "weekday_set": lengths.weekday_set,
}
