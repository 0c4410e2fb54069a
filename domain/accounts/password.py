"""Passwords: set and changed. Rule: A4."""

from uuid import UUID as Id

from domain import clock, database, outbox
from domain.accounts import (
    account,
    credentials,
    device,
    device_end,
    password_hash,
    password_strength,
    throttle,
)
from domain.accounts.account import Account
from domain.errors import Invalid


async def needs_current(account_id: Id, *, on: Id) -> bool:
    """Whether changing it takes the old one, unless its person logged in a moment ago.

    Rule: A4. Choice: whoever finds the phone unlocked must not lock its owner out.
    """
    owner = await account.by_id(account_id)
    kept = await device.by_id(on, account=account_id)
    return owner.password_hash is not None and not kept.is_fresh(clock.now())


async def change(
    account_id: Id, password: str, *, on: Id, current: str = "", network: str = ""
) -> str:
    """Sets the password, ends every other device than `on` and mails the owner.

    Returns the new token of the device `on`, for the rights of the old one ended with the others.

    Rule: A4 A6. Shape: current is the old one, where needs_current() asks for it.
    Errors: AddressUnproven; Throttled; Invalid (password: too_short, too_long, easily_guessed;
    current: wrong); nothing is written.
    """
    owner = await account.by_id(account_id)
    if not owner.is_proven:
        raise account.AddressUnproven
    if await needs_current(account_id, on=on):
        await _must_fit(owner, current, network)
    await throttle.admit("password_change", str(owner.id), network)
    await password_strength.check(owner, password_hash.normalised(password))
    made = await password_hash.made_of(password)
    async with database.transaction():
        await credentials.keep(owner.id, made)
        await device_end.of_others(owner.id, than=on)
        await outbox.put("password_mail", {"account": str(owner.id)})
        return await device.rotate(on)


async def _must_fit(owner: Account, current: str, network: str) -> None:
    if await credentials.verify(str(owner.email), current, network=network) is None:
        raise Invalid("current", "wrong")
