"""The house has floors: no module stands on one that stands on it."""

import ast
from collections.abc import Container, Iterator
from pathlib import Path

from tests.source import imports, name, python_files, tree


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Each can be read after those that it stands on; an import within a function counts too."""
    assert circles(import_graph("domain", "web", "workers")) == []


def test_circles_are_found() -> None:
    arrows = {"a": {"b"}, "b": {"c", "e"}, "c": {"d"}, "d": {"b"}, "e": set[str](), "f": {"f"}}
    assert circles(arrows) == [["b", "c", "d"], ["f"]]


def import_graph(*packages: str) -> dict[str, set[str]]:
    """Which of our modules each one imports, or names in a text (for importing it by that name).

    Shape: `from a import b` means the module a.b where there is one, else the package's own face;
    whoever imports from a package that it is not in runs that package's face as well.
    """
    paths = {module_of(path): path for path in python_files(*packages)}
    graph = {}
    for module, path in paths.items():
        ways = {nearest(way, paths) for way in imports(path)}
        ways |= {text for text in texts(path) if "." in text and text in paths}
        faces = {face for way in ways for face in faces_above(way) if face in paths}
        graph[module] = ways - {""} | {face for face in faces if not is_inside(module, face)}
    return graph


def texts(path: Path) -> Iterator[str]:
    """Every text that stands in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def faces_above(module: str) -> Iterator[str]:
    """The packages that a module lies in."""
    while module := module.rpartition(".")[0]:
        yield module


def module_of(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def nearest(way: str, modules: Container[str]) -> str:
    """The module that an imported name is or lies in; empty for what is not ours."""
    while way and way not in modules:
        way = way.rpartition(".")[0]
    return way


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """The modules that reach each other, all of a circle together."""
    reached = {module: reachable(module, arrows) for module in arrows}
    found = {
        frozenset(other for other in reached[module] if module in reached[other])
        for module in arrows
        if module in reached[module]
    }
    return sorted(sorted(circle) for circle in found)


def reachable(module: str, arrows: dict[str, set[str]]) -> set[str]:
    """Where the arrows lead from here; a module reaches itself in a circle only."""
    found, waiting = set[str](), list(arrows[module])
    while waiting:
        if (each := waiting.pop()) not in found:
            found.add(each)
            waiting += arrows[each]
    return found


def is_inside(module: str, package: str) -> bool:
    """Whether a module lies in this package or is its face."""
    return module == package or module.startswith(package + ".")
