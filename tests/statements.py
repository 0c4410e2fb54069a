"""Counts what is sent to the database and times how long SQLite's one writer is held.

Choice: counted where our engines meet the drivers, so that BEGIN, COMMIT and SAVEPOINT count, what
triggers do does not, and nothing of ours is changed. SQLite's handles get a driver's connection
that notes; on PostgreSQL connections come and go, so the two methods of asyncpg's through which all
of their statements go are watched. Nothing else may use the database meanwhile.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from asyncpg import Connection

from domain import database
from domain.database.sqlite.engine import Engine as SQLiteEngine
from domain.database.sqlite.turn import Turn


@dataclass
class Watched:
    """What happened meanwhile. Shape: statements as the driver read them."""

    statements: list[str] = field(default_factory=list)
    held_seconds: list[float] = field(default_factory=list)
    """How long the writer was held, each time; empty on PostgreSQL."""

    @property
    def count(self) -> int:
        return len(self.statements)

    @property
    def longest_seconds(self) -> float:
        return max(self.held_seconds, default=0.0)

    def told(self) -> str:
        """One statement a line, for a test that fails."""
        return "\n".join(" ".join(statement.split())[:150] for statement in self.statements)


class TimedTurn(Turn):
    """The queue in front of the writer, which notes how long each has it."""

    def __init__(self, held_seconds: list[float]) -> None:
        super().__init__()
        self._held_seconds = held_seconds
        self._since = 0.0

    async def take(self) -> None:
        await super().take()
        self._since = perf_counter()

    def give(self) -> None:
        self._held_seconds.append(perf_counter() - self._since)
        super().give()


@contextmanager
def watched() -> Iterator[Watched]:
    """Everything that this thread sends to the open database."""
    engine, found = database.engine(), Watched()
    with _sqlite(engine, found) if isinstance(engine, SQLiteEngine) else _postgres(found):
        yield found


class Noting:
    """A connection of sqlite3 that notes what it runs."""

    def __init__(self, inner: sqlite3.Connection, statements: list[str]) -> None:
        self._inner = inner
        self._statements = statements

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:
        self._statements.append(sql)
        return self._inner.execute(sql, *args)

    def rollback(self) -> None:
        if self._inner.in_transaction:
            self._statements.append("ROLLBACK")
        self._inner.rollback()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


@contextmanager
def _sqlite(engine: SQLiteEngine, found: Watched) -> Iterator[None]:
    handles: list[Any] = [engine.writing.writer(), engine.reader()]
    usual = [handle.sqlite for handle in handles]
    turn = engine.writing.turn
    for handle in handles:
        handle.sqlite = Noting(handle.sqlite, found.statements)
    engine.writing.turn = TimedTurn(found.held_seconds)
    try:
        yield
    finally:
        engine.writing.turn = turn
        for handle, own in zip(handles, usual, strict=True):
            handle.sqlite = own


@contextmanager
def _postgres(found: Watched) -> Iterator[None]:
    watched_class: Any = Connection
    usual_execute, usual_prepared = watched_class.execute, watched_class._execute

    async def execute(self: Any, query: str, *args: Any, **options: Any) -> Any:
        if not args:
            found.statements.append(query)
        return await usual_execute(self, query, *args, **options)

    async def prepared(self: Any, query: str, *args: Any, **options: Any) -> Any:
        found.statements.append(query)
        return await usual_prepared(self, query, *args, **options)

    watched_class.execute, watched_class._execute = execute, prepared
    try:
        yield
    finally:
        watched_class.execute, watched_class._execute = usual_execute, usual_prepared
