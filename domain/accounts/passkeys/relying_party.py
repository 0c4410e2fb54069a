"""The relying party: as whom passkeys know this instance, by its public address. Rule: A5."""

from urllib.parse import urlsplit

from domain import settings

NAME = "Lernfaden"

_USUAL_PORTS = {"https": 443, "http": 80}


def id() -> str:
    """The host, without a port. Source: WebAuthn 3, 5.1.2."""
    return urlsplit(settings.current().base_url).hostname or ""


def origin() -> str:
    """Where pages have to stand that ask for a passkey. Shape: as browsers write it."""
    parts = urlsplit(settings.current().base_url)
    port = f":{parts.port}" if parts.port not in (None, _USUAL_PORTS.get(parts.scheme)) else ""
    return f"{parts.scheme}://{parts.hostname}{port}"
