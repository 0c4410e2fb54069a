"""The form that STYLE.md describes: which way imports run, how long things get, what is where."""

import ast
import re
from collections.abc import Container, Iterator
from pathlib import Path

import pytest

from tests.source import (
    calls,
    dotted,
    files,
    functions,
    imports,
    name,
    python_files,
    tracked,
)
from web.routes import HANDLERS

FORBIDDEN_IMPORTS = {
    # The domain knows nothing of how it is shown or run.
    "domain": ("web", "workers", "litestar", "jinja2", "uvicorn", "dramatiq"),
    # Rows come from the domain; SQL lives nowhere else.
    "web": ("piccolo", "asyncpg", "aiosqlite", "sqlite3", "workers"),
    "workers": ("piccolo", "asyncpg", "aiosqlite", "sqlite3", "web", "litestar"),
}
ALLOWED_IMPORTS = {
    # Commands start what they serve, so they alone may reach workers.
    "web/commands/": ("workers",),
    # Mails are templates like pages and bring appointments, and a push says what the list says.
    "workers/": (
        "web.rendering.calendars",
        "web.rendering.templates",
        "web.words.notification_texts",
    ),
}

ASK_WHO_REACHES = {
    *("domain/reach.py", "domain/concern.py"),
    *("domain/profiles/membership.py", "domain/profiles/permission.py"),
    *("domain/providers/staff.py", "domain/providers/connection.py", "domain/providers/room.py"),
    # Whoever belonged to it is forgotten with it, when that was does not matter.
    "domain/accounts/abandoned.py",
}

ROOMS = (
    ("web.words",),
    ("web.wire",),
    ("web.rendering",),
    (
        *(
            "web.access",
            "web.identity",
            "web.cookies",
            "web.wishes",
            "web.fields",
            "web.forms",
            "web.inputs",
            "web.places",
            "web.uploads",
            "web.pace",
        ),
        *("web.answer", "web.files", "web.respond", "web.freshness", "web.trail"),
        *("web.belated", "web.entrance", "web.refusal", "web.errors"),
    ),
    ("web.pages",),
    ("web.routes", "web.app"),
    ("web.commands",),
)
"""The rooms of web/ from the ground up: what stands in one imports nothing from above."""


def is_within(dotted_name: str, package: str) -> bool:
    """Whether a dotted name is this package or lies in it."""
    return dotted_name == package or dotted_name.startswith(package + ".")


def offending_imports(path: Path) -> Iterator[str]:
    """Imports of a file that run the wrong way."""
    file = name(path)
    allowed = [
        way for start, ways in ALLOWED_IMPORTS.items() if file.startswith(start) for way in ways
    ]
    for imported in imports(path):
        forbidden = any(is_within(imported, way) for way in FORBIDDEN_IMPORTS[file.split("/")[0]])
        if forbidden and not any(is_within(imported, way) for way in allowed):
            yield f"{file} imports {imported}"


@pytest.mark.parametrize("package", FORBIDDEN_IMPORTS)
def test_imports_run_from_web_and_workers_to_the_domain(package: str) -> None:
    assert [line for path in python_files(package) for line in offending_imports(path)] == []


def floor(dotted_name: str) -> int | None:
    """On which floor of web/ a module stands; None where it stands in no room."""
    for number, rooms in enumerate(ROOMS):
        if any(is_within(dotted_name, room) for room in rooms):
            return number
    return None


def test_every_module_of_the_web_stands_in_a_room_and_imports_nothing_from_above() -> None:
    found = []
    for path in python_files("web"):
        module = name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        here = floor(module)
        if here is None and module != "web":
            found.append(f"{module} stands in no room")
        for imported in imports(path):
            there = floor(imported)
            if here is not None and there is not None and there > here:
                found.append(f"{module} imports {imported}")
    assert found == []


def test_who_reaches_what_is_asked_in_one_place() -> None:
    """Its tables are read by reach.py and concern.py, and by what writes them."""
    of_reach = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:memberships|staff|assignments)\b")
    asking = {
        name(path)
        for path in python_files("domain", "web", "workers")
        if "/migrations/" not in name(path) and of_reach.search(path.read_text())
    }
    assert asking == ASK_WHO_REACHES


