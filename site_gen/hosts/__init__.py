"""Hosts on which a site is put: each is what it needs to know, and the words for the user's own tools.

To add one: a function `(Asked) -> Plan` in `tools`, its row in `plan.HOSTS`, a recipe in docs/publishing.md.
"""
