"""The login e-mail: a link and a PIN, either of which logs in once."""

import secrets
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from domain import clock, database, outbox
from domain.accounts import account, keyed_hash, known_browser, login_email_row, throttle
from domain.accounts.account import Account
from domain.accounts.login_email_row import LoginEmail
from domain.errors import found

KEPT = timedelta(minutes=15)

# Two asking at once wait for each other, so that the later ends the earlier.
_ASKING = {
    dialect: f"SELECT claimed_email FROM accounts WHERE id = {{}}{end}"
    for dialect, end in database.FOR_UPDATE.items()
}


class Used(NamedTuple):
    """Whom a link or PIN lets in, and whether the browser that asked for it used it."""

    account: Id
    is_same_browser: bool


async def ask(address: str, browser_secret: str, *, network: str, known: str = "") -> None:
    """Asks for a mail with link and PIN, and spends the earlier ones of this browser.

    Rule: A2 A3: the same rows are written whether or not anybody has the address. A6.
    Shape: known is what the browser keeps of the accounts that were open in it (known_browser).
    Choice: what another browser asked for stays, or a stranger could end the owner's link for ever.
    Errors: Invalid (email), Throttled; nothing is written.
    """
    address = account.normalised(address)
    browser = known_browser.named(known, address)
    await _admit(address, network, browser)
    owner = await account.owner_of(address)
    aim = _aim(address, browser or "")
    await _ask(owner.id if owner else None, browser_secret, aim, "login_mail", {})


async def ask_for(account_id: Id, browser_secret: str, *, network: str) -> None:
    """Asks for a mail that proves the address of this very account. Rule: A2 A6.

    Errors: Throttled, nothing is written.
    """
    async with database.transaction():
        (address,) = found(await database.row(_ASKING[database.dialect()], account_id))
        await _admit(address, network)
        await login_email_row.spend_earlier(browser_secret)
        await _write(account_id, browser_secret, _aim(address), "welcome_mail", {})


async def ask_first(
    account_id: Id, address: str, browser_secret: str, *, asked_before: bool, network: str
) -> None:
    """The same for an account that was made in this transaction, which nobody else knows yet.

    Rule: A2 A6. Shape: asked_before says that this browser may have asked for another mail.
    Errors: Throttled, Invalid (email); nothing is written.
    """
    address = account.normalised(address)
    await _admit(address, network)
    if asked_before:
        await login_email_row.spend_earlier(browser_secret)
    await _write(account_id, browser_secret, _aim(address), "welcome_mail", {})


async def ask_for_child(account_id: Id, is_taken: bool, **particulars: str) -> None:
    """Asks for the mail that tells a child of its login, or an owner why it could not be made.

    Rule: A3 A8: the same rows either way. Shape: no browser asked, so only the link works.
    """
    kind = "child_login_not_made_mail" if is_taken else "child_login_mail"
    nobody = secrets.token_urlsafe(32)
    await _ask(account_id, nobody, _aim(nobody), kind, particulars)


async def _admit(address: str, network: str, browser: str | None = None) -> None:
    """Shape: browser is one in which the account was open. Errors: Throttled."""
    if browser is not None:
        await throttle.admit_known("login_email", address, browser)
        return
    # Every mail counts against its network, for each may go to somebody who did not ask.
    await throttle.admit("login_email", address, network)
    await throttle.failed("login_email", network)


def _aim(address: str, browser: str = "") -> str:
    return keyed_hash.of("PINs aim at", address, browser)


async def _ask(
    account_id: Id | None, browser_secret: str, aim: str, mail: str, particulars: dict[str, str]
) -> None:
    async with database.transaction():
        # Two asking at once wait for each other here, so that the later ends the earlier; for an
        # unknown address nothing is found to wait for, at the same cost.
        await database.lock(Account, [account_id or uuid4()])
        await login_email_row.spend_earlier(browser_secret)
        await _write(account_id, browser_secret, aim, mail, particulars)


async def _write(
    account_id: Id | None, browser_secret: str, aim: str, mail: str, particulars: dict[str, str]
) -> None:
    now = clock.now()
    asked = LoginEmail(
        account=account_id,
        browser_hash=keyed_hash.of_browser(browser_secret),
        aim_hash=aim,
        created_at=now,
        expires_at=now + KEPT,
    )
    await asked.save()
    payload = {"login_email": str(asked.id), **particulars}
    await outbox.put(mail, payload, useful_until=asked.expires_at)
