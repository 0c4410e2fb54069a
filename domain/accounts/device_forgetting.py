"""A device that ended is forgotten a month later."""

from datetime import datetime, timedelta

from domain import clock, database
from domain.accounts.device import oldest_use

FORGOTTEN_AFTER = timedelta(days=30)

IS_FORGOTTEN = "(ended_at < {} OR last_used_at < {})"
_FORGET = f"""
DELETE FROM devices WHERE {IS_FORGOTTEN} AND EXISTS (
  SELECT 1 FROM devices newer
  WHERE newer.account = devices.account AND newer.created_at > devices.created_at)
"""
_FORGET_KIND = f"UPDATE devices SET user_agent = '' WHERE {IS_FORGOTTEN} AND user_agent <> ''"


async def forget() -> None:
    """Deletes devices that ended a month ago.

    Choice: so long, for whoever asks which device was logged out, and when. The account's newest
    stays without its kind, for it says that the next login is not the first (A12).
    """
    limits = before(clock.now())
    await database.rows(_FORGET, *limits)
    await database.rows(_FORGET_KIND, *limits)


def before(now: datetime) -> tuple[datetime, datetime]:
    """The values of IS_FORGOTTEN: logged out, or run out, so long ago."""
    return now - FORGOTTEN_AFTER, oldest_use(now) - FORGOTTEN_AFTER
