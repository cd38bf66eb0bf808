"""Which forms there are besides templates: a name, without a dot, to the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from site_gen.site.formats.annotations import annotation_bytes
from site_gen.site.formats.bibtex import bibtex_bytes
from site_gen.site.formats.csv import csv_bytes
from site_gen.site.formats.gexf import gexf_bytes
from site_gen.site.formats.icalendar import icalendar_bytes
from site_gen.site.formats.json import json_bytes, json_feed_bytes, schema_bytes, timelinejs_bytes
from site_gen.site.formats.search import search_part_bytes
from site_gen.site.formats.sqlite import sqlite_bytes

WRITERS: Final[Mapping[str, Callable[[Any], bytes]]] = MappingProxyType(
    {
        "json": json_bytes,
        "annotations": annotation_bytes,
        "schema": schema_bytes,
        "json-feed": json_feed_bytes,
        "csv": csv_bytes,
        "sqlite": sqlite_bytes,
        "timelinejs": timelinejs_bytes,
        "icalendar": icalendar_bytes,
        "gexf": gexf_bytes,
        "bibtex": bibtex_bytes,
        "search-part": search_part_bytes,
    }
)
