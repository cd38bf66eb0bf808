"""How a template becomes Python: as Jinja writes it, in fewer and quicker steps that give the same text.

A block gathers its text and hands it over at once, where Jinja passes every piece through all that is extended; macros
are called as functions; a view's field is read as Python reads it. Where any of it fails the page is made again by
Jinja alone (`render`), so that what is undefined, and how that is told, is Jinja's affair.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.idtracking import VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE

from site_gen.site.quick import PARAMETER

PREAMBLE: Final = (
    "from types import BuiltinMethodType; from site_gen.site.quick import QuickMacro, escaped, joined, "
    "macro as made_macro, shown, slowly, slowly_shown; "
    "from jinja2.runtime import Undefined as cond_expr_undefined; "
    "undefined = environment.undefined; concat = environment.concat; "
    "counted = environment.counted; form = environment.form; "
)
"""Before a template's code, on its first line, so that its lines are where Jinja noted them."""
_JINJAS_OWN: Final = frozenset(["_", "gettext", "ngettext", "caller", "loop", "self", "super", "range", "namespace"])
"""Names that hardly ever are a macro's."""
_ESCAPING: Final = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)


def prints_html(environment: Environment, template: nodes.Template) -> bool:
    """Whether all that a template prints is escaped."""
    return bool(environment.autoescape) and next(template.find_all(_ESCAPING), None) is None


class Generator(CodeGenerator):
    """Jinja's, with short cuts."""

    _gathers = False
    """Whether this template's blocks gather their text."""
    _direct = False
    """Whether what it prints is escaped throughout, so that a macro's result is HTML."""
    _gathering: Frame | None = None
    """The frame of the block, or of the whole template, that is being written."""
    _printing: nodes.Expr | None = None
    """A call whose result is printed as it is."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The whole of it."""
        passing = node.find_all((nodes.Include, nodes.OverlayScope))  # without context Jinja passes their pieces on
        self._gathers = all(isinstance(one, nodes.Include) and one.with_context for one in passing)
        self._direct = prints_html(self.environment, node)
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """What each function begins with; the rest is in PREAMBLE."""
        if self._gathers:
            self.writeline("over, under = context.vars, context.parent")
        else:
            super().write_commons()

    def enter_frame(self, frame: Frame) -> None:
        """Begin to gather where a block or the template begins."""
        if self._gathers and frame.buffer is None and (frame.toplevel or frame.block_frame):
            self.buffer(frame)
            self._gathering = frame
        loads = frame.symbols.loads
        looked_up = {ref: load for ref, load in loads.items() if load[0] == VAR_LOAD_RESOLVE and self._gathers}
        for ref, (_, name) in looked_up.items():
            self.writeline(f"{ref} = over[{name!r}] if {name!r} in over else under.get({name!r}, missing)")
            loads[ref] = (VAR_LOAD_PARAMETER, None)  # it is there: nothing to write for it
        super().enter_frame(frame)
        loads.update(looked_up)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Hand over: a block its list, the template its pieces, as what it extends will."""
        super().leave_frame(frame, with_python_scope)
        if frame is self._gathering:
            self.writeline(f"yield concat({frame.buffer})" if frame.toplevel else f"return {frame.buffer}")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:
        """Take what a block gives, be it gathered or not."""
        if frame.toplevel and self.has_known_extends:
            return
        child = frame.toplevel and self.extends_so_far > 0
        if child:
            self.writeline("if parent_template is None:")
            self.indent()
        if node.required:
            self.writeline(f"if len(context.blocks[{node.name!r}]) <= 1:", node)
            told = f"Required block {node.name!r} not found"
            self.write(f" raise TemplateRuntimeError({told!r})")
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        found = f"context.blocks[{node.name!r}][0]({context})"
        self.writeline(f"yield from {found}" if frame.buffer is None else f"{frame.buffer}.extend({found})", node)
        self.outdent(int(child))

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """A field of a value."""
        if node.ctx != "load" or not node.attr.isidentifier() or node.attr.startswith("__") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        elif isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)  # its blocks are no fields
        elif isinstance(node.node, nodes.Name):
            self.write(f"{frame.symbols.ref(node.node.name)}.{node.attr}")  # what is missing has no field either
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """One by its number."""
        numbered = isinstance(node.arg, nodes.Const) and type(node.arg.value) is int
        if numbered and not isinstance(node.node, nodes.Literal):
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")
        else:
            super().visit_Getitem(node, frame)

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """`~`."""
        if not self._direct:
            super().visit_Concat(node, frame)
            return
        self.write("joined(")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro, and perhaps a quick one."""
        name = getattr(macro_ref.node, "name", None)
        arguments = tuple(one.name for one in macro_ref.node.args)
        taken = macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller
        rest = ", ".join(map(repr, taken))
        self.write(f"made_macro(environment, macro, {name!r}, {arguments!r}, {rest}, context.eval_ctx.autoescape)")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A macro as the function that it is, and what Python brings likewise."""
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self._call_own(node, frame)
        elif forward_caller or not self._is_direct(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
        elif node is self._printing:
            self._call(node, frame, "quick", "slowly_shown")
        else:
            self._call(node, frame, "marked", "slowly")

    def _call_own(self, node: nodes.Call, frame: Frame) -> None:
        self.write(f"{node.node.name}(")  # type: ignore[attr-defined]
        for one in node.args:
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def _is_direct(self, node: nodes.Expr) -> bool:
        """Whether a value is a call that may be of a quick macro."""
        if not self._direct or not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
            return False
        return getattr(node.node, "name", "") not in _JINJAS_OWN and isinstance(node.node, nodes.Name | nodes.Getattr)

    def _call(self, node: nodes.Call, frame: Frame, how: str, otherwise: str) -> None:
        self.write(f"(called.{how} if (called := ")
        self.visit(node.node, frame)
        self.write(").__class__ is QuickMacro else ")
        if not node.kwargs and how != "quick":
            self.write("called if called.__class__ is BuiltinMethodType else ")
        around = ["_loop_vars"] * frame.loop_frame + ["_block_vars"] * frame.block_frame
        self.write(f"{otherwise}(context, called, {{{', '.join(f'{name!r}: {name}' for name in around)}}}))(")
        for value in node.args:
            self.visit(value, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{PARAMETER}{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """`a if b else c`; where it is printed, its branches are."""
        if node is not self._printing:
            super().visit_CondExpr(node, frame)
            return
        inner = frame.soft()
        self.write("(")
        self._print(node.expr1, inner)
        self.write(" if ")
        self.visit(node.test, inner)
        self.write(" else ")
        self._print(node.expr2 or nodes.Const(""), inner)
        self.write(")")

    def _print(self, node: nodes.Expr, frame: Frame) -> None:
        finalize = self._make_finalize()
        try:
            self.write(repr(self._output_child_to_const(node, frame, finalize)))
        except Exception:  # as Jinja does it: what is no constant, or fails as one, is left to the page
            self._output_child_pre(node, frame, finalize)
            self.visit(node, frame)
            self._output_child_post(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not self._direct or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif self._prints_itself(node):
            self._printing = node
            self.write("(")
        else:
            self.write("(escaped(value) if (value := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if self._direct and finalize.src is None and not self._prints_itself(node):
            self.write(").__class__ is str else shown(value)")
        super()._output_child_post(node, frame, finalize)

    def _prints_itself(self, node: nodes.Expr) -> bool:
        """Whether what is written for a value gives HTML."""
        named = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
        return isinstance(node, nodes.CondExpr) or (named and self._is_direct(node))
