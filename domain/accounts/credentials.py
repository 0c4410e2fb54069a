"""Credentials: an address and a password, which open an account or not. Rule: A3 A6."""

from uuid import UUID as Id

from domain.accounts import account, password_hash, throttle
from domain.accounts.account import Account


async def verify(address: str, password: str, *, network: str) -> Account | None:
    """The account that these credentials open; `network` is the address that asks.

    Rule: A3: one look-up and one Argon2id run, whether or not the address is known. A6: counted
    as a guess before it is checked. Errors: Throttled; Invalid (email).
    """
    address = account.normalised(address)
    await throttle.admit("password", address, network)
    owner = await account.proven(address)
    nobodys = password_hash.NOBODYS
    kept = owner.password_hash if owner and owner.password_hash else nobodys
    fits = await password_hash.fits(kept, password)
    if owner is None or kept is nobodys or not fits:
        await throttle.failed("password", network)
        return None
    await throttle.passed("password", address)
    if password_hash.is_outdated(kept):
        await keep(owner.id, await password_hash.made_of(password))
    return owner


async def keep(account_id: Id, hashed: str) -> None:
    await Account.update({Account.password_hash: hashed}).where(Account.id == account_id)
