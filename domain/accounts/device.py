"""Devices: where an account is logged in, and as which profile."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, live, reach
from domain.accounts.account import Account
from domain.errors import NotFound, found
from domain.profiles.profile import Profile

KEPT = timedelta(days=90)
"""From its last use."""
FRESH = timedelta(minutes=15)
"""How long after logging in the password may be changed without typing the old one."""

_CHOOSE = f"""
UPDATE devices SET profile = {{}}, token_hash = {{}}
WHERE id = {{}} AND account = {{}} AND {{}} IN ({reach.usable_by("{}")}) RETURNING id
"""


class Device(Table, tablename="devices"):
    """One browser that is, or was, logged in.

    Rule: A7 A10. Shape: `token_hash` is the SHA-256 of the cookie's token, in hex; `profile` is
    the one chosen on this device; `created_at` is when it last logged in.
    """

    id = UUID(primary_key=True, default=UUID4())
    account = ForeignKey(references=Account, on_delete=OnDelete.cascade, null=False)
    token_hash = Varchar(length=64, unique=True)
    profile = ForeignKey(references=Profile, null=True, default=None, on_delete=OnDelete.set_null)
    user_agent = Varchar(length=300, default="")
    created_at = Timestamptz()
    last_used_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    def is_fresh(self, now: datetime) -> bool:
        """Whether its person showed who they are a moment ago."""
        return now - self.created_at < FRESH


def token_hash(token: str) -> str:
    """The text under which a cookie's token is looked up; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()


def oldest_use(now: datetime) -> datetime:
    """A device last used before this is logged out. Rule: A10."""
    return now - KEPT


def heard_as(device: Id) -> str:
    """The name by which its open pages hear that they may be somebody else's by now."""
    return f"device:{device}"


def tell_pages(*devices: Id) -> None:
    """Hints all open pages of these devices, once what was written is stored. Rule: A10."""
    names = [heard_as(device) for device in devices]
    database.after_commit(lambda: live.publish_soon(names))


async def by_token(token: str) -> Device | None:
    """The logged-in device that holds this token. Rule: A10."""
    return await Device.objects().get(
        (Device.token_hash == token_hash(token))
        & (Device.ended_at.is_null())
        & (Device.last_used_at >= oldest_use(clock.now()))
    )


async def by_id(device: Id, *, account: Id) -> Device:
    """Errors: NotFound."""
    return found(await Device.objects().get((Device.id == device) & (Device.account == account)))


async def active(account: Id) -> list[Device]:
    """Every logged-in device, the one used last first. Rule: A10."""
    return await (
        Device.objects()
        .where(
            (Device.account == account)
            & (Device.ended_at.is_null())
            & (Device.last_used_at >= oldest_use(clock.now()))
        )
        .order_by(Device.last_used_at, ascending=False)
        .order_by(Device.id)
    )


async def rotate(device: Id) -> str:
    """Gives the device a new token; the old one opens nothing from now on. Rule: A10."""
    token = secrets.token_urlsafe(32)
    await Device.update({Device.token_hash: token_hash(token)}).where(Device.id == device)
    tell_pages(device)
    return token


async def choose_profile(device: Id, profile_id: Id, *, account: Id) -> str:
    """Says who uses this device now, and returns its new token, for the rights change with it.

    Rule: A7 A8 A10. Errors: NotFound, nothing is written.
    """
    token = secrets.token_urlsafe(32)
    values = (profile_id, token_hash(token), device, account, profile_id, account, account)
    if not await database.rows(_CHOOSE, *values):
        raise NotFound
    tell_pages(device)
    return token
