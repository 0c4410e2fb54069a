"""The repository's own files, as the tests about its form read them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("domain", "web", "workers", "tests")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, without what a tool or a run of Lernfaden left there."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not is_left_behind(name)]
        # In a second work tree of git `.git` is a file.
        found += [Path(folder, name) for name in names if not name.endswith((".pyc", ".git"))]
    return tuple(sorted(found))


def is_left_behind(folder: str) -> bool:
    """Whether a folder is made by a tool: hidden (but for `.ci`), caches, data of a run."""
    hidden = folder.startswith(".") and folder != ".ci"
    return (
        hidden or folder in ("var", "__pycache__", "node_modules") or folder.endswith(".egg-info")
    )


def files(*folders: str, ends: tuple[str, ...]) -> Iterator[Path]:
    """Files under these folders (all, when none is named) whose names end like this."""
    for path in tracked():
        inside = path.relative_to(ROOT).parts
        if path.name.endswith(ends) and (not folders or inside[0] in folders):
            yield path


def python_files(*folders: str) -> Iterator[Path]:
    """Python of these packages."""
    yield from files(*(folders or PACKAGES), ends=(".py",))


@cache
def tree(path: Path) -> ast.Module:
    """A Python file as its syntax tree.

    Choice: once more where the first try failed, for Python 3.11 counts the depth of all trees
    together that are parsed at once, also by other threads and in between.
    """
    text = path.read_text()
    try:
        return ast.parse(text, filename=str(path))
    except SystemError:
        return ast.parse(text, filename=str(path))


def name(path: Path) -> str:
    """How a file is called in a message: its path from the root."""
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    """Dotted names that a file imports, anywhere in it; `from a import b` gives `a.b`.

    Shape: relative ones are given in full.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join((*package, *filter(None, [node.module])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the dotted name of what is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions and methods of a file, nested ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
