"""Logging in on a device: what a new token, the profile and the zone are then."""

import secrets
from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database
from domain.accounts import device, device_end
from domain.accounts.device import Device
from domain.profiles import profile, usable_profile


class Entered(NamedTuple):
    """A login: the token for the cookie, and whether it is clear already who it is."""

    token: str
    has_profile: bool


async def log_in(
    account: Id,
    *,
    user_agent: str,
    known_token: str | None = None,
    as_profile: Id | None = None,
    time_zone: str = "",
) -> Entered:
    """Logs the account in on this device, which may be logged in already.

    Rule: A7 A10 A12: one profile is chosen at once, and of several the one of before stays chosen;
    the token is new at every login, so that one planted beforehand is worth nothing; the browser's
    time zone counts at the first one. Shape: as_profile is who it is, where that is known already
    and is of this account.
    """
    async with database.transaction():
        if time_zone and await _is_first_of(account):
            await profile.note_time_zone(account, time_zone)
        known = await device.by_token(known_token) if known_token else None
        if known is not None and known.account == account:
            return await _log_in_again(known, as_profile)
        if known is not None:
            await device_end.of(known.id, account=known.account)
        return await _log_in_anew(account, user_agent, as_profile)


async def _is_first_of(account: Id) -> bool:
    return not await Device.exists().where(Device.account == account)


async def _log_in_again(known: Device, as_profile: Id | None) -> Entered:
    now = clock.now()
    token = secrets.token_urlsafe(32)
    chosen = as_profile or await _usable(known.account, known.profile)
    await Device.update(
        {
            Device.token_hash: device.token_hash(token),
            Device.profile: chosen or known.profile,
            Device.created_at: now,
            Device.last_used_at: now,
        }
    ).where(Device.id == known.id)
    device.tell_pages(known.id)
    return Entered(token, chosen is not None)


async def _log_in_anew(account: Id, user_agent: str, as_profile: Id | None) -> Entered:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    chosen = as_profile or await _only_one(account)
    await Device(
        account=account,
        token_hash=device.token_hash(token),
        profile=chosen,
        user_agent=user_agent[:300],
        created_at=now,
        last_used_at=now,
    ).save()
    return Entered(token, chosen is not None)


async def _usable(account: Id, chosen: Id | None) -> Id | None:
    return chosen if chosen in {each.id for each in await usable_profile.by(account)} else None


async def _only_one(account: Id) -> Id | None:
    usable = await usable_profile.by(account)
    return usable[0].id if len(usable) == 1 else None
