"""A VAPID key: by it push services know who sends. Source: RFC 8292.

Shape: PEM, or the number of a P-256 key as base64url.
"""

import base64

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

BYTES = 32


def new() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(BYTES)).rstrip(b"=").decode()


def is_one(key: str) -> bool:
    try:
        if key.startswith("-----BEGIN"):
            loaded = load_pem_private_key(key.encode(), password=None)
            if not isinstance(loaded, ec.EllipticCurvePrivateKey):
                return False
            return isinstance(loaded.curve, ec.SECP256R1)
        raw = base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
        ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())
        return len(raw) == BYTES
    except (ValueError, TypeError):
        return False
