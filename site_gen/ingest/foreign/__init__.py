"""Markdown files of another site, with front matter of its own, as items. Pure: `importing_site` reads and writes."""
