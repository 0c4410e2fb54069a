"""The transaction that a task is in, and what is left to its end."""

from typing import Any

from domain.database.nested import Joined, Savepoint
from domain.database.opening import engine
from domain.database.step import Hook, Step, call
from domain.database.transaction import Transaction


def transaction() -> Transaction | Joined:
    """All or nothing; inside another one, a part of that.

    Errors: Violation, also from COMMIT; Overtaken; TransactionFailed when an error was swallowed
    inside; TransactionOver for a task that outlived the transaction it was started in.
    """
    return engine().transaction()


def savepoint() -> Savepoint:
    """A part of a transaction that may fail without the rest.

    Errors: RuntimeError outside of one.
    """
    return Savepoint(inside())


def after_commit(hook: Hook) -> None:
    """Calls it once what was written is stored, never if it is not; outside of one at once."""
    current: Any = engine().current_transaction.get()
    if current is None:
        call(hook)
        return
    current.refuse_if_unusable()
    current.hooks.append(hook)


def collect(step: Step, *items: object) -> None:
    """Leaves something to a step that is taken once, right before COMMIT.

    Errors: RuntimeError outside of a transaction.
    """
    inside().collected.setdefault(step, []).extend(items)


def collected(step: Step) -> list[Any]:
    """What waits for a step in this transaction, to be looked at or changed.

    Errors: RuntimeError outside of one.
    """
    return inside().collected.get(step, [])


async def take_steps() -> None:
    """Does now what was left to the steps, for a transaction in which time goes on meanwhile.

    Errors: RuntimeError outside of one.
    """
    await inside().take_steps()


def inside() -> Transaction:
    """Errors: RuntimeError outside of one."""
    current: Any = engine().current_transaction.get()
    if current is None:
        raise RuntimeError("this needs a transaction")
    current.refuse_if_unusable()
    whole: Transaction = current
    return whole
