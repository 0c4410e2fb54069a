"""Evaluates calls that always give the same when a template is compiled, not when it is rendered.

Each environment has one language and one release, so `_("Absagen")` and `icon("bell")` are text.
A page has some twenty of them, each of which would cost six microseconds at every rendering:
without it a guardian's list of fifty takes an eighth longer, which is more than a bare answer.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from web.rendering.escaping import Generator, escaped


class FoldingEnvironment(Environment):
    """Shape: `pure` maps the names of such functions to them; `gettext` is the language's."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)
    pure: Mapping[str, Callable[..., Any]] = {}
    gettext: Callable[[str], str] = str

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's is a ChainMap, which each part of a page would go through in Python."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        is_escaped = self.autoescape(name) if callable(self.autoescape) else self.autoescape
        folded: nodes.Template = _Folding(self, is_escaped).visit(parsed)
        return folded


class _Folding(NodeTransformer):
    def __init__(self, environment: FoldingEnvironment, is_escaped: bool) -> None:
        self._environment = environment
        self._kind: type[str] = Markup if is_escaped else str

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.kwargs or node.dyn_args:
            return node
        if not all(isinstance(argument, nodes.Const) for argument in node.args):
            return node
        value = self._value(node.node.name, [argument.as_const() for argument in node.args])
        return node if value is None else nodes.Const(value, lineno=node.lineno)

    def _value(self, name: str, arguments: list[Any]) -> Any:
        if name in ("_", "gettext") and len(arguments) == 1:
            # As Jinja's newstyle does it: a text is a format string, and safe as its author is.
            return self._kind(self._environment.gettext(arguments[0])) % {}
        function = self._environment.pure.get(name)
        return function(*arguments) if function and arguments else None
