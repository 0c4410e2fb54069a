"""A mail of a template in the language of its reader, sent."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from domain import settings
from domain.accounts.reader import Reader
from domain.notifications import mailing
from domain.notifications.mail import Mail, MailDelayed, MailRefused, Offered
from web.rendering import templates
from workers.failure import Hopeless, Later

_NOBODY = Reader("nobody@localhost.invalid", "", "de", "")


async def send(
    template: str,
    to: Reader,
    reference: str,
    *,
    appointment: Offered | None = None,
    **context: Any,
) -> None:
    """Errors: Later, Hopeless."""
    written = _written(template, to, reference, context)
    await _hand(mailing.send, replace(written, appointment=appointment))


async def discard(template: str, reference: str, **context: Any) -> None:
    """Does all that send() does, for nobody and without a mail. Rule: A3. Errors: Later, Hopeless.

    Choice: whoever shares the process with the workers is served slower while a mail is written,
    and would tell by that whether one was.
    """
    await _hand(mailing.discard, _written(template, _NOBODY, reference, context))


def url_of(path: str) -> str:
    return settings.current().base_url + path


def _written(template: str, to: Reader, reference: str, context: dict[str, Any]) -> Mail:
    text, html = (
        templates.render(f"mails/{template}.{form}", context, to.language, to.time_zone)
        for form in ("txt", "html")
    )
    subject, _, body = text.strip().partition("\n")
    return Mail(to.address, subject, body.strip() + "\n", html, reference)


async def _hand(over: Callable[[Mail], Awaitable[None]], mail: Mail) -> None:
    try:
        await over(mail)
    except MailDelayed as error:
        raise Later(str(error)) from error
    except MailRefused as error:
        raise Hopeless(str(error)) from error
