"""Mails about passkeys: one came, one went, or one was used that may be a copy. Rule: A5."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from domain import clock
from domain.accounts import reader
from domain.lease import Work
from workers import mail_template

CAME, WENT, COPIED = "passkey_mail", "passkey_removed_mail", "passkey_copied_mail"


async def tell(work: Work) -> None:
    to = await reader.of_account(UUID(work.payload["account"]))
    if to is None:
        return
    await mail_template.send(
        "passkey",
        to,
        f"passkey-{work.id}",
        what=work.kind,
        name=work.payload["name"],
        at=clock.now(),
        url=mail_template.url_of("/settings/passkeys"),
    )


KINDS: dict[str, Callable[[Work], Awaitable[None]]] = dict.fromkeys((CAME, WENT, COPIED), tell)
