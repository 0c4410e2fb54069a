"""Removal: a passkey opens the account no more. Rule: A5.

Choice: any may go, the last one too. The last way in is the mail with link and PIN, which only a
proven address has, and without one there is no passkey.
"""

from uuid import UUID as Id

from domain import database, outbox
from domain.accounts.passkeys import passkey
from domain.accounts.passkeys.passkey import Passkey


async def remove(id: Id, *, account: Id) -> None:
    """Forgets it and mails the owner.

    Choice: without asking again who it is, as for devices, for whoever lost a phone has no time.
    For good, so that the same device can be registered anew; that it was, the mail says.
    Errors: NotFound.
    """
    async with database.transaction():
        gone = await passkey.by_id(id, account=account)
        await Passkey.delete().where(Passkey.id == gone.id)
        told = {"account": str(account), "name": gone.name}
        await outbox.put("passkey_removed_mail", told)
