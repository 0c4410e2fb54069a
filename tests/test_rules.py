"""Every rule that this version promises is named by a test, and no test names an unknown one."""

import ast
from collections.abc import Iterator

from tests.source import dotted, name, python_files, tree

PROMISED = {
    *("A1", "A2", "A3", "A4", "A6", "A7", "A8"),
    *("B1", "B2"),
    *(f"S{number}" for number in range(1, 19)),
    *("K1", "K2", "K3", "K5", "K6"),
    *("N1", "N2", "N3", "N4", "N5", "N6", "N7"),
}
"""Rules of which this version keeps what its features touch; the others come with theirs."""

ALL = {
    "A": range(1, 14),
    "B": range(1, 7),
    "S": range(1, 19),
    "K": range(1, 10),
    "C": range(1, 7),
    "D": range(1, 6),
    "N": range(1, 9),
}


def named_rules() -> Iterator[tuple[str, str]]:
    """Each rule id given to `@rule(...)` or `rule(...)` in a test, with the file's name."""
    for path in python_files("tests"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and dotted(node.func) in ("rule", "rules.rule"):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, name(path)


def test_every_promised_rule_has_a_test() -> None:
    assert sorted(PROMISED - {rule for rule, _ in named_rules()}) == []


def test_every_named_rule_exists() -> None:
    known = {f"{area}{number}" for area, numbers in ALL.items() for number in numbers}
    assert [(rule, file) for rule, file in named_rules() if rule not in known] == []
