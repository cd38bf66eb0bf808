"""Statements: who said what, to whom and when, in the words of the article.

The way: words and quotation marks (`reading`, `quotes`), clauses of saying with their speakers (`cues`, `phrases`),
what was said (`contents`, `drafts`), who the speakers are (`speakers`). The words live in `lang/*/cues.toml`.
"""

from __future__ import annotations

from site_gen.ingest.statements.find import find_statements

__all__ = ["find_statements"]
