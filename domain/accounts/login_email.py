"""The login e-mail: a link and a PIN, either of which logs in once."""

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain.accounts.account import Account


class LoginEmail(Table, tablename="login_emails"):
    """One mail that was asked for.

    Rule: A2 A3. Shape: `account` is null where nobody has the address, so that asking costs the
    same; link and PIN are made when the mail is written and are kept only as keyed hashes, in hex.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(
        references=Account, null=True, default=None, on_delete=OnDelete.cascade, index=True
    )
    browser_hash = Varchar(length=64, index=True)
    link_hash = Varchar(length=64, null=True, default=None, unique=True)
    pin_hash = Varchar(length=64, null=True, default=None)
    failed_count = SmallInt(default=0)
    created_at = Timestamptz()
    expires_at = Timestamptz()
    spent_at = Timestamptz(null=True, default=None)
