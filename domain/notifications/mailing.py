"""Mailing: by SMTP, or as files where no SMTP server is set. Rule: N1."""

import asyncio
from urllib.parse import urlsplit

from domain import settings
from domain.notifications import mail_folder
from domain.notifications.mail import Mail


async def send(mail: Mail) -> None:
    """Hands a mail over, or keeps it as a file in the data directory.

    Errors: MailRefused, MailDelayed; nothing is sent, no part of a file stays.
    """
    url = settings.current().smtp_url
    if url is None:
        await asyncio.to_thread(mail_folder.keep, mail)
    else:
        # Where mails are kept as files nobody waits at each start until its client is read.
        from domain.notifications import smtp

        await smtp.post(mail, urlsplit(url))


async def discard(mail: Mail) -> None:
    """Does what handing it over takes, but hands nothing over. Rule: A3. Errors: as send()."""
    url = settings.current().smtp_url
    if url is None:
        await asyncio.to_thread(mail_folder.discard, mail)
    else:
        from domain.notifications import smtp

        await smtp.discard(mail, urlsplit(url))
