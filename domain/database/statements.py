"""Statements, the same on both engines."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from piccolo.table import Table

from domain.database.current import inside, transaction
from domain.database.opening import dialect, engine
from domain.database.placeholders import refuse_naive

Found = TypeVar("Found", bound=Table)

VALUES_PER_STATEMENT = 30_000
"""SQLite takes 32,766 and PostgreSQL 32,767."""

FOR_UPDATE = {"sqlite": "", "postgres": " FOR NO KEY UPDATE"}
"""What makes a SELECT keep its rows from being changed by others, as `lock` does."""


def marks(values: Collection[object]) -> str:
    """The placeholders for as many values, one at least: `{}, {}, {}`.

    Errors: ValueError for none, as only SQLite takes an empty list.
    """
    if not values:
        raise ValueError("nothing to mark")
    return ", ".join(["{}"] * len(values))


async def insert(
    into: str, values: Sequence[Sequence[object]], otherwise: str = ""
) -> list[tuple[Any, ...]]:
    """Writes any number of rows or none, in one statement if the drivers take so many values.

    Shape: into names table and columns, `events (id, kind)`; otherwise is what follows the values,
    ON CONFLICT and RETURNING, whose rows come back.
    Errors: Violation.
    """
    most = VALUES_PER_STATEMENT // len(values[0]) if values else 0
    if len(values) <= most:
        return await _insert(into, values, otherwise)
    async with transaction():
        parts = [values[start : start + most] for start in range(0, len(values), most)]
        return [row for part in parts for row in await _insert(into, part, otherwise)]


async def rows(sql: str, *args: object) -> list[tuple[Any, ...]]:
    """Runs SQL with `{}` placeholders, in the current transaction if there is one.

    Shape: tuples in the order of the columns. UUID, datetime, date and bool come back typed where
    they are columns; SQLite gives an expression as text unless it is named `"x [TIMESTAMPTZ]"`.
    Errors: Violation; Overtaken; ValueError for a time without a zone.
    """
    refuse_naive(args)
    return await engine().rows(sql, args)


async def row(sql: str, *args: object) -> tuple[Any, ...] | None:
    """The first of `rows`, or None."""
    first = await rows(sql, *args)
    return first[0] if first else None


async def one(table: type[Found], id: UUID) -> Found | None:
    """The row with this id. Choice: without Piccolo's builder, which takes six times as long."""
    columns, sql = _by_id(table)
    values = await row(sql, id)
    if values is None:
        return None
    return table(_exists_in_db=True, **dict(zip(columns, values, strict=True)))


async def lock(table: type[Table], ids: Iterable[UUID]) -> None:
    """Keeps rows from being changed by others until the transaction ends, in the order of ids.

    SQLite has one writer, which this transaction is. Errors: RuntimeError outside of one.
    """
    inside()
    if dialect() == "postgres":
        name = table._meta.tablename
        await rows(
            f'SELECT id FROM "{name}" WHERE id = ANY({{}}) ORDER BY id FOR NO KEY UPDATE',
            sorted(ids),
        )


@cache
def _by_id(table: type[Table]) -> tuple[list[str], str]:
    """Its columns, and how to ask for all of them."""
    columns = [column._meta.name for column in table._meta.columns]
    quoted = ", ".join(f'"{name}"' for name in columns)
    return columns, f'SELECT {quoted} FROM "{table._meta.tablename}" WHERE id = {{}}'


async def _insert(
    into: str, values: Sequence[Sequence[object]], otherwise: str
) -> list[tuple[Any, ...]]:
    if not values:
        return []
    one = f"({marks(values[0])})"
    sql = f"INSERT INTO {into} VALUES {', '.join([one] * len(values))} {otherwise}"
    return await rows(sql, *(value for row in values for value in row))
