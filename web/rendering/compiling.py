"""Makes the code of a template: what it prints is escaped, and what it calls is called, as it is.

Choice: at each call Jinja asks whether what is called wants to know the context, and at each import
whether the macros of a template may know more than before. Here that is known beforehand.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.utils import _PassArg


class Generator(CodeGenerator):
    """Shape: its code finds in the environment what escapes."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escaped")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or not self._is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")
        self.write(")")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super().visit_FromImport(node, frame)
            return
        self.writeline("macros = environment.get_template(", node)
        self.visit(node.template, frame)
        self.write(").module")
        for each in node.names:
            name, alias = each if isinstance(each, tuple) else (each, each)
            self._import(name, alias, frame)

    def _import(self, name: str, alias: str, frame: Frame) -> None:
        own = frame.symbols.ref(alias)
        self.writeline(f"{own} = macros.{name}")
        if frame.toplevel:
            self.writeline(f"context.vars[{alias!r}] = {own}")

    def _is_plain(self, node: nodes.Call) -> bool:
        """Whether nothing but its arguments is given to what is called."""
        called: Any = self.environment.globals.get(getattr(node.node, "name", ""))
        return not (node.dyn_args or node.dyn_kwargs or _PassArg.from_obj(called))
