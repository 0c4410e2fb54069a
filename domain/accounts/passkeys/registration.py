"""Registration: somebody gives their account a passkey. Rule: A5."""

from uuid import UUID as Id

from domain import clock, database, outbox
from domain.accounts import account, device, throttle
from domain.accounts.passkeys import authenticator, ceremony, challenge, handle, passkey
from domain.accounts.passkeys.passkey import NAME_MOST, Passkey
from domain.accounts.passkeys.refusal import Refused
from domain.errors import Conflict

PURPOSE = "registration"


class LoginTooOld(Conflict):
    """Whoever finds the phone unlocked must not give themselves a way in that stays."""


class TooMany(Conflict):
    """One has to go before another comes."""


async def refusal(account_id: Id, *, on: Id) -> Conflict | None:
    """Why this device cannot give the account one now; None where it can.

    Choice: only within 15 minutes of logging in, as for a password without the old one; and only
    once the address is proven, or its owner would find somebody else's way in.
    """
    if not (await account.by_id(account_id)).is_proven:
        return account.AddressUnproven()
    if not (await device.by_id(on, account=account_id)).is_fresh(clock.now()):
        return LoginTooOld()
    return TooMany() if len(await passkey.of(account_id)) >= passkey.MOST else None


async def ask(account_id: Id, name: str, *, on: Id) -> ceremony.Options:
    """What the browser is to make. Shape: name is the person's, for the device's own list.

    Errors: AddressUnproven, LoginTooOld, TooMany.
    """
    if refused := await refusal(account_id, on=on):
        raise refused
    owner = await account.by_id(account_id)
    known = [(each.credential, each.transports) for each in await passkey.of(account_id)]
    asked = challenge.make(PURPOSE, str(on))
    return ceremony.making(
        asked, await handle.of(account_id), owner.email or "", name or owner.email or "", known
    )


async def register(account_id: Id, typed: str, *, on: Id, kind: str, network: str) -> Passkey:
    """Takes what the browser made, and mails the owner.

    Rule: A5 A6. Shape: kind is the device's, the name where the authenticator is none that we know.
    Errors: AddressUnproven, LoginTooOld, TooMany, Throttled, Refused; nothing is written.
    """
    if refused := await refusal(account_id, on=on):
        raise refused
    await throttle.admit("passkey_change", str(account_id), network)
    given = ceremony.offer(typed)
    await challenge.spend(given.challenge, PURPOSE, str(on))
    made = ceremony.made(given)
    name = authenticator.name_of(made.aaguid) or kind
    try:
        return await _keep(account_id, made, name[:NAME_MOST], " ".join(given.transports))
    except database.Violation as error:
        # It is somebody's already, theirs or another's.
        raise Refused from error


async def _keep(account_id: Id, made: ceremony.Made, name: str, transports: str) -> Passkey:
    row = Passkey(
        account=account_id,
        credential=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        transports=transports,
        is_backed_up=made.is_backed_up,
        created_at=clock.now(),
    )
    async with database.transaction():
        await row.save()
        await outbox.put("passkey_mail", {"account": str(account_id), "name": name})
    return row
