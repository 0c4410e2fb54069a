"""Credits that a provider changes: its own families', so many at once, for a reason. Rule: K6."""

from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Staff
from domain.providers.connection import Connection

MOST = 1000


def must_be(connection: Connection, by: Staff) -> None:
    """Errors: Forbidden."""
    if by.provider_id != connection.provider:
        raise Forbidden


def check(count: int, reason: str, *, least: int) -> None:
    """Errors: Invalid (count, reason)."""
    if not least <= count <= MOST:
        raise Invalid("count", "out_of_range", least=least, most=MOST)
    if not reason.strip():
        raise Invalid("reason", "missing")
