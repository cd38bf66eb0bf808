"""The short cuts of compiled templates give what Jinja gives, or leave it to Jinja."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, nodes
from markupsafe import Markup

from site_gen.site.compiling import Compiled, QuickEnvironment

VIEW = SimpleNamespace(title="<b>&", html=Markup("<i>x</i>"), count=3, inner=SimpleNamespace(title="'"))


def _environments() -> tuple[Environment, Environment]:
    found = []
    for kind in (QuickEnvironment, Environment):
        env = kind(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
        env.install_gettext_callables(str, lambda one, more, n: one, newstyle=True)  # type: ignore[attr-defined]
        found.append(env)
    return found[0], found[1]


@pytest.mark.parametrize(
    "source",
    [
        "{{ view.title }} {{ view.html }} {{ view.count }} {{ view.inner.title }}",
        "{% autoescape false %}{{ view.title }}{% endautoescape %}{{ view.title }}",
        "{{ view.__class__.__name__ }} {{ view['title'] }} {{ ns.class }}",
        "{% set ns = namespace(x=1) %}{% set ns.x = 2 %}{{ ns.x }}",
        '{{ _("A <b> word") }} {{ _("Word %(a)s", a=view.title) }} {{ _(view.title) }} {{ _("One", **{}) }}',
        "{% for one in [1, 2] %}{{ loop.index }}{{ one }}{% else %}none{% endfor %}",
    ],
)
def test_a_template_gives_the_same_text_by_the_short_cuts(source: str) -> None:
    quick, plain = (env.from_string(source).render(view=VIEW, ns={"class": "c"}) for env in _environments_with(source))
    assert quick == plain


def _environments_with(source: str) -> tuple[Environment, Environment]:
    """Both, with what is read in another way noted: the short cut takes no field that is a word of Python."""
    quick, plain = _environments()
    assert ").class" not in str(quick.compile(source, raw=True))
    return quick, plain


@pytest.mark.parametrize(
    ("source", "error"), [('{{ _("5 % of all") }}', TypeError), ("{{ view.__gone__ }}", UndefinedError)]
)
def test_what_jinja_cannot_fill_in_fails_as_it_does_there(source: str, error: type[Exception]) -> None:
    for env in _environments():
        with pytest.raises(error):
            env.from_string(source).render(view=VIEW)


def test_what_became_of_a_template_is_kept_until_its_source_or_our_code_is_another() -> None:
    kept: dict[str, bytes] = {}
    for source, code, count in (("a", "1", 1), ("a", "1", 1), ("b", "1", 2), ("b", "2", 3)):
        compiled = Compiled(kept.get, kept.__setitem__, code)
        env = QuickEnvironment(loader=DictLoader({"x.html": source}), bytecode_cache=compiled)
        assert env.get_template("x.html").render() == source
        assert compiled.uses(source, lambda source=source: (source, None)) == (source, None)  # type: ignore[misc]
        assert len([key for key in kept if not key.startswith("uses ")]) == count
    assert compiled.uses("b", lambda: ("not asked",)) == ("b", None)


def test_a_template_that_was_foreseen_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = Environment._parse

    def counted(env: Environment, source: str, *rest: Any) -> nodes.Template:
        read.append(source)
        return parse(env, source, *rest)

    monkeypatch.setattr(Environment, "_parse", counted)
    env = QuickEnvironment()
    assert env.foresee("{{ a }}").find(nodes.Name)
    assert [env.from_string("{{ a }}").render(a=1) for _ in range(2)] == ["1", "1"]
    assert read == ["{{ a }}"] * 2, "the second is another template, and what is compiled is changed on the way"


def test_a_template_is_looked_up_once_unless_names_are_brought_along() -> None:
    env = QuickEnvironment(loader=DictLoader({"x.html": "{{ a }}"}), cache_size=0)
    assert env.get_template("x.html") is env.get_template("x.html")
    assert env.get_template("x.html", globals={"a": 1}).render() == "1"
    assert env.get_template("x.html").render() == ""
