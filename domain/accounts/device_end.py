"""The end of a device: somebody is logged out there."""

from uuid import UUID as Id

from domain import clock, database
from domain.accounts.device import tell_pages

_END = "UPDATE devices SET ended_at = {{}} WHERE ended_at IS NULL{which} RETURNING id"


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


async def _end(which: str, *values: Id) -> None:
    ended = await database.rows(_END.format(which=which), clock.now(), *values)
    tell_pages(*(device for (device,) in ended))
