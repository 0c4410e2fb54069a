"""A signed link: the secret part of an address that leads to one thing, for a while or for good."""

import base64
import binascii
from datetime import UTC, datetime
from hmac import compare_digest
from uuid import UUID

from domain.accounts import keyed_hash
from domain.errors import NotFound

_ID_BYTES, _TIME_BYTES, _PROOF_HEX = 16, 5, 32


def token(purpose: str, id: UUID, until: datetime) -> str:
    """Shape: letters, digits, - and _; what is made for one purpose is none for another."""
    signed = id.bytes + int(until.timestamp()).to_bytes(_TIME_BYTES)
    return base64.urlsafe_b64encode(signed + _proof(purpose, signed)).rstrip(b"=").decode()


def read(purpose: str, token: str) -> tuple[UUID, datetime]:
    """To what it leads, and until when, which may be over. Errors: NotFound, if it is made up."""
    padding = "=" * (-len(token) % 4)
    try:
        known = base64.b64decode(token + padding, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotFound from None
    signed = known[: _ID_BYTES + _TIME_BYTES]
    if not compare_digest(known[len(signed) :], _proof(purpose, signed)):
        raise NotFound
    until = int.from_bytes(signed[_ID_BYTES:])
    return UUID(bytes=signed[:_ID_BYTES]), datetime.fromtimestamp(until, UTC)


def _proof(purpose: str, signed: bytes) -> bytes:
    return bytes.fromhex(keyed_hash.of(purpose, signed.hex())[:_PROOF_HEX])
