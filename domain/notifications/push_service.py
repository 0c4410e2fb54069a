"""The push services that we send to."""

from urllib.parse import urlsplit

from domain import settings

# Endpoints come from browsers and we send to them, so only push services that exist are taken.
PUSH_HOSTS = ("fcm.googleapis.com", "updates.push.services.mozilla.com")
PUSH_DOMAINS = (".push.apple.com", ".notify.windows.com")


def origin(endpoint: str) -> str | None:
    """The push service's origin, or None where the endpoint is not one that we send to."""
    try:
        parts = urlsplit(endpoint)
        port, host = parts.port, (parts.hostname or "")
    except ValueError:
        return None
    own = f"{parts.scheme}://{parts.netloc}"
    if own in settings.current().push_services:
        return own
    known = host in PUSH_HOSTS or host.endswith(PUSH_DOMAINS)
    plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    return f"https://{host}" if known and plain else None
