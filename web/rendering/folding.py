"""Does what always gives the same when a template is compiled, not when it is rendered.

Each environment has one language and one release, so `_("Absagen")` and `icon("bell")` are text.
A page has some twenty of them, each of which would cost six microseconds at every rendering:
without it a guardian's list of fifty takes an eighth longer, which is more than a bare answer.
What a template includes by its name stands in its own code, in a scope of its own, for Jinja
copies all that is known at each include; an error there names the line that includes.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from web.rendering.compiling import Generator
from web.rendering.escaping import escaped


class FoldingEnvironment(Environment):
    """Shape: `pure` maps the names of such functions to them; `gettext` is the language's."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)
    pure: Mapping[str, Callable[..., Any]] = {}
    gettext: Callable[[str], str] = str

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._made: dict[str, Template] = {}

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> Template:
        """Jinja's own copies everything global each time that it is asked for one."""
        if name not in self._made:
            self._made[name] = super().get_template(name, parent, globals)
        return self._made[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja's is a ChainMap, which each part of a page would go through in Python."""
        return {**self.globals, **(d or {})}

    def parsed(self, name: str) -> nodes.Template:
        """A template of this environment, as it is compiled."""
        assert self.loader is not None
        source, filename, _ = self.loader.get_source(self, name)
        return self._parse(source, name, filename)

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
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        if not all(isinstance(argument, nodes.Const) for argument in node.args):
            return node
        name, arguments = node.node.name, [argument.as_const() for argument in node.args]
        if name in ("_", "gettext") and len(arguments) == 1:
            return self._text(arguments[0], node)
        function = self._environment.pure.get(name)
        if function is None or node.kwargs or not arguments:
            return node
        return nodes.Const(function(*arguments), lineno=node.lineno)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        if not isinstance(node.template, nodes.Const):
            return node
        part = self._environment.parsed(node.template.value)
        for each in part.find_all(nodes.Node):
            each.set_lineno(node.lineno, override=True)
        return nodes.Scope(part.body, lineno=node.lineno)

    def _text(self, text: str, node: nodes.Call) -> nodes.Expr:
        """As Jinja's newstyle does it: a text is a format string, and safe as its author is."""
        said = nodes.Const(self._kind(self._environment.gettext(text)), lineno=node.lineno)
        values = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
        return nodes.Mod(said, nodes.Dict(values), lineno=node.lineno)
