"""The handle: what an account is called where its passkeys are kept. Rule: A5.

Choice: random and for ever the same, so that a password manager knows which passkeys are of one
account, and nobody else learns anything from it.
"""

from uuid import UUID as Id
from uuid import uuid4

from domain import database
from domain.accounts import account as accounts
from domain.errors import found

_OF = """
UPDATE accounts SET passkey_handle = coalesce(passkey_handle, {}) WHERE id = {}
RETURNING passkey_handle AS "passkey_handle [UUID]"
"""


async def known(account: Id) -> Id | None:
    """None while no passkey was ever asked for. Errors: NotFound."""
    return (await accounts.by_id(account)).passkey_handle


async def of(account: Id) -> Id:
    """Given with the first passkey that is asked for. Errors: NotFound."""
    row: tuple[Id] = found(await database.row(_OF, uuid4(), account))
    return row[0]
