"""SQL with `{}` placeholders, turned into what each driver reads, once per text."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from piccolo.querystring import QueryString

LONGEST_KEPT = 15 * 1024
"""As many as asyncpg keeps of its own."""

Answer = TypeVar("Answer")

_READS = re.compile(r"\s*(SELECT|VALUES|EXPLAIN|WITH)\b", re.I)
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.I)


def _once(ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Asks once per text, but for those so long (many rows to insert) that keeping them costs."""
    kept = lru_cache(maxsize=2048)(ask)
    return lambda sql: kept(sql) if len(sql) <= LONGEST_KEPT else ask(sql)


@_once
def for_sqlite(sql: str) -> str:
    """Replaces each `{}` by `?`; `{{` and `}}` stand for the braces themselves."""
    return _convert(sql, lambda: "?")


@_once
def for_postgres(sql: str) -> str:
    """Replaces the `{}` by `$1`, `$2` and so on; `{{` and `}}` stand for the braces themselves."""
    numbers = count(1)
    return _convert(sql, lambda: f"${next(numbers)}")


@_once
def is_read(sql: str) -> bool:
    """Whether a statement can go to a connection that must not write."""
    if not (start := _READS.match(sql)):
        return False
    return start[1].upper() != "WITH" or not _WRITES.search(sql)


def refuse_naive(args: Iterable[object]) -> None:
    """Keeps times without a zone out: each engine would store another instant for them.

    Errors: ValueError.
    """
    for value in args:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no zone; the database takes none such")


def compiled(querystring: QueryString, engine_type: str) -> tuple[str, list[Any]]:
    """Piccolo's statement as the driver reads it. Errors: ValueError for a time without a zone."""
    sql, args = querystring.compile_string(engine_type=engine_type)
    refuse_naive(args)
    return sql, args


def _convert(sql: str, placeholder: Callable[[], str]) -> str:
    parts = re.split(r"(\{\{|\}\}|\{\})", sql)
    meaning = {"{{": lambda: "{", "}}": lambda: "}", "{}": placeholder}
    return "".join(meaning[part]() if part in meaning else part for part in parts)
