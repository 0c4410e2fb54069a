"""PostgreSQL, over connections of our own pools."""

from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from domain.database import away, placeholders
from domain.database.nested import Joined
from domain.database.postgres.migrating import Migrating
from domain.database.postgres.pools import CONNECT_SECONDS, Pools
from domain.database.postgres.transaction import PostgresTransaction
from domain.database.refusal import translate
from domain.database.transaction import Transaction


class Engine(PostgresEngine):
    """Piccolo's engine over a pool per loop.

    Overrides public methods only; the stock one loses a connection when COMMIT fails.
    """

    def __init__(self, url: str) -> None:
        self._pools = Pools(url)
        self.url = url
        super().__init__(config={"dsn": url})

    async def get_version(self) -> float:
        """Not asked here: constructing an engine connects to nothing."""
        return 0.0

    async def rows(self, sql: str, args: Any) -> list[tuple[Any, ...]]:
        """SQL with `{}` placeholders; tuples."""
        return list(map(tuple, await self._execute(placeholders.for_postgres(sql), args)))

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:
        sql, args = placeholders.compiled(querystring, "postgres")
        return await self._execute(sql, args)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:
        return await self._execute(ddl, ())

    def transaction(self, allow_nested: bool = True) -> Transaction | Joined:  # type: ignore[override]
        outer: Any = self.current_transaction.get()
        return (
            Joined(outer) if outer else PostgresTransaction(self.current_transaction, self._pools)
        )

    async def start_connection_pool(self, **_: Any) -> None:
        await self._pools.own()

    async def close_connection_pool(self) -> None:
        await self._pools.close()

    def migrating(self) -> Migrating:
        """Where a migration runs; not the pool, whose statements must end within a minute."""
        return Migrating(self.url)

    async def get_new_connection(self) -> Any:
        return await asyncpg.connect(self.url, timeout=CONNECT_SECONDS)

    async def _execute(self, sql: str, args: Any) -> list[Any]:
        transaction: Any = self.current_transaction.get()
        if transaction:
            return list(await transaction.run(sql, args))
        pool = await self._pools.own()
        connection = await pool.take()
        try:
            rows: list[Any] = await connection.fetch(sql, *args)
            away.OUTAGE.over()
            return rows
        except asyncpg.PostgresError as error:
            raise translate(error) or error from error
        except asyncpg.InternalClientError as error:
            connection.terminate()
            raise translate(error) or error from error
        except BaseException:
            # Cancelled or out of time: the server may still be at it.
            connection.terminate()
            raise
        finally:
            pool.give_back(connection)
