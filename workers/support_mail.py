"""Mails of the support to who wrote by mail address: what was answered. Rule: C6."""

from uuid import UUID

from domain.accounts.reader import Reader
from domain.lease import Work
from domain.support import guest
from workers import mail_template


async def deliver(work: Work) -> None:
    """Nothing for an answer that was taken away meanwhile."""
    told = await guest.answered(UUID(work.payload["message"]))
    if told is None:
        return
    address, language, words = told
    await mail_template.send(
        "support_answer",
        Reader(address, "", language, ""),
        f"support-{work.payload['message']}",
        words=words,
        url=mail_template.url_of("/support"),
    )
