"""People, organisations and places in an article, and which actor of the registry each mention means."""

from __future__ import annotations

from site_gen.ingest.names.bundled import bundled_actors
from site_gen.ingest.names.find import find_names
from site_gen.ingest.names.metonymy import is_metonymic
from site_gen.ingest.names.resolve import resolve
from site_gen.ingest.names.suggest import Suggestion, spacy_names, suggest_actors

__all__ = ["Suggestion", "bundled_actors", "find_names", "is_metonymic", "resolve", "spacy_names", "suggest_actors"]
