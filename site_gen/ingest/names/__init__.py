"""People, organisations and places in an article, and which actor of the registry each mention means."""

from __future__ import annotations

from site_gen.ingest.article import Article
from site_gen.ingest.names.find import find_names
from site_gen.ingest.names.metonymy import is_metonymic
from site_gen.ingest.names.resolve import resolve
from site_gen.ingest.names.suggest import Suggestion, suggest_actors

__all__ = ["Article", "Suggestion", "find_names", "is_metonymic", "resolve", "suggest_actors"]
