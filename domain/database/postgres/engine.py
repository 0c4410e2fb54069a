"""PostgreSQL: one pool for each event loop, so that the web and embedded workers can share."""

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

import asyncpg
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from domain.database import placeholders
from domain.database.postgres.migrating import Migrating
from domain.database.postgres.pool import Pool
from domain.database.refusal import translate
from domain.database.transaction import Joined, Transaction

POOL_SIZE = 10
STATEMENTS_CACHED = 1000
COMMAND_SECONDS = 60
CONNECT_SECONDS = 10
SERVER_SETTINGS = {
    "application_name": "lernfaden",
    "timezone": "UTC",
    "jit": "off",
    # Among a million sessions it would plan a list anew each time, for as long as reading it takes.
    "plan_cache_mode": "force_generic_plan",
}


class PostgresTransaction(Transaction):
    """BEGIN on a connection of this loop's pool, which gets it back whatever happens."""

    def __init__(self, engine: "Engine") -> None:
        super().__init__(engine.current_transaction)
        self._engine = engine

    async def _begin(self) -> None:
        self._pool = await self._engine.loop_pool()
        self.connection = await self._pool.take()
        self._transaction = self.connection.transaction()
        try:
            await self._transaction.start()
        except BaseException:
            await self._give_back()
            raise

    async def _run(self, sql: str, args: Any) -> list[Any]:
        rows: list[Any] = await self.connection.fetch(sql, *args)
        return rows

    async def _commit(self) -> None:
        await self._transaction.commit()

    async def _roll_back(self) -> None:
        if not self.connection.is_closed():
            await self._transaction.rollback()

    async def _give_back(self) -> None:
        self._pool.give_back(self.connection)


class Engine(PostgresEngine):
    """Piccolo's engine over a pool per loop.

    Overrides public methods only; the stock one loses a connection when COMMIT fails.
    """

    def __init__(self, url: str) -> None:
        self._pools: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[Pool]]
        self._pools = WeakKeyDictionary()
        self.url = url
        super().__init__(config={"dsn": url})

    async def get_version(self) -> float:
        """Not asked here: constructing an engine connects to nothing."""
        return 0.0

    async def loop_pool(self) -> Pool:
        """The pool of the running loop, made when it is first needed.

        Errors: OSError or asyncpg's, the server cannot be reached; the next caller tries anew.
        """
        loop = asyncio.get_running_loop()
        making = self._pools.get(loop)
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._pools[loop] = loop.create_task(self._make_pool())
        return making.result() if making.done() else await asyncio.shield(making)

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
        return Joined(outer) if outer else PostgresTransaction(self)

    async def start_connection_pool(self, **_: Any) -> None:
        await self.loop_pool()

    async def close_connection_pool(self) -> None:
        """Closes this loop's pool; those of other loops are theirs to close."""
        making = self._pools.pop(asyncio.get_running_loop(), None)
        if making is not None:
            await (await making).close()

    def migrating(self) -> Migrating:
        """Where a migration runs; not the pool, whose statements must end within a minute."""
        return Migrating(self.url)

    async def get_new_connection(self) -> Any:
        return await asyncpg.connect(self.url, timeout=CONNECT_SECONDS)

    async def _execute(self, sql: str, args: Any) -> list[Any]:
        transaction: Any = self.current_transaction.get()
        if transaction:
            return list(await transaction.run(sql, args))
        pool = await self.loop_pool()
        connection = await pool.take()
        try:
            rows: list[Any] = await connection.fetch(sql, *args)
            return rows
        except asyncpg.PostgresError as error:
            raise translate(error) or error from error
        except BaseException:
            # Cancelled or out of time: the server may still be at it.
            connection.terminate()
            raise
        finally:
            pool.give_back(connection)

    async def _make_pool(self) -> Pool:
        pool = Pool(self._connect, POOL_SIZE)
        # Whoever opens the database hears at once that it cannot be reached.
        pool.give_back(await pool.take())
        return pool

    async def _connect(self) -> Any:
        return await asyncpg.connect(
            self.url,
            timeout=CONNECT_SECONDS,
            command_timeout=COMMAND_SECONDS,
            statement_cache_size=STATEMENTS_CACHED,
            max_cached_statement_lifetime=0,
            server_settings=SERVER_SETTINGS,
        )
