"""Whatever a template may hold gives the text that Jinja gives; what fails there fails here."""

from __future__ import annotations

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, pass_context, pass_eval_context
from markupsafe import Markup

from site_gen.site.compiling import CountedEnvironment, QuickEnvironment

FOLDER: Final = {
    "macros": "{% macro chip(a, narrow=false, kind='x') %}<a {{ kind }}>{{ narrow and a or a.title }}</a>{% endmacro %}"
    "{% macro twice(a) %}{{ chip(a) }}{{ chip(a, kind=a.title) }}{% endmacro %}"
    "{% macro bare(a) %}{{ a }}{% endmacro %}{% set word = '<w>' %}"
    "{% macro rest(a) %}{{ a }}{{ varargs|join(',') }}{{ kwargs|length }}{% endmacro %}"
    "{% macro around(a) %}[{{ caller(a) }}]{% endmacro %}"
    "{% macro deep() %}{% macro inner(a) %}{{ a }}{% endmacro %}{{ inner('<') }}{{ inner(a='>') }}{% endmacro %}",
    "base": "<{% block head %}head {{ view.title }}{% endblock %}|{% for x in [1, 2] %}{% block each scoped %}{{ x }}"
    "{{ loop.index }}{% endblock %}{% endfor %}|{% block main %}{% block inner %}in{% endblock %}{% endblock %}>",
    "middle": "{% extends 'base' %}{% set own = 'own' %}{% block head %}{{ super() }} {{ own }}{% endblock %}",
    "needy": "{% block must required %}{% endblock %}{% block other %}{% endblock %}",
    "part": "part {{ view.title }}{{ x is defined }}",
    "alone": "alone {{ view is defined }}",
}


@pass_context
def _seen(context: Any, name: str) -> str:
    return str(context.get(name))


@pass_eval_context
def _escapes(found: Any) -> bool:
    return bool(found.autoescape)


def _context() -> dict[str, Any]:
    inner = SimpleNamespace(title="'")
    view = SimpleNamespace(title="<b>&", html=Markup("<i>x</i>"), count=3, inner=inner, none=None, rows=("a", "<b>"))
    return {
        "view": view, "names": {"class": "c"}, "seen": _seen, "escapes": _escapes, "one": iter("ab"), "yes": True,
        "tree": [SimpleNamespace(n=1, of=[SimpleNamespace(n=2, of=[])])],
        "shout": lambda text, mark="!": text.upper() + mark,
    }  # fmt: skip


def _made(kind: type[Environment], source: str) -> str:
    env = kind(
        loader=DictLoader({**FOLDER, "x": source}),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(str, lambda one, more, n: one if n == 1 else more, newstyle=True)  # type: ignore[attr-defined]
    if isinstance(env, QuickEnvironment):
        return env.text("x", _context())
    return env.get_template("x").render(_context())


SOURCES: Final = tomllib.loads((Path(__file__).parents[1] / "data" / "templates.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", SOURCES["same"])
def test_a_template_gives_the_same_text_by_the_short_cuts(source: str) -> None:
    assert _made(QuickEnvironment, source) == _made(Environment, source) == _made(CountedEnvironment, source)


@pytest.mark.parametrize("source", SOURCES["fail"])
def test_what_fails_by_jinja_fails_by_the_short_cuts(source: str) -> None:
    for kind in (Environment, CountedEnvironment, QuickEnvironment):
        with pytest.raises(Exception):  # noqa: B017  (whichever it is, Jinja's is told)
            _made(kind, source)
