"""How templates are compiled and kept: Jinja's environment, with the interface's words put in and every turn counted.

`generating` writes their Python, `quick` has what that calls. Where any of it fails the page is made again by Jinja
alone (`render`), so that what is undefined, and how that is told, is Jinja's affair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

import msgspec
from jinja2 import BytecodeCache, Environment, Template, TemplateRuntimeError, nodes
from jinja2.bccache import Bucket
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from site_gen.site.generating import PREAMBLE, Generator, prints_html
from site_gen.site.quick import QuickContext

MOST_TURNS: Final = 2_000_000
"""Of all loops and macros of one page together: ten times what the longest page of 100,000 articles needs."""
_FORMS: Final = 1000
"""Plural forms that are remembered."""
_GETTEXT: Final = frozenset(["_", "gettext"])
_PLACE: Final = re.compile(r"%\((\w+)\)s")
"""A place for a value: "%(count)s"; not "%d", "%%"."""
_CALLING: Final = (nodes.Call, nodes.CallBlock, nodes.Include, nodes.Import, nodes.FromImport)
"""What may lead to other macros."""


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


class _Wording(NodeTransformer):
    """Puts a text of the interface where it is asked for, with the places for its values."""

    def __init__(self, say: Callable[[str], str], html: bool) -> None:
        """`html`: all that the template prints is escaped, so that values may be put in."""
        self.say, self.html = say, html

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """What is printed one by one need not be joined before."""
        told = [(one, self.visit(one)) for one in node.nodes]
        node.nodes = [part for one, new in told for part in (new.nodes if _is_filled(one, new) else [new])]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """`_("text")`, `_("text with %(name)s", name=value)`, `ngettext("one", "more", count)`."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        texts = [one.value for one in node.args if isinstance(one, nodes.Const) and isinstance(one.value, str)]
        if node.node.name in _GETTEXT and len(texts) == len(node.args) == 1:
            return self._told(node, texts[0])
        if node.node.name == "ngettext" and len(texts) == 2 and len(node.args) == 3 and self.html and not node.kwargs:
            node.node = nodes.EnvironmentAttribute("form", lineno=node.lineno)
        return node

    def _told(self, node: nodes.Call, text: str) -> nodes.Node:
        said = self.say(text)
        if node.kwargs:
            return _filled(node, said) if self.html else node
        try:
            return nodes.TemplateData(said % {}, lineno=node.lineno)
        except (ValueError, TypeError, KeyError):
            return node


def _filled(node: nodes.Call, said: str) -> nodes.Node:
    """A text with its values between its parts, where each stands once and none is known yet."""
    values = {one.key: one.value for one in node.kwargs}
    parts = _PLACE.split(said)
    if sorted(parts[1::2]) != sorted(values) or any("%" in text for text in parts[::2]):
        return node
    if not all(isinstance(one, nodes.Name) or one.find(nodes.Name) for one in values.values()):
        return node
    told: list[nodes.Expr] = [nodes.TemplateData(part, lineno=node.lineno) for part in parts]
    told[1::2] = [values[name] for name in parts[1::2]]
    return nodes.Concat(told, lineno=node.lineno)


def _is_filled(before: nodes.Node, after: nodes.Node) -> bool:
    return isinstance(before, nodes.Call) and isinstance(after, nodes.Concat)


def _count(node: Any) -> nodes.Node:
    """Put a count at the start of what has a body, once what is in it is done."""
    line = node.body[0].lineno if node.body else node.lineno
    turn = nodes.ExprStmt(nodes.EnvironmentAttribute("turn", lineno=line), lineno=line)
    node.body.insert(0, turn)
    return node  # type: ignore[no-any-return]


