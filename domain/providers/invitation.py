"""An invitation: a link or QR code that makes a connection, or lets somebody into a family."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, names, topics
from domain.errors import Invalid, found
from domain.profiles.actor import Educator, Guardian, Manager, Staff
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.providers.provider import Provider

# Without the letters and figures that people mix up when they read a code aloud.
CODE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 10
YEARS_AHEAD = 10
GUARDIANS_KEPT = timedelta(days=7)

Inviter = Guardian | Staff


class Kind(StrEnum):
    """Whom it brings: a family to a provider, or one more guardian into a family."""

    FAMILY = "family"
    GUARDIAN = "guardian"


class Invitation(Table, tablename="invitations"):
    """Rule: B1. Shape: uses_limit 1 is single-use, null is without limit; name is its maker's
    for it, or empty; of provider and family the one to which it leads.
    """

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=True, default=None)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    name = Varchar(names.LENGTH_MOST, default="")
    code = Varchar(20, unique=True)
    uses_limit = Integer(null=True, default=None)
    uses_count = Integer(default=0)
    expires_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()
    kind = Varchar(16, choices=Kind, default=Kind.FAMILY)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=True, default=None)

    B1_invited_to = Check(
        "kind = 'family' AND provider IS NOT NULL AND family IS NULL OR kind = 'guardian'"
        " AND provider IS NULL AND family IS NOT NULL AND uses_limit IS NOT NULL"
        " AND uses_limit = 1 AND expires_at IS NOT NULL"
    )

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
    """Of a family to the provider. Rule: B1. Errors: Invalid."""
    if expires_at is not None:
        _must_lie_ahead(expires_at)
    ends = {"uses_limit": uses_limit, "expires_at": expires_at}
    return await _store(key, by, name, provider=by.provider_id, **ends)


async def create_for_guardian(key: Id, *, by: Guardian, name: str = "") -> Invitation:
    """Of one more guardian into the own family. Rule: A8 B1. Errors: Invalid.

    Choice: for one person and seven days, as it opens everything that the family sees.
    """
    ends = {"uses_limit": 1, "expires_at": clock.now() + GUARDIANS_KEPT}
    return await _store(key, by, name, kind=Kind.GUARDIAN, family=by.family_id, **ends)


async def reachable(invitation: Id, *, by: Inviter) -> Invitation:
    """Errors: NotFound."""
    return found(await Invitation.objects().get((Invitation.id == invitation) & _reached(by)))


async def by_code(code: str) -> Invitation:
    """Errors: NotFound."""
    return found(await Invitation.objects().get(Invitation.code == code.strip().lower()))


async def newest(*, by: Inviter) -> list[Invitation]:
    """The last 50.

    Rule: B5. Choice: an educator sees the own ones, as the families; a manager all, and a guardian
    those into the family.
    """
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


async def revoke_by(maker: Id, family: Id) -> None:
    """Those of one guardian into the family, who leaves it. In a transaction."""
    await Invitation.update({Invitation.revoked_at: clock.now()}).where(
        (Invitation.by == maker) & (Invitation.family == family) & (Invitation.revoked_at.is_null())
    )


def touch(invitation: Invitation) -> None:
    """Says to its maker that it is another now."""
    topics.touch(topics.name("connection", invitation.by))


async def _store(key: Id, by: Inviter, name: str, **leads: Any) -> Invitation:
    """The same key twice is one invitation."""
    made = _new(key, by, name, **leads)
    try:
        async with database.transaction():
            await made.save()
            touch(made)
    except database.Violation:
        return await reachable(key, by=by)
    return made


def _new(key: Id, by: Inviter, name: str, **leads: Any) -> Invitation:
    """Shape: leads says to whom, for how many, and how long."""
    kept, now = names.checked(name) if name else "", clock.now()
    return Invitation(
        id=key, by=by.profile_id, name=kept, code=_new_code(), created_at=now, **leads
    )


def _new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _must_lie_ahead(expires_at: datetime) -> None:
    if expires_at <= clock.now():
        raise Invalid("expires_on", "past")
    if expires_at.date() > clock.latest_day(YEARS_AHEAD):
        raise Invalid("expires_on", "too_far", years=YEARS_AHEAD)


def _reached(by: Inviter) -> Any:
    match by:
        case Guardian():
            return Invitation.family == by.family_id
        case Educator():
            own = Invitation.by == by.profile_id
            return (Invitation.provider == by.provider_id) & own
        case Manager():
            return Invitation.provider == by.provider_id
