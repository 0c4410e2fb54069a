"""A link to an online room. Rule: S13."""

from urllib.parse import urlsplit

from domain.errors import Invalid

_NEVER = frozenset("\"'<>`\\")


def checked(url: str) -> str:
    """A link as it is kept; nothing stays nothing. Errors: Invalid (meeting_url)."""
    url = url.strip()
    if url and not url.startswith("https://"):
        raise Invalid("meeting_url", "not_https")
    if url and not (_is_plain(url) and _has_host(url)):
        raise Invalid("meeting_url", "no_link")
    return url


def _is_plain(url: str) -> bool:
    return url.isprintable() and not any(each.isspace() or each in _NEVER for each in url)


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port is what checks it.
        return parts.port != 0 and any(each.isalnum() for each in parts.hostname or "")
    except ValueError:
        return False