class _Counting(NodeTransformer):
    """Counts whatever may come again: the body of a loop, a macro, a call's block."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """What is read of the environment there counts; that is a tenth of a microsecond a turn."""
        return _count(self.generic_visit(node))

    visit_Macro = visit_CallBlock = visit_For  # all of them have a body


class _QuickCounting(NodeTransformer):
    """Counts a loop's turns at once before it begins, and no macro that calls nothing: its caller counts."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """A recursive loop gets what it goes over elsewhere."""
        self.generic_visit(node)
        if node.recursive:
            return _count(node)
        counted = nodes.EnvironmentAttribute("counted", lineno=node.lineno)
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.iter.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """Of one that calls nothing there are as many turns as its caller has, times the calls that stand there."""
        calls = next(node.find_all(_CALLING), None) is not None
        self.generic_visit(node)
        return _count(node) if calls else node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """Its body is a macro."""
        return _count(self.generic_visit(node))


class Endless(TemplateRuntimeError):
    """A template turns more often than any page needs."""


class CountedEnvironment(Environment):
    """Jinja as it comes, but that a page's loops and macros end: a template that did not would never be told."""

    turns = MOST_TURNS
    """Left of this page's."""
    counting: type[NodeTransformer] = _Counting

    @property
    def turn(self) -> None:
        """One of a loop or macro. Raises Endless where a page has had all of its own."""
        self.turns -= 1
        if self.turns < 0:
            told = f"loops and macros turn more than {MOST_TURNS:,} times for one page"
            raise Endless(told)

    def _generate(self, source: nodes.Template, *rest: Any, **named: Any) -> str:
        self.counting().visit(source)
        return super()._generate(source, *rest, **named)


class _QuickTemplate(Template):
    def _get_default_module(self, ctx: Any = None) -> Any:
        """Its macros: the same for all who import them, since all have the environment's globals."""
        return super()._get_default_module()


class QuickEnvironment(CountedEnvironment):
    """An environment for trusted templates whose words are `say`'s."""

    code_generator_class = Generator
    context_class = QuickContext
    counting = _QuickCounting
    template_class = _QuickTemplate
    say: Callable[[str], str] = staticmethod(str)
    plural: Callable[[str, str, int], str] = staticmethod(lambda one, more, count: one if count == 1 else more)

    def __init__(self, *rest: Any, **named: Any) -> None:
        super().__init__(*rest, **named)
        self._known: dict[str, Template] = {}
        self._foreseen: dict[str, nodes.Template] = {}
        self.form = lru_cache(maxsize=_FORMS, typed=True)(self._form)

    def foresee(self, source: str) -> nodes.Template:
        """`parse`, for one who will have the same compiled."""
        self._foreseen[source] = self.parse(source)
        return self._foreseen[source]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self._foreseen.pop(source, None) or super()._parse(source, name, filename)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """As Jinja has it, for one who does not expect a template to change."""
        if globals:
            return super().get_template(name, parent, globals)
        if name not in self._known:
            self._known[name] = super().get_template(name, parent)
        return self._known[name]

    def _form(self, one: str, more: str, count: int) -> Markup:
        """What `ngettext` gives, remembered."""
        return Markup(self.plural(one, more, count)) % {"num": count}

    def text(self, name: str, context: Mapping[str, Any]) -> str:
        """What a template makes of a context: `Template.render` without what it does to be called in other ways."""
        template = self.get_template(name)
        known = {**self.globals, **context}
        try:
            return "".join(template.root_render_func(self.context_class(self, known, name, template.blocks)))
        except Exception:
            self.handle_exception()

    def counted(self, values: Any) -> Any:
        """The values that a loop goes over, its turns counted. Raises Endless as `turn` does."""
        try:
            self.turns -= len(values)
        except TypeError:
            return self._each(values)
        if self.turns < 0:
            self.turn  # noqa: B018  (it raises)
        return values

    def _each(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.turn  # noqa: B018  (it counts)
            yield value

    def _generate(self, source: nodes.Template, *rest: Any, **named: Any) -> str:
        _Wording(self.say, prints_html(self, source)).visit(source)
        return PREAMBLE + super()._generate(source, *rest, **named)
