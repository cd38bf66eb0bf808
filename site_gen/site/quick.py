"""What compiled templates call while a page is made (`generating` writes the calls): printing, joining, macros.

All of it gives what Jinja's own gives; what is no plain case goes to Jinja, or fails into `render`, which asks Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, Final

from jinja2 import Environment
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped  # what `escape` puts into a Markup
except ImportError:  # another version of markupsafe: the same text, somewhat later

    def escaped(text: str, /) -> str:
        return str(escape(text))


PARAMETER: Final = "l_1_"
"""Before a macro's parameter in what Jinja makes of one that stands by itself."""
_JOINED: Final = frozenset([str, Markup, int])
_TEXT: Final = frozenset([str])


def shown(value: object) -> str:
    """A value as HTML: `escape` without its wrapping, since what is printed is only joined."""
    kind = type(value)
    if kind is str:
        return escaped(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


def joined(*parts: object) -> str:
    """What `~` makes of its sides: HTML where one of them is."""
    kinds = set(map(type, parts))
    if kinds == _TEXT:
        return "".join(parts)  # type: ignore[arg-type]
    if not kinds <= _JOINED:
        return markup_join(parts)
    return Markup("".join(map(shown, parts))) if Markup in kinds else "".join(map(str, parts))


class QuickContext(Context):
    """The names that a template sees; those of a block in a loop lie over the page's own."""

    def derived(self, locals: dict[str, Any] | None = None) -> QuickContext:
        """The same with further names. The blocks are shared: only what a template extends adds to them, before."""
        found = object.__new__(type(self))
        found.__dict__.update(self.__dict__)
        found.vars = {**self.vars, **{name: value for name, value in (locals or {}).items() if value is not missing}}
        found.exported_vars, found.globals_keys = set(), set()
        return found


class QuickMacro(Macro):
    """A macro that is called as the function which it is."""

    quick: Callable[..., str]
    """Gives text that is HTML, without saying so by its type."""

    def marked(self, *values: object, **named: object) -> Markup:
        """What the macro gives, as HTML."""
        return Markup(self.quick(*values, **named))


def macro(env: Environment, function: FunctionType, name: str, arguments: tuple[str, ...], *rest: bool) -> Macro:
    """A macro; a quick one where it takes what it names and nothing else, and prints HTML.

    `rest` is as in Jinja: whether it takes further names, further values, a caller, and whether it escapes.
    """
    own = function.__code__.co_varnames[: function.__code__.co_argcount]
    if rest != (False, False, False, True) or own != tuple(PARAMETER + one for one in arguments):
        return Macro(env, function, name, arguments, *rest)  # type: ignore[arg-type]
    function.__defaults__ = (missing,) * len(own)
    found = QuickMacro(env, function, name, arguments, *rest)  # type: ignore[arg-type]
    found.quick = function
    return found


def slowly(context: Context, called: Any, around: Mapping[str, Any]) -> Callable[..., Any]:
    """What is no quick macro, to be called with a macro's parameters. `around` holds what loops and blocks have set."""

    def call(*values: object, **named: object) -> Any:
        own = {name.removeprefix(PARAMETER): value for name, value in named.items()}
        return context.call(called, *values, **own, **around)

    return call


def slowly_shown(context: Context, called: Any, around: Mapping[str, Any]) -> Callable[..., str]:
    """The same, printed."""
    call = slowly(context, called, around)
    return lambda *values, **named: shown(call(*values, **named))
