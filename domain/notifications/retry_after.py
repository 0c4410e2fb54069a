"""How long a service asks to be left alone. Source: RFC 9110, Retry-After."""

from email.utils import parsedate_to_datetime

from domain import clock

LONGEST_SECONDS = 24 * 3600


def seconds(said: str | None) -> float | None:
    """Shape: seconds or an HTTP date; nonsense counts as nothing said."""
    if said is None:
        return None
    try:
        asked = float(said)
    except ValueError:
        try:
            asked = (parsedate_to_datetime(said) - clock.now()).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(asked, 0.0), LONGEST_SECONDS) if asked == asked else None
