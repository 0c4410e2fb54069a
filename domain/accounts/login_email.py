"""The login e-mail: a link and a PIN, either of which logs in once."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, outbox, settings
from domain.accounts import account, throttle
from domain.accounts.account import Account
from domain.errors import Conflict, Invalid, NotFound

KEPT = timedelta(minutes=15)
PIN_DIGITS = 6
PIN_ATTEMPTS = 5

# Two asking at once wait for each other, so that the later ends the earlier.
_ASKING = {
    dialect: f"SELECT claimed_email FROM accounts WHERE id = {{}}{end}"
    for dialect, end in database.FOR_UPDATE.items()
}
_SPEND_EARLIER = """
UPDATE login_emails SET spent_at = {}
WHERE spent_at IS NULL AND (account = {} OR browser_hash = {})
"""
_WRITE_SECRETS = """
UPDATE login_emails SET link_hash = {}, pin_hash = {}
WHERE id = {} AND account IS NOT NULL AND spent_at IS NULL AND expires_at > {} RETURNING account
"""
_SPEND_LINK = """
UPDATE login_emails SET spent_at = {}
WHERE link_hash = {} AND spent_at IS NULL AND expires_at > {} RETURNING account, browser_hash
"""
_BY_LINK = """
SELECT account FROM login_emails WHERE link_hash = {} AND spent_at IS NULL AND expires_at > {}
"""
_COUNT_PIN = """
UPDATE login_emails SET failed_count = failed_count + 1
WHERE browser_hash = {} AND spent_at IS NULL AND expires_at > {} AND failed_count < {}
RETURNING id, pin_hash, failed_count
"""
_SPEND_PIN = """
UPDATE login_emails SET spent_at = {} WHERE id = {} AND spent_at IS NULL RETURNING account
"""


class LoginEmail(Table, tablename="login_emails"):
    """One mail that was asked for.

    Rule: A2 A3. Shape: `account` is null where nobody has the address, so that asking costs the
    same; link and PIN are made when the mail is written and are kept only as keyed hashes, in hex;
    `failed_count` counts PINs typed, also the right one.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, null=True, default=None, on_delete=OnDelete.cascade)
    browser_hash = Varchar(length=64)
    link_hash = Varchar(length=64, null=True, default=None, unique=True)
    pin_hash = Varchar(length=64, null=True, default=None)
    failed_count = SmallInt(default=0)
    created_at = Timestamptz()
    expires_at = Timestamptz()
    spent_at = Timestamptz(null=True, default=None)


class LinkOver(Conflict):
    """The link was used, or its 15 minutes or a newer mail ended it."""


class Secrets(NamedTuple):
    """What one mail carries, and where it goes."""

    link_token: str
    pin: str
    address: str


class Used(NamedTuple):
    """Whom a link or PIN lets in, and whether the browser that asked for it used it."""

    account: Id
    is_same_browser: bool


async def ask(address: str, browser_secret: str, *, network: str) -> None:
    """Asks for a mail with link and PIN, and spends the earlier ones.

    Rule: A2 A3: the same rows are written whether or not anybody has the address. A6.
    Errors: Invalid (email), Throttled; nothing is written.
    """
    address = account.normalised(address)
    await _admit(address, network)
    owner = await account.owner_of(address)
    await _ask(owner.id if owner else None, browser_secret, "login_mail", {})


async def ask_for(account_id: Id, browser_secret: str, *, network: str) -> None:
    """Asks for a mail that proves the address of this very account. Rule: A2 A6.

    Errors: Throttled, nothing is written.
    """
    async with database.transaction():
        asking = await database.row(_ASKING[database.dialect()], account_id)
        if asking is None:
            raise NotFound
        await _admit(asking[0], network)
        await _spend_earlier(account_id, browser_secret)
        await _write(account_id, browser_secret, "welcome_mail", {})


async def ask_first(
    account_id: Id, address: str, browser_secret: str, *, asked_before: bool, network: str
) -> None:
    """The same for an account that was made in this transaction, which nobody else knows yet.

    Rule: A2 A6. Shape: asked_before says that this browser may have asked for another mail.
    Errors: Throttled, Invalid (email); nothing is written.
    """
    await _admit(account.normalised(address), network)
    if asked_before:
        await _spend_earlier(account_id, browser_secret)
    await _write(account_id, browser_secret, "welcome_mail", {})


