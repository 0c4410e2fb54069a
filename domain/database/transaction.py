"""What a transaction is on both engines: refused once it is over."""

from abc import ABC, abstractmethod
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Self

from domain.database.refusal import translate
from domain.database.step import Hook, Step, call


class TransactionOver(RuntimeError):
    """A task used the transaction it was started in after that had ended."""


class TransactionFailed(RuntimeError):
    """A part failed and was swallowed, so the whole cannot be stored; nothing is."""


class Transaction(ABC):
    """All or nothing, for the statements of one task; over as soon as it is being left.

    Shape: `collected` waits for the steps right before COMMIT, `hooks` run after it; `has_failed`
    says that a statement, or a transaction joined to this one, ended with an error: from then on
    it only rolls back, as PostgreSQL does.
    """

    def __init__(self, current: ContextVar[Any]) -> None:
        self.hooks: list[Hook] = []
        self.collected: dict[Step, list[Any]] = {}
        self.has_failed = False
        self.is_over = False
        self._current = current

    async def __aenter__(self) -> Self:
        await self._begin()
        self._token = self._current.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        is_good = error is None
        try:
            if is_good and not self.has_failed:
                await self.take_steps()
        except BaseException:
            is_good = False
            raise
        finally:
            self.is_over = True
            try:
                await self._finish(is_good)
            finally:
                self._current.reset(self._token)
        if is_good:
            for hook in self.hooks:
                call(hook)

    async def run(self, sql: str, args: Any) -> list[Any]:
        """One statement of the driver's own SQL.

        Errors: Violation; Overtaken; NoRoom; TransactionOver and TransactionFailed, nothing is
        sent.
        """
        self.refuse_if_unusable()
        try:
            return await self._run(sql, args)
        except BaseException as error:
            self.has_failed = True
            if refusal := translate(error):
                raise refusal from error
            raise

    def refuse_if_unusable(self) -> None:
        if self.is_over:
            raise TransactionOver("this task was started in a transaction that has ended")
        if self.has_failed:
            raise TransactionFailed("an earlier part of this transaction failed")

    async def take_steps(self) -> None:
        """Does what was collected until now."""
        while self.collected:
            step = min(self.collected, key=lambda step: step.rank)
            if items := self.collected.pop(step):
                await step.take(items)

    async def _finish(self, is_good: bool) -> None:
        is_swallowed = is_good and self.has_failed
        try:
            if is_good and not is_swallowed:
                await self._commit()
            else:
                await self._roll_back()
        except BaseException as error:
            if refusal := translate(error):
                raise refusal from error
            raise
        finally:
            await self._give_back()
        if is_swallowed:
            raise TransactionFailed("an error was swallowed inside this transaction")

    @abstractmethod
    async def _begin(self) -> None: ...
    @abstractmethod
    async def _run(self, sql: str, args: Any) -> list[Any]: ...
    @abstractmethod
    async def _commit(self) -> None: ...
    @abstractmethod
    async def _roll_back(self) -> None: ...
    @abstractmethod
    async def _give_back(self) -> None: ...
