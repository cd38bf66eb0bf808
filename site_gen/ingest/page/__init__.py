"""A web page read: its main text and what it tells of itself. Pure; only `tree`, `text` and `pieces` know lxml."""
