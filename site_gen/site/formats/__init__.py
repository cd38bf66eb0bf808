"""Views to bytes without a template, one pure function a form: `(view) -> bytes`, the same bytes for the same view.

To add a form: a module with such a function, an entry in `writers.WRITERS`, and a page that names it as its template.
"""
