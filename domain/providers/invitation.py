"""An invitation: a link or QR code that makes a connection."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, names, topics
from domain.errors import Invalid, found
from domain.profiles.actor import Educator, Staff
from domain.profiles.profile import Profile
from domain.providers.provider import Provider

# Without the letters and figures that people mix up when they read a code aloud.
CODE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10
YEARS_AHEAD = 10


class Invitation(Table, tablename="invitations"):
    """Rule: B1. Shape: uses_limit 1 is single-use, null is without limit; name is its maker's
    for it, or empty.
    """

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    name = Varchar(names.LENGTH_MOST, default="")
    code = Varchar(20, unique=True)
    uses_limit = Integer(null=True, default=None)
    uses_count = Integer(default=0)
    expires_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()

    def over(self, now: datetime) -> str | None:
        """Why it does not work any more: revoked, expired or used; None while it does."""
        reasons = (
            ("revoked", self.revoked_at is not None),
            ("expired", self.expires_at is not None and self.expires_at <= now),
            ("used", self.uses_limit is not None and self.uses_count >= self.uses_limit),
        )
        return next((word for word, holds in reasons if holds), None)


async def create(
    key: Id, *, by: Staff, uses_limit: int | None, expires_at: datetime | None, name: str = ""
) -> Invitation:
    """The same key twice is one invitation. Rule: B1. Errors: Invalid."""
    if expires_at is not None:
        _must_lie_ahead(expires_at)
    made = _new(key, by, name)
    made.uses_limit, made.expires_at = uses_limit, expires_at
    try:
        async with database.transaction():
            await made.save()
            touch(made)
    except database.Violation:
        return await reachable(key, by=by)
    return made


async def reachable(invitation: Id, *, by: Staff) -> Invitation:
    """Errors: NotFound."""
    return found(await Invitation.objects().get((Invitation.id == invitation) & _reached(by)))


async def by_code(code: str) -> Invitation:
    """Errors: NotFound."""
    return found(await Invitation.objects().get(Invitation.code == code.strip().lower()))


async def newest(*, by: Staff) -> list[Invitation]:
    """The last 50. Choice: an educator sees the own ones, as the families; a manager all. B5."""
    return await (
        Invitation.objects()
        .where(_reached(by))
        .order_by(Invitation.created_at, ascending=False)
        .order_by(Invitation.id)
        .limit(50)
    )


async def revoke(invitation: Invitation) -> None:
    """Rule: B1. Choice: who was connected by it stays connected."""
    async with database.transaction():
        await Invitation.update({Invitation.revoked_at: clock.now()}).where(
            (Invitation.id == invitation.id) & (Invitation.revoked_at.is_null())
        )
        touch(invitation)


def touch(invitation: Invitation) -> None:
    """Says to its maker that it is another now."""
    topics.touch(topics.name("connection", invitation.by))


def _new(key: Id, by: Staff, name: str) -> Invitation:
    return Invitation(
        id=key,
        provider=by.provider_id,
        by=by.profile_id,
        name=names.checked(name) if name else "",
        code=_new_code(),
        created_at=clock.now(),
    )


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _must_lie_ahead(expires_at: datetime) -> None:
    if expires_at <= clock.now():
        raise Invalid("expires_on", "past")
    if expires_at.date() > clock.latest_day(YEARS_AHEAD):
        raise Invalid("expires_on", "too_far", years=YEARS_AHEAD)


def _reached(by: Staff) -> Any:
    theirs = Invitation.provider == by.provider_id
    return theirs & (Invitation.by == by.profile_id) if isinstance(by, Educator) else theirs
