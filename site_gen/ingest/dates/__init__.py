"""Time expressions: found by a grammar over word classes, resolved by publication, tense and what was told before.

Public: `find_times`, `time_of_clause`, `read_given_date`. Languages are data: `lang/<lang>/times.toml`.
"""

from site_gen.ingest.dates.clause import time_of_clause
from site_gen.ingest.dates.find import find_times
from site_gen.ingest.given_date import read_given_date

__all__ = ["find_times", "read_given_date", "time_of_clause"]
