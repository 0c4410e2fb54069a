"""A login by passkey, without an address: the passkey says whose it is. Rule: A1 A5 A6."""

import hashlib
from uuid import UUID as Id

from domain import database, outbox
from domain.accounts import account, throttle
from domain.accounts.passkeys import ceremony, challenge, passkey
from domain.accounts.passkeys.passkey import Passkey
from domain.accounts.passkeys.refusal import Refused

PURPOSE = "login"


def ask(browser_secret: str) -> ceremony.Options:
    """What the browser is to sign; nothing is written."""
    return ceremony.asking(challenge.make(PURPOSE, browser_secret))


async def verify(typed: str, browser_secret: str, *, network: str) -> Id:
    """The account that a passkey opens; `network` is the address that asks.

    Errors: Throttled; Refused, whatever is wrong with it.
    """
    guessed = hashlib.sha256(ceremony.credential(typed).encode()).hexdigest()
    await throttle.admit("passkey", guessed, network)
    try:
        opened = await _verify(ceremony.answer(typed), browser_secret)
    except Refused:
        await throttle.failed("passkey", network)
        raise
    await throttle.passed("passkey", guessed)
    return opened


async def _verify(given: ceremony.Answer, browser_secret: str) -> Id:
    await challenge.spend(given.challenge, PURPOSE, browser_secret)
    kept = await passkey.by_credential(given.credential)
    if kept is None:
        raise Refused(unknown=given.credential)
    owner = await account.by_id(kept.account)
    if owner.passkey_handle is None or owner.passkey_handle.bytes != given.handle:
        raise Refused
    used = ceremony.used(given, kept.public_key)
    if not await passkey.use(kept, used.sign_count, used.is_backed_up):
        await _warn(kept)
        raise Refused
    return owner.id


async def _warn(kept: Passkey) -> None:
    """Its owner may not know that there is a copy. Source: WebAuthn 3, 6.1.1."""
    async with database.transaction():
        told = {"account": str(kept.account), "name": kept.name}
        await outbox.put("passkey_copied_mail", told)
