"""From whom mails come, and who an appointment in one is kept up to date by."""

from urllib.parse import parse_qs, unquote, urlsplit

from domain import settings


def address() -> str:
    """`?from=` of the mail server's address, else the login where it is an address, else ours."""
    url = settings.current().smtp_url
    server = urlsplit(url or "")
    named = parse_qs(server.query).get("from")
    if named:
        return named[0]
    user = unquote(server.username or "")
    if "@" in user:
        return user
    return f"lernfaden@{urlsplit(settings.current().base_url).hostname or 'localhost'}"