def test_nothing_is_imported_for_the_type_checker_only() -> None:
    """Litestar reads annotations when it starts; such a name is not there then."""
    found = [name(path) for path in python_files("web") if "typing.TYPE_CHECKING" in imports(path)]
    assert found == []


def test_only_get_and_post_are_answered() -> None:
    others = ("put", "patch", "delete", "route", "head", "websocket")
    found = [
        f"{name(path)} imports {imported}"
        for path in python_files("web")
        for imported in imports(path)
        if imported.startswith("litestar.") and imported.split(".")[-1] in others
    ]
    assert found == []


def test_every_handler_stands_in_the_routes() -> None:
    listed = {(handler.fn.__module__, handler.fn.__name__) for handler in HANDLERS}
    written = {
        (name(path).removesuffix(".py").replace("/", "."), function.name)
        for path in python_files("web")
        for function in functions(path)
        if any(is_handler(decorator) for decorator in function.decorator_list)
    }
    assert written - listed == set()


def is_handler(decorator: ast.expr) -> bool:
    """Whether a decorator makes a function answer requests."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return dotted(called).split(".")[-1] in ("get", "post")


def test_sql_and_the_clock_have_one_home() -> None:
    found = []
    for path in python_files("web", "workers", "domain"):
        file = name(path)
        for called, call in calls(path):
            asks_database = (
                called in ("database.rows", "database.row") and "domain" not in path.parts
            )
            tells_time = called in ("datetime.now", "datetime.utcnow", "date.today", "time.time")
            if asks_database or (tells_time and file != "domain/clock.py"):
                found.append(f"{file}:{call.lineno} {called}")
    assert found == []


def test_no_row_is_saved_whole() -> None:
    """Saving a loaded row silently undoes what somebody else changed meanwhile; a row made in
    the same function, or in one of the same file, is new, and saving inserts it."""
    found = []
    for path in python_files("domain"):
        makers = {function.name for function in functions(path) if is_maker(function)}
        for function in functions(path):
            made = {target for target, value in assigned(function) if is_making(value, makers)}
            for call in saves(function):
                row = call.func.value if isinstance(call.func, ast.Attribute) else call
                if not (call.args or call.keywords or is_making(row) or dotted(row) in made):
                    found.append(f"{name(path)}:{call.lineno}")
    assert found == []


def assigned(function: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names that a function gives to values, with the values."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            yield from ((dotted(target), node.value) for target in node.targets)


def is_making(value: ast.AST | None, makers: Container[str] = ()) -> bool:
    """Whether an expression is `Table(...)`, or a call of a function that makes one."""
    if isinstance(value, ast.Await):
        value = value.value
    called = dotted(value.func).split(".")[-1] if isinstance(value, ast.Call) else ""
    return called[:1].isupper() or called in makers


def is_maker(function: ast.AST) -> bool:
    """Whether a function returns a row that it made itself."""
    return any(isinstance(n, ast.Return) and is_making(n.value) for n in ast.walk(function))


def saves(function: ast.AST) -> Iterator[ast.Call]:
    """Calls of a method `save` in a function."""
    called = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return (c for c in called if isinstance(c.func, ast.Attribute) and c.func.attr == "save")


def test_every_foreign_key_says_what_becomes_of_its_row() -> None:
    """Piccolo's default is CASCADE on both databases."""
    found = [
        f"{name(path)}:{call.lineno}"
        for path in python_files("domain")
        for called, call in calls(path)
        if called.split(".")[-1] == "ForeignKey"
        if not any(keyword.arg == "on_delete" for keyword in call.keywords)
    ]
    assert found == []


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    machine = re.compile(
        r"(?<![\w.:/$}-])/(home|root|work|Users)/\w"
        r"|\bpypi\.(org|io)|pythonhosted\.|registry\.npmjs|deb\.debian\.|debian\.org/debian"
    )
    found = []
    for path in tracked():
        if path.suffix in (".woff2", ".png", ".ico", ".webp") or "vendor" in path.parts:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if machine.search(line) and path.name != Path(__file__).name:
                found.append(f"{name(path)}:{number}")
    assert found == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(
        r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|NotImplemented" r"Error|mark\.(sk" r"ip|xf" r"ail)"
    )
    found = [
        f"{name(path)}:{number}"
        for path in files(ends=(".py", ".js", ".css", ".html", ".sh", ".md"))
        if "vendor" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if later.search(line)
    ]
    assert found == []
