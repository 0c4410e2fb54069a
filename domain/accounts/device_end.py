"""The end of a device: somebody is logged out there, and a month later it is forgotten."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from domain import clock, database
from domain.accounts.device import oldest_use, tell_pages

FORGOTTEN_AFTER = timedelta(days=30)

_END = "UPDATE devices SET ended_at = {{}} WHERE ended_at IS NULL{which} RETURNING id"

IS_FORGOTTEN = "(ended_at < {} OR last_used_at < {})"
_FORGET = f"""
DELETE FROM devices WHERE {IS_FORGOTTEN} AND EXISTS (
  SELECT 1 FROM devices newer
  WHERE newer.account = devices.account AND newer.created_at > devices.created_at)
"""
_FORGET_KIND = f"UPDATE devices SET user_agent = '' WHERE {IS_FORGOTTEN} AND user_agent <> ''"


async def of(device: Id, *, account: Id) -> None:
    """Logs one device of the account out. Rule: A10."""
    await _end(" AND account = {} AND id = {}", account, device)


async def of_others(account: Id, *, than: Id | None) -> None:
    """Logs out every device of the account but one. Rule: A4 A10."""
    if than is None:
        await _end(" AND account = {}", account)
    else:
        await _end(" AND account = {} AND id <> {}", account, than)


async def of_all() -> None:
    """Logs everybody out, for the operator after something leaked. Rule: A10."""
    await _end("")


async def forget() -> None:
    """Deletes devices that ended a month ago.

    Choice: so long, for whoever asks which device was logged out, and when. The account's newest
    stays without its kind, for it says that the next login is not the first (A12).
    """
    before = forgotten_before(clock.now())
    await database.rows(_FORGET, *before)
    await database.rows(_FORGET_KIND, *before)


def forgotten_before(now: datetime) -> tuple[datetime, datetime]:
    """The values of IS_FORGOTTEN: logged out, or run out, so long ago."""
    return now - FORGOTTEN_AFTER, oldest_use(now) - FORGOTTEN_AFTER


async def _end(which: str, *values: Id) -> None:
    ended = await database.rows(_END.format(which=which), clock.now(), *values)
    tell_pages(*(device for (device,) in ended))
