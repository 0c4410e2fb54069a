"""Where a migration of PostgreSQL runs: one process at a time, for as long as it takes."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import asyncpg

LOCK = 0x1E4F_FADE
CONNECT_SECONDS = 10
SERVER_SETTINGS = {
    "application_name": "lernfaden-migration",
    "timezone": "UTC",
    # Without it the server ends a long statement for a process that was killed, and keeps the lock.
    "client_connection_check_interval": "1s",
}

_RECORD = """
CREATE TABLE IF NOT EXISTS migration (
  id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name VARCHAR(200) NOT NULL UNIQUE,
  ran_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
)
"""


class Migrating:
    """A lock among processes, and the connection that holds it.

    Shape: an advisory lock; the server opens it when the connection ends.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> Self:
        self._connection: Any = await asyncpg.connect(
            self._url, timeout=CONNECT_SECONDS, server_settings=SERVER_SETTINGS
        )
        try:
            await self._connection.execute(f"SELECT pg_advisory_lock({LOCK})")
        except BaseException:
            self._connection.terminate()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self._connection.close()

    async def ran(self) -> list[str]:
        await self._connection.execute(_RECORD)
        rows = await self._connection.fetch("SELECT name FROM migration ORDER BY id")
        return [row["name"] for row in rows]

    async def run(self, name: str, statements: Sequence[str]) -> None:
        """Errors: asyncpg's own."""
        async with self._connection.transaction():
            for statement in statements:
                await self._connection.execute(statement)
            await self._connection.execute("INSERT INTO migration (name) VALUES ($1)", name)
