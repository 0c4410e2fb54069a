"""The secret in a calendar's address. Rule: S16.

Choice: it is not kept but made of the profile's id, the number of its renewals and the instance's
key, so that neither the database nor a copy of it opens anybody's calendar.
"""

import base64
import binascii
from uuid import UUID

from domain.accounts import keyed_hash
from domain.errors import NotFound

ID_BYTES, PROOF_HEX = 16, 32


def of(profile: UUID, version: int) -> str:
    proof = keyed_hash.of("calendar", str(profile), str(version))
    secret = profile.bytes + bytes.fromhex(proof[:PROOF_HEX])
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def profile_in(token: str) -> UUID:
    try:
        read = base64.b64decode(f"{token}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotFound from None
    if len(read) < ID_BYTES:
        raise NotFound
    return UUID(bytes=read[:ID_BYTES])
