"""Transactions inside of others."""

from types import TracebackType

from domain.database.transaction import Transaction


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
