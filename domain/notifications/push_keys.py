"""The keys of a push subscription: with them only its device can read a message.

Shape: base64url, as the browser gives them. Source: RFC 8291.
"""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric import ec

from domain.errors import Invalid

POINT_BYTES, AUTH_BYTES = 65, 16


def check(p256dh: str, auth: str) -> None:
    """Errors: Invalid (keys)."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decoded(p256dh))
        is_whole = len(_decoded(p256dh)) == POINT_BYTES and len(_decoded(auth)) == AUTH_BYTES
    except (ValueError, binascii.Error) as error:
        raise Invalid("keys", "not_a_key") from error
    if not is_whole:
        raise Invalid("keys", "not_a_key")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
