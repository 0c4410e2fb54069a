"""Mails about logging in: the link and the PIN, and what became of a password. Rule: A2 A4 A8."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts import login_email, login_secrets, reader
from domain.errors import NotFound
from domain.lease import Work
from domain.profiles import profile
from workers import mail_template

MINUTES = int(login_email.KEPT.total_seconds() // 60)


async def send_login(work: Work) -> None:
    await _send_secrets("login", work)


async def welcome(work: Work) -> None:
    await _send_secrets("welcome", work)


async def tell_password(work: Work) -> None:
    to = await reader.of_account(UUID(work.payload["account"]))
    if to is not None:
        reference, now = f"password-{work.id}", clock.now()
        await mail_template.send(
            "password_changed", to, reference, changed_at=now, url=mail_template.url_of("/login")
        )


async def send_child_login(work: Work) -> None:
    await _send_secrets("child_login", work, guardian=await _name_of(work))


async def tell_child_login_not_made(work: Work) -> None:
    """Makes no link: the address is somebody else's."""
    to = await reader.of_login_email(UUID(work.payload["login_email"]))
    guardian = await _name_of(work)
    if to is not None and guardian:
        await mail_template.send("child_login_not_made", to, f"login-{work.id}", guardian=guardian)


KINDS: dict[str, Callable[[Work], Awaitable[None]]] = {
    "login_mail": send_login,
    "welcome_mail": welcome,
    "password_mail": tell_password,
    "child_login_mail": send_child_login,
    "child_login_not_made_mail": tell_child_login_not_made,
}


async def _send_secrets(template: str, work: Work, **context: Any) -> None:
    """Rule: A3: for an address that nobody has the same work is done, and discarded.

    Choice: each attempt has a reference of its own, for its link and PIN end those before.
    """
    asked = UUID(work.payload["login_email"])
    to = await reader.of_login_email(asked)
    made = await login_secrets.prepare(asked)
    if made is None:
        return
    facts = {"name": to.name if to else "", "pin": made.pin, "minutes": MINUTES, **context}
    link = mail_template.url_of(f"/login/link/{made.link_token}")
    reference = f"login-{work.id}-{work.attempts}"
    if to is None:
        await mail_template.discard(template, reference, link=link, **facts)
    else:
        await mail_template.send(template, to, reference, link=link, **facts)


async def _name_of(work: Work) -> str:
    try:
        return (await profile.by_id(UUID(work.payload["by"]))).name
    except NotFound:
        return ""
