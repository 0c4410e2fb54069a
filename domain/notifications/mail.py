"""Sending mail: by SMTP, or as files where no SMTP server is set.

Choice: a mail that was sent before is sent under the same Message-ID and kept under the same
file name, so a repeat after a crash is one mail to whoever reads it.
"""

import asyncio
import hashlib
import os
import re
import ssl
import tempfile
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import aiosmtplib

from domain import clock, settings

TIMEOUT_SECONDS = 20
FOLDER = "mail"
SENDER_NAME = "Lernfaden"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person. Shape: `reference` names its cause and is the same in a repeat."""

    to: str
    subject: str
    text: str
    html: str
    reference: str


class MailRefused(Exception):
    """The mail server will never take this mail; trying again is of no use."""


class MailDelayed(Exception):
    """The mail could not be handed over now; trying again may help."""


async def send(mail: Mail) -> None:
    """Hands a mail over, or keeps it as a file in the data directory.

    Errors: MailRefused, MailDelayed; nothing is sent, no part of a file stays.
    """
    url = settings.current().smtp_url
    if url is None:
        await asyncio.to_thread(_keep, mail)
    else:
        await _post(mail, urlsplit(url))


def outbox_files() -> list[Path]:
    """The kept mails, newest first."""
    files = _folder().glob("*.eml")
    return sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True)


def message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as it travels: plain text with an HTML twin.

    Errors: MailRefused for a recipient that is no address.
    """
    made = EmailMessage(policy=SMTP)
    host = sender.rpartition("@")[2]
    try:
        made["From"] = formataddr((SENDER_NAME, sender))
        made["To"] = Address(addr_spec=mail.to)
        made["Subject"] = " ".join(mail.subject.split())
    except (ValueError, MessageError) as error:
        raise MailRefused("not an address") from error
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = f"<{_name(mail.reference)}@{host}>"
    # Nobody answers to these, and no absence note should come back.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text)
    made.add_alternative(mail.html, subtype="html")
    return made


async def greet() -> None:
    """Connects to the SMTP server and logs in, without sending anything; for `lernfaden doctor`.

    Errors: MailRefused, MailDelayed.
    """
    url = settings.current().smtp_url
    if url is None:
        return
    try:
        async with aiosmtplib.SMTP(**_connection(urlsplit(url))):
            pass
    except aiosmtplib.SMTPResponseException as error:
        raise _failure(error.code, error.message) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailDelayed(str(error) or type(error).__name__) from error


async def _post(mail: Mail, server: SplitResult) -> None:
    made = message(mail, _sender(server))
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


def _sender(server: SplitResult) -> str:
    """`?from=` of the address of the server, else the login where it is an address."""
    named = parse_qs(server.query).get("from")
    if named:
        return named[0]
    user = _user(server)
    if user is not None and "@" in user:
        return user
    return f"lernfaden@{urlsplit(settings.current().base_url).hostname or 'localhost'}"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _keep(mail: Mail) -> None:
    """Writes aside and renames, so that a full disk leaves nothing half."""
    base = urlsplit(settings.current().base_url)
    content = message(mail, f"lernfaden@{base.hostname or 'localhost'}").as_bytes()
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(folder / f"{_name(mail.reference)}.eml")
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise MailDelayed(f"{type(error).__name__} {error.errno}") from error


def _folder() -> Path:
    return settings.current().data_dir / FOLDER


def _name(reference: str) -> str:
    """A reference as part of a file name and of a Message-ID, different for different ones."""
    if re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,80}", reference):
        return reference
    return hashlib.sha256(reference.encode()).hexdigest()[:32]
