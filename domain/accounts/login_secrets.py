"""What a login e-mail carries: made when it is written, kept only as keyed hashes. Rule: A2."""

import secrets
from typing import NamedTuple
from uuid import UUID as Id

from domain import clock, database
from domain.accounts import account, keyed_hash

PIN_DIGITS = 6


_WRITE_SECRETS = """
UPDATE login_emails SET link_hash = {}, pin_hash = {}
WHERE id = {} AND account IS NOT NULL AND spent_at IS NULL AND expires_at > {} RETURNING account
"""


class Secrets(NamedTuple):
    """What one mail carries, and where it goes."""

    link_token: str
    pin: str
    address: str


async def prepare(login_email: Id) -> Secrets | None:
    """Makes the link and the PIN of one mail, for whoever writes it; earlier ones of it end.

    Rule: A2. Shape: None where there is nobody to write to, or nothing worth writing any more.
    """
    link_token = secrets.token_urlsafe(32)
    pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
    row = await database.row(
        _WRITE_SECRETS,
        keyed_hash.of("link", link_token),
        keyed_hash.of("pin", str(login_email), pin),
        login_email,
        clock.now(),
    )
    if row is None:
        return None
    owner = await account.by_id(row[0])
    return Secrets(link_token, pin, owner.email or owner.claimed_email)
