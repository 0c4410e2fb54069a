"""The use of a device, noted so that it stays logged in. Rule: A10."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain import clock, database

NOTED = timedelta(minutes=10)
"""How exact the last use is kept, so that reading a page is not a write."""

_TOUCH = """
UPDATE devices SET last_used_at = {} WHERE id = {} AND last_used_at <= {} RETURNING id
"""


async def note(device: UUID, last_used_at: datetime) -> bool:
    """Writes that it is in use, if the last note is older than 10 minutes. Rule: A10.

    Returns whether this noted the first use of a day (UTC), when the browser is told anew how long
    to keep its cookie; of several requests at once one is the first.
    """
    now = clock.now()
    if now - last_used_at < NOTED:
        return False
    try:
        is_noted = bool(await database.rows(_TOUCH, now, device, now - NOTED))
    except database.NoRoom:
        # Whoever only reads needs none.
        return False
    return is_noted and last_used_at.astimezone(UTC).date() < now.date()
