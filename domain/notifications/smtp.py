"""SMTP: mails are handed over to the operator's server."""

import ssl
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from domain import settings
from domain.notifications import sender
from domain.notifications.mail import Mail, MailDelayed, MailRefused

TIMEOUT_SECONDS = 20


async def post(mail: Mail, server: SplitResult) -> None:
    made = mail.message(sender.address())
    try:
        await aiosmtplib.send(made, **_connection(server))
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = [refusal.code for refusal in error.recipients]
        raise _failure(min(codes, default=450), "recipient") from error
    except aiosmtplib.SMTPAuthenticationError as error:
        raise MailDelayed(f"{error.code} login") from error
    except aiosmtplib.SMTPResponseException as error:
        raise _failure(error.code, "message") from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailDelayed(type(error).__name__) from error


async def discard(mail: Mail, server: SplitResult) -> None:
    """Writes the mail and meets the server, as far as anybody's mail goes to anybody."""
    mail.message(sender.address()).as_bytes()
    await _meet(server)


async def greet() -> None:
    """Connects to the SMTP server and logs in, without sending anything.

    Errors: MailRefused, MailDelayed.
    """
    url = settings.current().smtp_url
    if url is not None:
        await _meet(urlsplit(url))


async def _meet(server: SplitResult) -> None:
    try:
        async with aiosmtplib.SMTP(**_connection(server)):
            pass
    except aiosmtplib.SMTPResponseException as error:
        raise _failure(error.code, error.message) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailDelayed(str(error) or type(error).__name__) from error


def _connection(server: SplitResult) -> dict[str, Any]:
    """A password travels encrypted or not at all; without one, TLS is used where it is offered."""
    implicit_tls = server.scheme == "smtps"
    host, user = server.hostname or "localhost", _user(server)
    start_tls = None if implicit_tls or user is None or _is_here(host) else True
    return {
        "hostname": host,
        "port": server.port or (465 if implicit_tls else 587),
        "username": user,
        "password": unquote(server.password) if server.password else None,
        "use_tls": implicit_tls,
        "start_tls": False if implicit_tls else start_tls,
        "tls_context": ssl.create_default_context(),
        "timeout": TIMEOUT_SECONDS,
    }


def _user(server: SplitResult) -> str | None:
    return unquote(server.username) if server.username else None


def _failure(code: int, what: str) -> Exception:
    """RFC 5321: 5xx is for good, 4xx for now."""
    return MailRefused(f"{code} {what}") if code >= 500 else MailDelayed(f"{code} {what}")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
