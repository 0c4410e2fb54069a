"""A claim: a time of an educator that nobody else can have for a while. Rule: S5 S6."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.sessions.change import Change
from domain.sessions.session_row import SessionRow

_MAKE = """
INSERT INTO claims (id, educator, family, session, kind, starts_at, ends_at, expires_at, created_at)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})
"""
_FORGET = "DELETE FROM claims WHERE expires_at <= {} OR kind = 'choice' AND family = {}"
_HELD = """
SELECT expires_at FROM claims WHERE kind = 'choice' AND family = {} AND educator = {}
AND starts_at <= {} AND ends_at > {} AND expires_at > {}
"""


class Kind(StrEnum):
    """A request that waits for its answer, or a slot that somebody is choosing."""

    REQUEST = "request"
    CHOICE = "choice"


class Claim(Table, tablename="claims"):
    """Two of one educator never overlap (S6_no_overlap_of_claims, on both databases).

    Shape: starts_at and ends_at with the buffers of the service; what expired is deleted before
    another is made, since a constraint cannot know the time.
    Choice: of a request that was accepted it stays until it expires, for that can be taken back.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=True, default=None)
    kind = Varchar(16, choices=Kind)
    starts_at = Timestamptz()
    ends_at = Timestamptz()
    expires_at = Timestamptz()
    created_at = Timestamptz()

    S6_kind_of_claim = Check("kind IN ('request', 'choice')")
    S6_ends_after_start = Check("ends_at > starts_at")


async def make(
    kind: Kind,
    educator: Id,
    family: Id,
    span: tuple[datetime, datetime],
    expires_at: datetime,
    session: Id | None = None,
) -> None:
    """Takes a time, with its buffers, in place of what the family was choosing elsewhere.

    Within a transaction that has the educator's rules locked. Errors: Violation S6_….
    """
    now = clock.now()
    await database.rows(_FORGET, now, family)
    values = (uuid4(), educator, family, session, kind, *span, expires_at, now)
    await database.rows(_MAKE, *values)


async def held_until(family: Id, educator: Id, starts_at: datetime) -> datetime | None:
    """Until when a family's choice is kept for it; None where it is not, or no more."""
    row = await database.row(_HELD, family, educator, starts_at, starts_at, clock.now())
    return row[0] if row else None


async def release(change: Change) -> None:
    """Lets others have the time of what was not to be."""
    ids = [session.id for session in change.sessions]
    await database.rows(f"DELETE FROM claims WHERE session IN ({database.marks(ids)})", *ids)
