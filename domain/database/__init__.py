"""The one way to the database, the same on SQLite and PostgreSQL."""

from domain.database.away import Away
from domain.database.current import (
    after_commit,
    collect,
    collected,
    savepoint,
    take_steps,
    transaction,
)
from domain.database.in_use import Engine, use
from domain.database.migration import OtherRelease, Progress
from domain.database.opening import bind, close, dialect, engine, migrate, open
from domain.database.refusal import Overtaken, Violation
from domain.database.room import NoRoom
from domain.database.statements import FOR_UPDATE, insert, lock, marks, one, row, rows
from domain.database.step import Step
from domain.database.transaction import Transaction, TransactionFailed, TransactionOver

__all__ = [
    "FOR_UPDATE", "Away", "Engine", "NoRoom", "OtherRelease", "Overtaken", "Progress", "Step",
    "Transaction", "TransactionFailed", "TransactionOver", "Violation", "after_commit", "bind",
    "close", "collect", "collected", "dialect", "engine", "insert", "lock", "marks", "migrate",
    "one", "open", "row", "rows", "savepoint", "take_steps", "transaction", "use",
]  # fmt: skip
