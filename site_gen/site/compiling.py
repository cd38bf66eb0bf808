"""How templates become Python: as Jinja does it, with three short cuts that give the same text.

The interface's words are put in when a template is compiled, a view's field is read as Python reads it, and a text
without markup is not wrapped to be joined. A page is some hundreds of each. Where any of it fails the page is made
again by Jinja alone (`render`), so that what is undefined, and how that is told, is Jinja's affair.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from keyword import iskeyword
from typing import Any, Final

import msgspec
from jinja2 import BytecodeCache, Environment, TemplateRuntimeError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner  # what `escape` puts into a Markup
except ImportError:  # another version of markupsafe: the same text, somewhat later

    def _escape_inner(text: str, /) -> str:
        return str(escape(text))


MOST_TURNS: Final = 2_000_000
"""Of all loops and macros of one page together: ten times what the longest page of 100,000 articles needs."""
_GETTEXT: Final = frozenset(["_", "gettext"])


class Compiled(BytecodeCache):
    """What becomes of templates by the hash of their name and source, kept where `get` and `put` say under `key`."""

    def __init__(self, get: Callable[[str], bytes | None], put: Callable[[str, bytes], None], key: str) -> None:
        """`key` is that of our own code and of the interface's words, which are compiled in."""
        self.get, self.put, self.key = get, put, key

    def load_bytecode(self, bucket: Bucket) -> None:
        """From where it is kept; Jinja looks whether it is of this source and Python."""
        kept = self.get(f"{bucket.key} {bucket.checksum} {self.key}")
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def uses(self, source: str, find: Callable[[], tuple[str | None, ...]]) -> tuple[str | None, ...]:
        """The templates that a source names, None for a name that is not written out; `find` reads it for them."""
        key = f"uses {blake2b(source.encode(), digest_size=16).hexdigest()} {self.key}"
        kept = self.get(key)
        if kept is not None:
            return msgspec.json.decode(kept, type=tuple[str | None, ...])
        found = find()
        self.put(key, msgspec.json.encode(found))
        return found

    def dump_bytecode(self, bucket: Bucket) -> None:
        """To where it is kept."""
        self.put(f"{bucket.key} {bucket.checksum} {self.key}", bucket.bytecode_to_string())


class _Generator(CodeGenerator):
    """Jinja's, but for fields and printed values."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """A field of a value: what fails here fails into `render`, which asks Jinja."""
        if node.ctx != "load" or not node.attr.isidentifier() or node.attr.startswith("__") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Wording(NodeTransformer):
    """Puts a text of the interface where it is asked for without values."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self.say = say

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_("text")`."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in _GETTEXT or len(node.args) != 1:
            return node
        text = node.args[0]
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not isinstance(text, nodes.Const):
            return node
        try:
            return nodes.TemplateData(self.say(str(text.value)) % {}, lineno=node.lineno)
        except (ValueError, TypeError, KeyError):
            return node


class _Counting(NodeTransformer):
    """Puts a count at the start of whatever may come again: the body of a loop, a macro, a call's block."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """What is read of the environment there counts; that is a tenth of a microsecond a turn."""
        self.generic_visit(node)
        line = node.body[0].lineno if node.body else node.lineno
        turn = nodes.ExprStmt(nodes.EnvironmentAttribute("turn", lineno=line), lineno=line)
        node.body.insert(0, turn)
        return node

    visit_Macro = visit_CallBlock = visit_For  # all of them have a body


class Endless(TemplateRuntimeError):
    """A template turns more often than any page needs."""


class CountedEnvironment(Environment):
    """Jinja as it comes, but that a page's loops and macros end: a template that did not would never be told."""

    turns = MOST_TURNS
    """Left of this page's."""

    @property
    def turn(self) -> None:
        """One of a loop or macro. Raises Endless where a page has had all of its own."""
        self.turns -= 1
        if self.turns < 0:
            told = f"loops and macros turn more than {MOST_TURNS:,} times for one page"
            raise Endless(told)

    def _generate(self, source: nodes.Template, *rest: Any, **named: Any) -> str:
        _Counting().visit(source)
        return super()._generate(source, *rest, **named)


class QuickEnvironment(CountedEnvironment):
    """An environment for trusted templates whose words are `say`'s."""

    code_generator_class = _Generator
    say: Callable[[str], str] = staticmethod(str)

    @staticmethod
    def shown(value: object) -> str:
        """A value as HTML: `escape` without its wrapping, since what is printed is only joined."""
        kind = type(value)
        if kind is str:
            return _escape_inner(value)  # type: ignore[arg-type]
        return value if kind is Markup else escape(value)  # type: ignore[return-value]

    def _generate(self, source: nodes.Template, *rest: Any, **named: Any) -> str:
        _Wording(self.say).visit(source)
        return super()._generate(source, *rest, **named)
