"""Which kind of database a test takes where one is enough; each takes half of these tests.

Choice: SQL stands in the domain, whose tests run on both, and tests/web/test_engines.py tells both
a story of every route and compares every answer and every row. So a test of a page takes one, by
its name, the same in every run; `bin/test --both` takes both. Of 1,262 statements that tests of
pages sent to the two, 79 were left out by that, all such as the domain's own tests send.
"""

from zlib import crc32

import pytest

OF_PAGES = "tests/web/"
MARK, BUT = "one_database", "both_databases"


def is_enough(test: pytest.Function, fixtures: list[str]) -> bool:
    """Whether it asks for a database, does not say which, and one is enough for it."""
    if "migrated" not in fixtures or _says_which(test) or test.get_closest_marker(BUT):
        return False
    return test.nodeid.startswith(OF_PAGES) or test.get_closest_marker(MARK) is not None


def take(test: pytest.Function, kinds: list[str]) -> None:
    kind = kinds[crc32(test.nodeid.encode()) % len(kinds)]
    test.add_marker(pytest.mark.parametrize("migrated", [kind], indirect=True))


def _says_which(test: pytest.Function) -> bool:
    return any(mark.args[0] == "migrated" for mark in test.iter_markers("parametrize"))
