"""A source: the secret iCalendar address from which busy times are read. Rule: S6.

Choice: https on its own port alone, as for push, or an origin that the operator named: an address
is typed by whoever likes, and what is asked is asked from within our network.
"""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from domain import public_address, settings
from domain.errors import Invalid

LENGTH_MOST = 2000
LARGEST_BYTES = 5 * 1024 * 1024
"""Of the calendar that stands there."""
CALENDAR_SCHEMES = ("webcal://", "webcals://")
"""How programs are told to subscribe to what is read by https."""
SHOWN_AT_END = 4


def checked(address: str) -> str:
    """An address as it is kept. Errors: Invalid (address)."""
    scheme, mark, rest = address.strip().partition("://")
    address = (
        f"https://{rest}" if f"{scheme.lower()}{mark}" in CALENDAR_SCHEMES else address.strip()
    )
    if len(address) > LENGTH_MOST:
        raise Invalid("address", "too_long", most=LENGTH_MOST)
    if not address.isascii() or not address.isprintable() or " " in address:
        raise Invalid("address", "no_link")
    if is_ours(address):
        raise Invalid("address", "own_calendar")
    if not may_be_read(address):
        raise Invalid("address", "no_calendar_address")
    return address


def may_be_read(address: str) -> bool:
    """Whether we ask there; whither its name leads is seen when it is asked."""
    parts = _parts(address)
    if parts is None:
        return False
    is_plain = parts.scheme == "https" and parts.port in (None, 443) and "@" not in parts.netloc
    return is_trusted(address) or (is_plain and not _leads_inside(parts.hostname or ""))


def is_trusted(address: str) -> bool:
    """Whether the operator named its origin."""
    parts = _parts(address)
    named = settings.current().calendar_services
    return parts is not None and f"{parts.scheme}://{parts.netloc}" in named


def is_ours(address: str) -> bool:
    """Whether it is a calendar of Lernfaden's, whose sessions are known here."""
    return address.startswith(f"{settings.current().base_url}/")


def host(address: str) -> str:
    """What may be shown of it, with its last letters."""
    parts = _parts(address)
    return (parts.hostname if parts else None) or ""


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        # Reading the port is what checks it.
        return parts if parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def _leads_inside(host: str) -> bool:
    """A number needs no name server, so nobody else would look at it."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not public_address.is_public(host)
