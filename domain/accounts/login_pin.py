"""The PIN of a login e-mail: it logs in the browser that asked, once. Rule: A2."""

import hmac
import math
from datetime import datetime, timedelta

from domain import clock, database
from domain.accounts import keyed_hash, throttle
from domain.accounts.login_email import Used
from domain.errors import Invalid, Throttled

PIN_ATTEMPTS = 5
PINS_A_DAY = 50
"""Typed for one address, in whatever browsers and mails; of a million that there are.

Choice: a browser in which the account was open before has so many of its own, so that strangers can
close this way, for a day, only where the owner was never logged in; the link of a mail stays open.
"""
A_DAY = timedelta(days=1)
_NO_HASH = "-" * 64
"""As long as a hash in hex, and none."""


_COUNT_PIN = """
UPDATE login_emails SET failed_count = failed_count + 1
WHERE browser_hash = {} AND spent_at IS NULL AND expires_at > {} AND failed_count < {}
RETURNING id, pin_hash, failed_count, aim_hash
"""
_TYPED = """
SELECT sum(failed_count), min(created_at) AS "first [TIMESTAMPTZ]" FROM login_emails
WHERE aim_hash = {} AND created_at > {}
"""


_SPEND_PIN = """
UPDATE login_emails SET spent_at = {} WHERE id = {} AND spent_at IS NULL RETURNING account
"""


async def use(browser_secret: str, pin: str, *, network: str) -> Used:
    """Spends the PIN and its link, in the browser that asked and with 5 attempts in all.

    Rule: A2 A3: a mail to nobody ends the same way. A6. Errors: Invalid (pin: wrong with
    the attempts left, over), Throttled, also for a day.
    """
    await throttle.admit("pin", keyed_hash.of_browser(browser_secret), network)
    try:
        return await _use(browser_secret, pin)
    except Invalid:
        await throttle.failed("pin", network)
        raise


async def _use(browser_secret: str, pin: str) -> Used:
    now = clock.now()
    # Counted before it is compared, so that a hundred guesses at once are five.
    counted = await database.row(
        _COUNT_PIN, keyed_hash.of_browser(browser_secret), now, PIN_ATTEMPTS
    )
    if counted is None:
        raise Invalid("pin", "over")
    id, pin_hash, attempts, aim = counted
    await _must_have_tries(aim, now)
    typed = keyed_hash.of("pin", str(id), "".join(pin.split()))
    _must_be_right(typed, pin_hash, PIN_ATTEMPTS - attempts)
    spent = await database.row(_SPEND_PIN, now, id)
    if spent is None:
        raise Invalid("pin", "over")
    return Used(spent[0], True)


def _must_be_right(typed: str, kept: str | None, left: int) -> None:
    """Errors: Invalid (pin: wrong with the attempts left, over)."""
    # No text is right while the mail is not written, or never will be; it takes as long (A3).
    if not hmac.compare_digest(kept or _NO_HASH, typed):
        raise Invalid("pin", "wrong", left=left) if left else Invalid("pin", "over")


async def _must_have_tries(aim: str, now: datetime) -> None:
    """After it was counted, so that of many at once no more are compared either."""
    typed = await database.row(_TYPED, aim, now - A_DAY)
    if typed is not None and typed[0] > PINS_A_DAY:
        raise Throttled(math.ceil((typed[1] + A_DAY - now).total_seconds()))
