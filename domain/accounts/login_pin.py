"""The PIN of a login e-mail: it logs in the browser that asked, once. Rule: A2."""

import hmac

from domain import clock, database
from domain.accounts import keyed_hash, throttle
from domain.accounts.login_email import Used
from domain.errors import Invalid

PIN_ATTEMPTS = 5
_NO_HASH = "-" * 64
"""As long as a hash in hex, and none."""


_COUNT_PIN = """
UPDATE login_emails SET failed_count = failed_count + 1
WHERE browser_hash = {} AND spent_at IS NULL AND expires_at > {} AND failed_count < {}
RETURNING id, pin_hash, failed_count
"""


_SPEND_PIN = """
UPDATE login_emails SET spent_at = {} WHERE id = {} AND spent_at IS NULL RETURNING account
"""


async def use(browser_secret: str, pin: str, *, network: str) -> Used:
    """Spends the PIN and its link, in the browser that asked and with 5 attempts in all.

    Rule: A2 A3: a mail to nobody ends the same way. A6. Errors: Invalid (pin: wrong with
    the attempts left, over), Throttled.
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
    id, pin_hash, attempts = counted
    typed = keyed_hash.of("pin", str(id), "".join(pin.split()))
    # No text is right while the mail is not written, or never will be; it takes as long (A3).
    if not hmac.compare_digest(pin_hash or _NO_HASH, typed):
        left = PIN_ATTEMPTS - attempts
        raise Invalid("pin", "wrong", left=left) if left else Invalid("pin", "over")
    spent = await database.row(_SPEND_PIN, now, id)
    if spent is None:
        raise Invalid("pin", "over")
    return Used(spent[0], True)
