"""IANA time zones, as browsers and people name them. Rule: A12."""

from functools import cache
from zoneinfo import available_timezones

from domain.errors import Invalid

USUAL = "Europe/Berlin"


@cache
def names() -> frozenset[str]:
    """Those that this machine knows, without abbreviations and offsets."""
    return frozenset(
        name
        for name in available_timezones()
        if name == "UTC" or ("/" in name and not name.startswith("Etc/"))
    )


def checked(name: str) -> str:
    """Errors: Invalid (time_zone)."""
    if name not in names():
        raise Invalid("time_zone", "unknown")
    return name


def known(said: str) -> str:
    """What a browser said, or the zone of most families where it said nothing useful."""
    return said if said in names() else USUAL
