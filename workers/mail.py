"""Writes and sends mails: what was to be shown on a device, and all about logging in.

Rule: N1 A2 A4 A8.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from domain import clock, settings
from domain.accounts import login_email, login_secrets, reader
from domain.accounts.reader import Reader
from domain.errors import NotFound
from domain.notifications import addressed, mail
from domain.notifications.mail import Mail, MailDelayed, MailRefused
from domain.outbox import Work
from domain.profiles import profile
from web.rendering import templates
from web.words import notification_texts
from workers.failure import Hopeless, Later

MINUTES = int(login_email.KEPT.total_seconds() // 60)


async def notify(work: Work) -> None:
    """Only to an address that is proven, for the mail tells of children."""
    told = await addressed.told(*(UUID(work.payload[name]) for name in ("notification", "event")))
    if told is None or told.is_stale or told.address is None:
        return
    words = notification_texts.of(told, told.reader_kind, told.language, told.time_zone)
    to = Reader(told.address, "", told.language, told.time_zone)
    await _send(
        "notification",
        to,
        f"notification-{told.event}-{told.profile}",
        title=words.title,
        text=words.text,
        button=words.button,
        url=_url(words.address),
        settings_url=_url("/settings/notifications"),
    )


async def send_login(work: Work) -> None:
    await _send_secrets("login", work)


async def welcome(work: Work) -> None:
    await _send_secrets("welcome", work)


async def tell_password(work: Work) -> None:
    to = await reader.of_account(UUID(work.payload["account"]))
    if to is not None:
        reference, now = f"password-{work.id}", clock.now()
        await _send("password_changed", to, reference, changed_at=now, url=_url("/login"))


async def send_child_login(work: Work) -> None:
    await _send_secrets("child_login", work, guardian=await _name_of(work))


async def tell_child_login_not_made(work: Work) -> None:
    """Makes no link: the address is somebody else's."""
    to = await reader.of_login_email(UUID(work.payload["login_email"]))
    guardian = await _name_of(work)
    if to is not None and guardian:
        await _send("child_login_not_made", to, f"login-{work.id}", guardian=guardian)


KINDS: dict[str, Callable[[Work], Awaitable[None]]] = {
    "mail": notify,
    "login_mail": send_login,
    "welcome_mail": welcome,
    "password_mail": tell_password,
    "child_login_mail": send_child_login,
    "child_login_not_made_mail": tell_child_login_not_made,
}


async def _send_secrets(template: str, work: Work, **context: Any) -> None:
    """Choice: each attempt has a reference of its own, for its link and PIN end those before."""
    asked = UUID(work.payload["login_email"])
    to = await reader.of_login_email(asked)
    made = await login_secrets.prepare(asked)
    if to is None or made is None:
        return
    facts = {"name": to.name, "pin": made.pin, "minutes": MINUTES, **context}
    link = _url(f"/login/link/{made.link_token}")
    reference = f"login-{work.id}-{work.attempts}"
    await _send(template, to._replace(address=made.address), reference, link=link, **facts)


async def _send(template: str, to: Reader, reference: str, **context: Any) -> None:
    """Errors: Later, Hopeless."""
    text, html = (
        templates.render(f"mails/{template}.{form}", context, to.language, to.time_zone)
        for form in ("txt", "html")
    )
    subject, _, body = text.strip().partition("\n")
    try:
        await mail.send(Mail(to.address, subject, body.strip() + "\n", html, reference))
    except MailDelayed as error:
        raise Later(str(error)) from error
    except MailRefused as error:
        raise Hopeless(str(error)) from error


async def _name_of(work: Work) -> str:
    try:
        return (await profile.by_id(UUID(work.payload["by"]))).name
    except NotFound:
        return ""


def _url(path: str) -> str:
    return settings.current().base_url + path
