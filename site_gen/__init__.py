"""site_gen: a folder of news articles becomes a sourced briefing site."""

__version__ = "0.1.0"
