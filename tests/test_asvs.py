"""SECURITY.md says of each requirement of OWASP ASVS 5.0.0, levels 1 and 2, how it is met."""

import ast
import re
from collections import Counter

from tests.source import ROOT, tree

TITLE = "## Against OWASP ASVS 5.0"
COUNTS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
"""How many requirements of these levels a section has; they are the first ones of it."""
HELD_BY_NOTHING = ("not applicable: ", "operator: ", "in writing: ", "**open**: ")


def test_every_requirement_stands_in_the_table_once() -> None:
    sections = (each.split(":") for each in COUNTS.split())
    asked = [f"{section}.{n + 1}" for section, count in sections for n in range(int(count))]
    assert Counter(id for ids, *_ in rows() for id in ids) == Counter(asked)


def test_the_tests_that_it_names_are_there() -> None:
    named = {test for *_, tests in rows() for test in tests}
    assert named
    assert [test for test in sorted(named) if not is_there(test)] == []


def test_whatever_is_met_says_which_test_holds_it() -> None:
    unheld = [ids for ids, here, tests in rows() if not tests]
    told = [ids for ids, here, _ in rows() if here.startswith(HELD_BY_NOTHING)]
    assert [ids for ids in unheld if ids not in told] == []


def rows() -> list[tuple[list[str], str, list[str]]]:
    """The ids of each row, what is said of them, and the tests that it names."""
    table = (ROOT / "SECURITY.md").read_text().split(TITLE)[1]
    cells = (re.split(r"\s*\|\s*", line)[1:-1] for line in table.splitlines() if line[:1] == "|")
    return [
        ([id for each in ids.split(", ") for id in spread(each)], here, re.findall(r"`(.+?)`", by))
        for ids, _, here, by in cells
        if ids[0].isdigit()
    ]


def spread(ids: str) -> list[str]:
    """One id, or all from the first to the last of a section's: `6.8.1–6.8.4`."""
    first, _, last = ids.partition("–")
    section, _, least = first.rpartition(".")
    most = (last or first).removeprefix(f"{section}.")
    return [f"{section}.{number}" for number in range(int(least), int(most) + 1)]


def is_there(test: str) -> bool:
    path, _, called = test.partition("::")
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return (ROOT / path).is_file() and any(
        isinstance(each, functions) and each.name == called for each in tree(ROOT / path).body
    )
