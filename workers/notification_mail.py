"""Mails what was to be shown on a device. Rule: N1."""

from uuid import UUID

from domain.accounts.reader import Reader
from domain.lease import Work
from domain.notifications import addressed
from web.words import notification_texts
from workers import mail_template


async def deliver(work: Work) -> None:
    """Only to an address that is proven, for the mail tells of children."""
    told = await addressed.told(*(UUID(work.payload[name]) for name in ("notification", "event")))
    if told is None or told.is_stale or told.address is None:
        return
    words = notification_texts.of(told, told.reader_kind, told.language, told.time_zone)
    to = Reader(told.address, "", told.language, told.time_zone)
    await mail_template.send(
        "notification",
        to,
        f"notification-{told.event}-{told.profile}",
        title=words.title,
        text=words.text,
        button=words.button,
        url=mail_template.url_of(words.address),
        settings_url=mail_template.url_of("/settings/notifications"),
    )
