"""What a transaction is on both engines: joined when nested, refused once it is over."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from domain.database.refusal import translate

Hook = Callable[[], object]

log = logging.getLogger("lernfaden.database")


class TransactionOver(RuntimeError):
    """A task used the transaction it was started in after that had ended."""


class TransactionFailed(RuntimeError):
    """A part failed and was swallowed, so the whole cannot be stored; nothing is."""


@dataclass(frozen=True, eq=False)
class Step:
    """What is done once, at the end of a transaction, for all that was collected for it.

    Shape: lower ranks first; a step may collect for others or for itself again. It is taken inside
    the transaction, so an error of it takes everything back.
    """

    rank: int
    take: Callable[[list[Any]], Awaitable[None]]


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

        Errors: Violation; Overtaken; TransactionOver and TransactionFailed, nothing is sent.
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


class Joined:
    """A transaction inside another: the outer one decides, unless this one fails."""

    def __init__(self, outer: Transaction) -> None:
        self.outer = outer

    async def __aenter__(self) -> Transaction:
        self.outer.refuse_if_unusable()
        return self.outer

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is not None:
            self.outer.has_failed = True


class Savepoint:
    """A part of a transaction that may fail without the rest."""

    def __init__(self, outer: Transaction) -> None:
        self.outer = outer

    async def __aenter__(self) -> Transaction:
        self.hooks_count = len(self.outer.hooks)
        self.collected = {step: list(items) for step, items in self.outer.collected.items()}
        await self.outer.run("SAVEPOINT part", ())
        return self.outer

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is None:
            await self.outer.run("RELEASE SAVEPOINT part", ())
            return
        del self.outer.hooks[self.hooks_count :]
        self.outer.collected = self.collected
        self.outer.has_failed = False
        await self.outer.run("ROLLBACK TO SAVEPOINT part", ())
        await self.outer.run("RELEASE SAVEPOINT part", ())


def call(hook: Hook) -> None:
    """What a hook is for is stored already, so its failure is only logged."""
    try:
        hook()
    except Exception:
        log.exception("after commit: %r failed", hook)
