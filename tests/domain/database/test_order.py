"""What stands in a tie has one order: the same rows come alike from both engines, each time."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.source import name, python_files, tree

END = re.compile(r"\s+(?:LIMIT|FOR|ROWS)\b")
IS_ID = re.compile(r"(?:\w+\.)?id(?: DESC| \{order\})?")
TOTAL = {
    "name": "a topic's key",
    "minutes_before DESC": "one of a profile",
    "event": "one of a reader and a subject",
    "session": "of a package, which they are grouped by",
    'each COLLATE "C"': "nothing else is taken of it",
    "e.nth DESC": "a number of the row",
    "d.newest DESC": "rows of one matter are to share a place",
    "d.newest": "rows of one matter are to share a balance",
    "due_at": "what is due at once may be done in any order",
    "key": "a table's primary key",
    "w.rowid DESC": "the key of an index",
    "m.number DESC": "places of one conversation",
    "1, 6, 3, 2": "the second is an id",
    "3, 4, 1": "the first is an id",
    "15, 13, 4, 2": "the second is an id",
    "3, 1": "the first is an id",
    "{IN_ORDER}": "its own last is the id",
    "{family.IN_ORDER}": "its own last is the id",
}
"""Last terms that decide without an id."""


def test_every_order_ends_in_something_that_no_two_rows_share() -> None:
    found = {(name(path), order) for path in python_files("domain") for order in orders(path)}
    assert len(found) > 50
    assert {one for one in found if not is_total(one[1])} == set()


def test_an_order_is_read_as_far_as_it_goes() -> None:
    text = "(SELECT 1 ORDER BY lower(a.name), a.id LIMIT 1) ORDER BY b.name FOR UPDATE"
    assert [*read(text)] == ["lower(a.name), a.id", "b.name"]
    assert [is_total(order) for order in read(text)] == [True, False]
    assert is_total("1, 3 DESC, 2")
    assert not is_total("1, 3")


def is_total(order: str) -> bool:
    """Whether nothing is left to decide: by an id, or by all columns up to the last by number."""
    last = re.split(r",\s*(?![^(]*\))", order)[-1]
    if re.fullmatch(r"[\d, DESC]+", order):
        numbers = [int(number) for number in re.findall(r"\d+", order)]
        return order in TOTAL or sorted(numbers) == [*range(1, len(numbers) + 1)]
    return last in TOTAL or IS_ID.fullmatch(last) is not None


def orders(path: Path) -> Iterator[str]:
    """Of a module's SQL as it is written, and of Piccolo's builder."""
    nodes = [*ast.walk(tree(path))]
    parts = {part for each in nodes if isinstance(each, ast.JoinedStr) for part in each.values}
    for each in nodes:
        if isinstance(each, ast.JoinedStr):
            yield from read("".join(map(written, each.values)))
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and each not in parts:
            yield from read(each.value)
    built = [each for each in nodes if isinstance(each, ast.Call) and is_builder(each)]
    before = {part for each in built for part in ast.walk(each.func)}
    yield from (ast.unparse(each.args[-1]) for each in built if each not in before)


def written(part: ast.expr) -> str:
    """A piece of an f-string."""
    if isinstance(part, ast.FormattedValue):
        return f"{{{ast.unparse(part.value)}}}"
    assert isinstance(part, ast.Constant)
    return str(part.value)


def is_builder(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "order_by"


def read(text: str) -> Iterator[str]:
    """The orders in SQL."""
    for after in text.split("ORDER BY ")[1:]:
        depth, at = 0, 0
        while at < len(after) and depth >= 0 and not END.match(after, at):
            depth += {"(": 1, ")": -1}.get(after[at], 0)
            at += 1
        yield " ".join(after[: at - (depth < 0)].split())
