"""The disk has no room for what was to be written."""

import logging
import sqlite3

import asyncpg

from domain.errors import Unstored
from domain.outage import Outage

# Beyond a quota or the largest file allowed, writing fails without saying that it is full.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)

OUTAGE = Outage("the database cannot write", logging.getLogger("lernfaden.database"))
"""What is said of it; whoever meets NoRoom need not."""


class NoRoom(Unstored):
    """Nothing of it is stored; it is tried anew by whoever writes next."""


def noticed(error: BaseException) -> NoRoom:
    """An error that means it; it is said."""
    OUTAGE.met(error)
    return NoRoom()


def is_missing(error: BaseException) -> bool:
    """Whether an error of a statement means that there is no room."""
    if isinstance(error, sqlite3.OperationalError):
        # Without a code it is none of SQLite's own.
        return getattr(error, "sqlite_errorcode", None) in _FULL
    return isinstance(error, asyncpg.DiskFullError)
