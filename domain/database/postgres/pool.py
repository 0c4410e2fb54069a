"""The connections of one event loop, lent to one at a time: what came back last goes out first.

Choice: asyncpg's own pool starts a task for each return, which costs as much processor as a short
query; here nothing waits when a connection comes back. Nothing changes a connection's settings, and
what is returned in the middle of something is closed, so there is nothing to be set back.
"""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

IDLE_SECONDS = 300
"""Not lent after so long: on the way a firewall may have forgotten it, and said so to nobody."""


class Pool:
    """At most `most` at once; who asks for one more waits in the order of asking."""

    def __init__(self, connect: Callable[[], Awaitable[Any]], most: int) -> None:
        self._connect = connect
        self._most = most
        self._free = asyncio.Semaphore(most)
        self._idle: list[tuple[Any, float]] = []

    async def take(self) -> Any:
        """Errors: those of connecting."""
        await self._free.acquire()
        try:
            return self._known() or await self._connect()
        except BaseException:
            self._free.release()
            raise

    def give_back(self, connection: Any) -> None:
        """Whatever state it is in; what happened there is over."""
        try:
            # One that was terminated cannot even be asked whether it is in a transaction.
            if not connection.is_closed() and connection.is_in_transaction():
                connection.terminate()
            if not connection.is_closed():
                self._idle.append((connection, monotonic()))
        finally:
            self._free.release()

    async def close(self) -> None:
        """Waits for those that are lent."""
        for _ in range(self._most):
            await self._free.acquire()
        while self._idle:
            await self._idle.pop()[0].close()

    def _known(self) -> Any:
        while self._idle:
            connection, since = self._idle.pop()
            if monotonic() - since > IDLE_SECONDS:
                connection.terminate()
            elif not connection.is_closed():
                return connection
        return None
