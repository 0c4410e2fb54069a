"""Passkeys: keys of an account that lie on a device or with its password manager. Rule: A5."""

from uuid import UUID as Id

from piccolo.columns import UUID, BigInt, Boolean, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.accounts.account import Account
from domain.errors import found

NAME_MOST = 60
MOST = 20
"""Of an account, which never needs so many."""

# Two uses at once: the later one's count has to be the higher, and where it is kept by nobody both
# say 0. Source: WebAuthn 3, 6.1.1.
_USE = """
UPDATE passkeys SET sign_count = {}, is_backed_up = {}, last_used_at = {}
WHERE id = {} AND (sign_count < {} OR (sign_count = 0 AND {} = 0)) RETURNING id
"""
_RENAME = "UPDATE passkeys SET name = {} WHERE id = {} AND account = {} RETURNING id"


class Passkey(Table, tablename="passkeys"):
    """Shape: `credential` and `public_key` (COSE) in base64url; `transports` words of WebAuthn with
    blanks between them; `is_backed_up` says that it is kept elsewhere, too.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False)
    credential = Varchar(length=1400, unique=True)
    public_key = Text()
    sign_count = BigInt(default=0)
    name = Varchar(length=NAME_MOST)
    transports = Varchar(length=80)
    is_backed_up = Boolean()
    created_at = Timestamptz()
    last_used_at = Timestamptz(null=True, default=None)

    A5_named = Check("length(name) BETWEEN 1 AND 60")


async def of(account: Id) -> list[Passkey]:
    """The newest first."""
    return await (
        Passkey.objects()
        .where(Passkey.account == account)
        .order_by(Passkey.created_at, ascending=False)
        .order_by(Passkey.id)
    )


async def by_id(passkey: Id, *, account: Id) -> Passkey:
    """Errors: NotFound."""
    return found(
        await Passkey.objects().get((Passkey.id == passkey) & (Passkey.account == account))
    )


async def by_credential(credential: str) -> Passkey | None:
    return await Passkey.objects().get(Passkey.credential == credential)


async def use(one: Passkey, sign_count: int, is_backed_up: bool) -> bool:
    """Notes a use; False where it counted less than before, and so may have been copied.

    Rule: A5.
    """
    values = (sign_count, is_backed_up, clock.now(), one.id, sign_count, sign_count)
    return bool(await database.rows(_USE, *values))


async def rename(passkey: Id, name: str, *, account: Id) -> None:
    """Errors: NotFound."""
    found(await database.row(_RENAME, name, passkey, account))
