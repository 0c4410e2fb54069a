"""A transaction on SQLite: one at a time, in the order in which people asked."""

import asyncio
from contextvars import ContextVar
from typing import Any

from domain.database.refusal import translate
from domain.database.sqlite.handle import Rows
from domain.database.sqlite.writing import Writing
from domain.database.transaction import Transaction

STATEMENTS_PER_BREATH = 64


class SQLiteTransaction(Transaction):
    """BEGIN IMMEDIATE on the process's writer, in the order in which people asked."""

    def __init__(self, current: ContextVar[Any], writing: Writing) -> None:
        super().__init__(current)
        self._writing = writing
        self._statements = 0
        self._is_stored = False

    async def _begin(self) -> None:
        await self._writing.turn.take()
        try:
            self._writer = self._writing.writer()
            await self._writer.patiently("BEGIN IMMEDIATE")
        except BaseException as error:
            self._writing.turn.give()
            raise translate(error) or error from error

    async def _run(self, sql: str, args: Any) -> Rows:
        self._statements += 1
        if self._statements % STATEMENTS_PER_BREATH == 0:
            await asyncio.sleep(0)
        return self._writer.rows(sql, args)

    async def _commit(self) -> None:
        self._writer.sqlite.execute("COMMIT")
        self._is_stored = True

    async def _roll_back(self) -> None:
        self._writer.sqlite.rollback()

    async def _give_back(self) -> None:
        await self._writing.give_back(is_stored=self._is_stored)

    @property
    def names(self) -> list[str]:
        return self._writer.names
