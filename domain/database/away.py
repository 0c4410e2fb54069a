"""The database server is away, or went away amid a statement."""

import logging

import asyncpg

from domain.outage import Outage

_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    # The server's last words have come, and the driver is still at them.
    asyncpg.InternalClientError,
)

OUTAGE = Outage("the database is away", logging.getLogger("lernfaden.database"), least_seconds=1.0)
"""What is said of it; whoever meets Away need not."""


class Away(Exception):
    """It cannot be reached; what was not committed is not stored."""


def noticed(error: BaseException) -> Away:
    """An error that means it, from connecting or on the way; it is said."""
    OUTAGE.met(error)
    strerror = error.strerror if isinstance(error, OSError) else None
    return Away(strerror or str(error) or type(error).__name__)


def is_lost(error: BaseException) -> bool:
    """Whether an error of a statement means that the server went away."""
    return isinstance(error, _LOST)
