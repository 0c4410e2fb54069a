"""Accounts: one login each, an e-mail address and its credentials."""

from uuid import UUID as Id

from email_validator import EmailNotValidError, validate_email
from piccolo.columns import UUID, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.errors import Conflict, Invalid, found

NOBODY = Id(int=0)

# Whoever registers with a stranger's address, however often, never comes before its owner.
_OWNER = """
SELECT id FROM accounts WHERE email = {} OR (email IS NULL AND claimed_email = {})
ORDER BY CASE WHEN email IS NULL THEN 1 ELSE 0 END, created_at DESC, id LIMIT 1
"""


class Account(Table, tablename="accounts"):
    """One login.

    Shape: `email` is proven and belongs to one account only; `claimed_email` is what somebody
    typed at registration and may be a stranger's, so nothing about a family is sent to it;
    `passkey_handle` as passkeys/handle.py says.
    """

    id = UUID(primary_key=True, default=UUID4())
    email = Varchar(length=254, null=True, default=None, unique=True)
    claimed_email = Varchar(length=254)
    password_hash = Varchar(length=255, null=True, default=None)
    passkey_handle = UUID(null=True, default=None, unique=True)
    created_at = Timestamptz()

    @property
    def is_proven(self) -> bool:
        return self.email is not None


class AddressUnproven(Conflict):
    """First a link or PIN must show that the address is not somebody else's."""


def normalised(address: str) -> str:
    """One spelling for every way to type the same address.

    Errors: Invalid (email). Choice: capitals never tell two people apart, though RFC 5321 would
    let them.
    """
    try:
        parsed = validate_email(address.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise Invalid("email", "not_an_email") from None
    if len(parsed.normalized) > 254:
        raise Invalid("email", "not_an_email")
    return parsed.normalized.lower()


async def register(address: str) -> Account:
    """Makes an account for whoever typed this address; nobody is told whether another has it.

    Rule: A3 B2. Errors: Invalid (email), nothing is written.
    """
    made = Account(claimed_email=normalised(address), created_at=clock.now())
    await made.save()
    return made


async def by_id(account: Id) -> Account:
    """Errors: NotFound."""
    return found(await database.one(Account, account))


async def proven(address: str) -> Account | None:
    """The account whose owner showed that they read this (normalised) address."""
    return await Account.objects().get(Account.email == address)


async def owner_of(address: str) -> Account | None:
    """The account that a mail to this (normalised) address lets in.

    Choice: where nobody has proven it yet, the newest registration, for that is the one whose
    owner waits for the mail now; the others join it when they are proven.
    """
    row = await database.row(_OWNER, address, address)
    # Looked up in either case, so that both take as long (A3).
    return await database.one(Account, row[0] if row else NOBODY)
