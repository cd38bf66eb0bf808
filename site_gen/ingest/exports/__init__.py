"""Exports of monitoring desks (JSON, JSON Lines, CSV) and of crawlers (WARC, WACZ): many articles in one file.

Readers take an open file and yield its records in order, in flat memory, each with its place; `row` makes a row of a
record by a field map. To add a form: a reader here, and a row in `doors.bundles`.
"""
