"""How SQLite's values become ours."""

import sqlite3
from datetime import UTC, datetime
from functools import lru_cache

# As PostgreSQL's driver gives them: a uuid.UUID in C, whose text costs a tenth of Python's own.
from asyncpg.pgproto.pgproto import UUID

VALUES_KEPT = 20_000


def register_converters() -> None:
    """Piccolo's converters without a wrapper around each value; the results are the same.

    Choice: the same text becomes the same object, for a list that is read again has nothing new;
    making and comparing fifty rows took longer than reading them.
    """
    sqlite3.register_converter("TIMESTAMPTZ", lru_cache(VALUES_KEPT)(_moment))
    sqlite3.register_converter("UUID", lru_cache(VALUES_KEPT)(_identity))
    sqlite3.register_converter("INTEGER", int)
    sqlite3.register_converter("BOOLEAN", lambda stored: stored == b"1")
    sqlite3.register_adapter(UUID, str)


def _moment(stored: bytes) -> datetime:
    read = datetime.fromisoformat(stored.decode())
    return read if read.tzinfo is UTC else read.replace(tzinfo=UTC)


def _identity(stored: bytes) -> UUID:
    return UUID(stored.decode())
