"""Accounts: one login each, an e-mail address and its credentials."""

from piccolo.columns import UUID, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table


class Account(Table, tablename="accounts"):
    """One login.

    Shape: `email` is proven and belongs to one account only; `claimed_email` is what somebody
    typed at registration and may be a stranger's, so nothing about a family is sent to it.
    """

    id = UUID(primary_key=True, default=UUID4())
    email = Varchar(length=254, null=True, default=None, unique=True)
    claimed_email = Varchar(length=254, index=True)
    password_hash = Varchar(length=255, null=True, default=None)
    created_at = Timestamptz()
