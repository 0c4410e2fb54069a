"""A mail of a template in the language of its reader, sent."""

from typing import Any

from domain import settings
from domain.accounts.reader import Reader
from domain.notifications import mailing
from domain.notifications.mail import Mail, MailDelayed, MailRefused
from web.rendering import templates
from workers.failure import Hopeless, Later


async def send(template: str, to: Reader, reference: str, **context: Any) -> None:
    """Errors: Later, Hopeless."""
    text, html = (
        templates.render(f"mails/{template}.{form}", context, to.language, to.time_zone)
        for form in ("txt", "html")
    )
    subject, _, body = text.strip().partition("\n")
    try:
        await mailing.send(Mail(to.address, subject, body.strip() + "\n", html, reference))
    except MailDelayed as error:
        raise Later(str(error)) from error
    except MailRefused as error:
        raise Hopeless(str(error)) from error


def url_of(path: str) -> str:
    return settings.current().base_url + path