async def ask_for_child(account_id: Id, is_taken: bool, **particulars: str) -> None:
    """Asks for the mail that tells a child of its login, or an owner why it could not be made.

    Rule: A3 A8: the same rows either way. Shape: no browser asked, so only the link works.
    """
    kind = "child_login_not_made_mail" if is_taken else "child_login_mail"
    await _ask(account_id, secrets.token_urlsafe(32), kind, particulars)


async def prepare(login_email: Id) -> Secrets | None:
    """Makes the link and the PIN of one mail, for whoever writes it; earlier ones of it end.

    Rule: A2. Shape: None where there is nobody to write to, or nothing worth writing any more.
    """
    link_token = secrets.token_urlsafe(32)
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    row = await database.row(
        _WRITE_SECRETS,
        _keyed("link", link_token),
        _keyed("pin", str(login_email), pin),
        login_email,
        clock.now(),
    )
    if row is None:
        return None
    owner = await account.by_id(row[0])
    return Secrets(link_token, pin, owner.email or owner.claimed_email)


async def is_usable(link_token: str) -> bool:
    """Whether the link's button would log in; looking spends nothing, for mail scanners look."""
    return await database.row(_BY_LINK, _keyed("link", link_token), clock.now()) is not None


async def use_link(link_token: str, browser_secret: str | None) -> Used:
    """Spends the link and its PIN; of two at once one wins. Rule: A2. Errors: LinkOver."""
    now = clock.now()
    spent = await database.row(_SPEND_LINK, now, _keyed("link", link_token), now)
    if spent is None:
        raise LinkOver
    same = browser_secret is not None and hmac.compare_digest(
        spent[1], _browser_hash(browser_secret)
    )
    return Used(spent[0], same)


async def use_pin(browser_secret: str, pin: str, *, network: str) -> Used:
    """Spends the PIN and its link, in the browser that asked and with 5 attempts in all.

    Rule: A2 A3: a mail to nobody ends the same way. A6. Errors: Invalid (pin: wrong with
    the attempts left, over), Throttled.
    """
    await throttle.admit("pin", _browser_hash(browser_secret), network)
    try:
        return await _use_pin(browser_secret, pin)
    except Invalid:
        await throttle.failed("pin", network)
        raise


async def _use_pin(browser_secret: str, pin: str) -> Used:
    now = clock.now()
    # Counted before it is compared, so that a hundred guesses at once are five.
    counted = await database.row(_COUNT_PIN, _browser_hash(browser_secret), now, PIN_ATTEMPTS)
    if counted is None:
        raise Invalid("pin", "over")
    id, pin_hash, attempts = counted
    typed = _keyed("pin", str(id), "".join(pin.split()))
    if not hmac.compare_digest(pin_hash or _keyed("pin", str(id), "none"), typed):
        left = PIN_ATTEMPTS - attempts
        raise Invalid("pin", "wrong", left=left) if left else Invalid("pin", "over")
    spent = await database.row(_SPEND_PIN, now, id)
    if spent is None:
        raise Invalid("pin", "over")
    return Used(spent[0], True)


async def _admit(address: str, network: str) -> None:
    # Every mail counts against its network, for each may go to somebody who did not ask.
    await throttle.admit("login_email", address, network)
    await throttle.failed("login_email", network)


async def _ask(
    account_id: Id | None, browser_secret: str, mail: str, particulars: dict[str, str]
) -> None:
    async with database.transaction():
        # Two asking at once wait for each other here, so that the later ends the earlier; for an
        # unknown address nothing is found to wait for, at the same cost.
        await database.lock(Account, [account_id or uuid4()])
        await _spend_earlier(account_id, browser_secret)
        await _write(account_id, browser_secret, mail, particulars)


async def _spend_earlier(account_id: Id | None, browser_secret: str) -> None:
    await database.rows(_SPEND_EARLIER, clock.now(), account_id, _browser_hash(browser_secret))


async def _write(
    account_id: Id | None, browser_secret: str, mail: str, particulars: dict[str, str]
) -> None:
    now = clock.now()
    asked = LoginEmail(
        account=account_id,
        browser_hash=_browser_hash(browser_secret),
        created_at=now,
        expires_at=now + KEPT,
    )
    await asked.save()
    payload = {"login_email": str(asked.id), **particulars}
    await outbox.put(mail, payload, useful_until=asked.expires_at)


def _browser_hash(browser_secret: str) -> str:
    return _keyed("browser", browser_secret)


def _keyed(purpose: str, *texts: str) -> str:
    # Keyed, because a six-digit PIN under a plain hash is found by trying them all.
    message = "\x00".join((purpose, *texts)).encode()
    return hmac.new(settings.current().secret_key, message, hashlib.sha256).hexdigest()
