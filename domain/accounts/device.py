"""Devices: where an account is logged in, and as which profile."""

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain.accounts.account import Account
from domain.profiles.profile import Profile


class Device(Table, tablename="devices"):
    """One browser that is, or was, logged in.

    Rule: A7 A10. Shape: `token_hash` is the SHA-256 of the cookie's token, in hex; `profile` is
    the one chosen on this device.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, on_delete=OnDelete.cascade, index=True, null=False)
    token_hash = Varchar(length=64, unique=True)
    profile = ForeignKey(
        references=Profile, null=True, default=None, on_delete=OnDelete.set_null, index=True
    )
    user_agent = Varchar(length=300, default="")
    created_at = Timestamptz()
    last_used_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)
