"""A pool for each event loop, so that the web and embedded workers can share a database."""

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

import asyncpg

from domain.database import away
from domain.database.postgres.pool import Pool

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


class Pools:
    """Those of one address."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._pools: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Task[Pool]]
        self._pools = WeakKeyDictionary()

    async def own(self) -> Pool:
        """The pool of the running loop, made when it is first needed.

        Errors: Away; asyncpg's, the server does not let us in; the next caller tries anew.
        """
        loop = asyncio.get_running_loop()
        making = self._pools.get(loop)
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._pools[loop] = loop.create_task(self._made())
        return making.result() if making.done() else await asyncio.shield(making)

    async def close(self) -> None:
        """Closes this loop's pool; those of other loops are theirs to close."""
        making = self._pools.pop(asyncio.get_running_loop(), None)
        if making is not None:
            await (await making).close()

    async def _made(self) -> Pool:
        pool = Pool(self._connect, POOL_SIZE)
        # Whoever opens the database hears at once that it cannot be reached.
        pool.give_back(await pool.take())
        return pool

    async def _connect(self) -> Any:
        try:
            made = await asyncpg.connect(
                self._url,
                timeout=CONNECT_SECONDS,
                command_timeout=COMMAND_SECONDS,
                statement_cache_size=STATEMENTS_CACHED,
                max_cached_statement_lifetime=0,
                server_settings=SERVER_SETTINGS,
            )
        except Exception as error:
            if isinstance(error, OSError) or away.is_lost(error):
                raise away.noticed(error) from error
            raise
        away.OUTAGE.over()
        return made
