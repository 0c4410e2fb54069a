"""Challenges: what a passkey signs, so that no answer counts twice or elsewhere. Rule: A5.

Choice: each is signed with what it is for and whose it is, and only one that was answered is a row,
for login pages are opened by everybody and must not become writes.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID as Id

from piccolo.columns import UUID, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.accounts import keyed_hash
from domain.accounts.passkeys.refusal import Refused

KEPT = timedelta(minutes=5)

_ID_BYTES, _TIME_BYTES = 16, 5
_SPEND = """
INSERT INTO passkey_challenges (id, expires_at) VALUES ({}, {})
ON CONFLICT (id) DO NOTHING RETURNING id
"""
_FORGET = "DELETE FROM passkey_challenges WHERE expires_at < {}"


class SpentChallenge(Table, tablename="passkey_challenges"):
    """One that was answered, rightly or not."""

    id = UUID(primary_key=True, default=UUID4())
    expires_at = Timestamptz()


def make(purpose: str, whose: str) -> bytes:
    """A new one. Shape: whose is the secret of the browser or the id of the device that asks."""
    until = int((clock.now() + KEPT).timestamp())
    signed = secrets.token_bytes(_ID_BYTES) + until.to_bytes(_TIME_BYTES)
    return signed + _proof(purpose, whose, signed)


async def spend(challenge: bytes, purpose: str, whose: str) -> None:
    """Takes it as answered, before anybody looks how. Errors: Refused."""
    signed = challenge[: _ID_BYTES + _TIME_BYTES]
    if not hmac.compare_digest(challenge[len(signed) :], _proof(purpose, whose, signed)):
        raise Refused
    until = datetime.fromtimestamp(int.from_bytes(signed[_ID_BYTES:]), UTC)
    if until <= clock.now() or not await _is_first(Id(bytes=signed[:_ID_BYTES]), until):
        raise Refused


async def forget() -> None:
    """Deletes those whose time is over, as it alone refuses them by then."""
    await database.rows(_FORGET, clock.now())


async def _is_first(id: Id, until: datetime) -> bool:
    return bool(await database.rows(_SPEND, id, until))


def _proof(purpose: str, whose: str, signed: bytes) -> bytes:
    return bytes.fromhex(keyed_hash.of("passkey challenge", purpose, whose, signed.hex()))
