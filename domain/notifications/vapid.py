"""Who we are to browsers and push services: one key. Source: RFC 8292 (VAPID)."""

import base64
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid02

from domain import clock, settings

VALID_SECONDS = 23 * 3600


def application_server_key() -> str:
    """Our public key as browsers want it: base64url of the uncompressed point."""
    point = _vapid(settings.current().vapid_private_key).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def authorization(service: str) -> str:
    """The signed header by which this push service knows us, worth VALID_SECONDS.

    Errors: VapidException, ValueError.
    """
    configured = settings.current()
    expires_at = int(clock.now().timestamp()) + VALID_SECONDS
    claims = {"aud": service, "exp": expires_at, "sub": _contact(configured.base_url)}
    return str(_vapid(configured.vapid_private_key).sign(claims)["Authorization"])


@lru_cache(maxsize=4)
def _vapid(private_key: str) -> Vapid02:
    """Shape: PEM, or base64url of the raw 32 bytes."""
    text = private_key.strip()
    if text.startswith("-----"):
        return Vapid02(serialization.load_pem_private_key(text.encode(), password=None))
    return Vapid02.from_string(text)


def _contact(base_url: str) -> str:
    """Whom a push service may write to; Apple refuses an address at localhost."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    is_reachable = parts.scheme == "https" and "." in host
    return f"https://{host}" if is_reachable else "mailto:push@lernfaden.example"
