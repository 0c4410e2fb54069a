"""A transaction on PostgreSQL."""

from contextvars import ContextVar
from typing import Any

from domain.database import away, room
from domain.database.postgres.pools import Pools
from domain.database.refusal import translate
from domain.database.transaction import Transaction


class PostgresTransaction(Transaction):
    """BEGIN on a connection of this loop's pool, which gets it back whatever happens."""

    def __init__(self, current: ContextVar[Any], pools: Pools) -> None:
        super().__init__(current)
        self._pools = pools

    async def _begin(self) -> None:
        self._pool = await self._pools.own()
        self.connection = await self._pool.take()
        self._transaction = self.connection.transaction()
        try:
            await self._transaction.start()
        except BaseException as error:
            if away.is_lost(error):
                # It was ended while nobody used it. Nothing has begun, so the next one is as good.
                self.connection.terminate()
                await self._give_back()
                return await self._begin()
            await self._give_back()
            if refusal := translate(error):
                raise refusal from error
            raise

    async def _run(self, sql: str, args: Any) -> list[Any]:
        rows: list[Any] = await self.connection.fetch(sql, *args)
        return rows

    async def _commit(self) -> None:
        await self._transaction.commit()
        room.OUTAGE.over()

    async def _roll_back(self) -> None:
        if not self.connection.is_closed():
            await self._transaction.rollback()

    async def _give_back(self) -> None:
        self._pool.give_back(self.connection)
