"""What the database refuses, under the same name on both engines."""

import sqlite3

import asyncpg

from domain.database import away, constraint, room
from domain.database.away import Away
from domain.database.room import NoRoom
from domain.errors import Conflict


class Violation(Exception):
    """A statement that the schema does not allow; it has changed nothing.

    Shape: `name` is the constraint's, or the trigger's message; for a unique one always
    `table.column` or `table.column,column` (the index's name where it is over an expression);
    for a missing value `table.column`; for a foreign key `foreign_key`, as SQLite names none.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Overtaken(Conflict):
    """Somebody was changing the same and has been let through; trying again is worth it.

    Choice: told to people instead of tried again here, for a transaction is not a function that
    could be called twice. SQLite has one writer, so nobody there waits in a circle.
    """


def translate(error: BaseException) -> Violation | Overtaken | Away | NoRoom | None:
    """What a driver's error means, or None if it is something else."""
    if isinstance(error, sqlite3.IntegrityError):
        return Violation(constraint.of_sqlite(str(error)))
    if isinstance(error, asyncpg.RaiseError):
        return Violation(error.constraint_name or str(error))
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return Violation(constraint.of_postgres(error))
    if isinstance(error, asyncpg.DeadlockDetectedError | asyncpg.SerializationError):
        return Overtaken()
    if away.is_lost(error):
        return away.noticed(error)
    if room.is_missing(error):
        return room.noticed(error)
    return None
