"""What a login e-mail carries: made when it is written, kept only as keyed hashes. Rule: A2."""

import secrets
from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database
from domain.accounts import keyed_hash

PIN_DIGITS = 6


_WRITE_SECRETS = """
UPDATE login_emails SET link_hash = CASE WHEN account IS NOT NULL THEN {} END,
  pin_hash = CASE WHEN account IS NOT NULL THEN {} END
WHERE id = {} AND spent_at IS NULL AND expires_at > {} RETURNING id
"""


class Secrets(NamedTuple):
    """What one mail carries."""

    link_token: str
    pin: str


async def prepare(login_email: Id) -> Secrets | None:
    """Makes the link and the PIN of one mail, for whoever writes it; earlier ones of it end.

    Rule: A2 A3: for an address that nobody has the same is written, but no hash of either, so they
    open nothing. Shape: None where there is nothing worth writing any more.
    """
    link_token = secrets.token_urlsafe(32)
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    written = await database.row(
        _WRITE_SECRETS,
        keyed_hash.of("link", link_token),
        keyed_hash.of("pin", str(login_email), pin),
        login_email,
        clock.now(),
    )
    return Secrets(link_token, pin) if written else None
