"""A claim: a time of an educator that nobody else can have for a while. Rule: S5 S6."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.sessions import undo_window
from domain.sessions.change import Change
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow

_MAKE = """
INSERT INTO claims (id, educator, family, session, kind, starts_at, ends_at, expires_at, created_at)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})
"""
_FORGET = "DELETE FROM claims WHERE expires_at <= {}"
_FORGET_AGREED = """
DELETE FROM claims WHERE id IN (SELECT c.id FROM claims c JOIN sessions s ON s.id = c.session
  JOIN proposals o ON o.id = s.proposal
  WHERE c.educator = {} AND s.state = 'confirmed' AND (o.answered_at <= {} OR s.id = {}))
"""
_LET_GO = "DELETE FROM claims WHERE kind = 'choice' AND family = {}"
_OF_ANOTHER = """
SELECT 1 FROM claims c LEFT JOIN sessions s ON s.id = c.session
WHERE c.educator = {} AND c.starts_at < {} AND c.ends_at > {} AND c.expires_at > {}
  AND (c.session IS NULL OR s.state = 'pending' AND s.id <> {})
"""
_HELD = """
SELECT expires_at FROM claims WHERE kind = 'choice' AND family = {} AND educator = {}
AND starts_at <= {} AND ends_at > {} AND expires_at > {}
"""
_OFFERED = """
SELECT starts_at, ends_at, expires_at FROM claims
WHERE session = {} AND kind = 'offer' AND expires_at > {}
"""


class Kind(StrEnum):
    """A request that waits for its answer, a slot that somebody is choosing, and a time that was
    offered to who waits for an earlier one.
    """

    REQUEST = "request"
    CHOICE = "choice"
    OFFER = "offer"


class Claim(Table, tablename="claims"):
    """Two of one educator never overlap (S6_no_overlap_of_claims, on both databases).

    Shape: starts_at and ends_at with the buffers of the service; what expired is deleted before
    another is made, since a constraint cannot know the time.
    Choice: of a request that was accepted it stays as long as that can be taken back; its session
    takes the time then, with the buffers of today.
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

    S6_kind_of_claim = Check("kind IN ('request', 'choice', 'offer')")
    S6_ends_after_start = Check("ends_at > starts_at")


class Kept(NamedTuple):
    """A time with its buffers, and until when nobody else has it."""

    starts_at: datetime
    ends_at: datetime
    until: datetime


async def make(
    kind: Kind,
    educator: Id,
    family: Id,
    span: tuple[datetime, datetime],
    expires_at: datetime,
    session: Id | None = None,
    instead_of: Id | None = None,
) -> None:
    """Takes a time, with its buffers, in place of what the family was choosing elsewhere; what is
    offered to it does not disturb that.

    Within a transaction that has the educator's rules locked. Shape: instead_of is what would be
    given up for it, which is not taken back while this waits. Errors: Violation S6_….
    """
    now = clock.now()
    await database.rows(_FORGET, now)
    await database.rows(_FORGET_AGREED, educator, undo_window.since(now), instead_of)
    if kind != Kind.OFFER:
        await database.rows(_LET_GO, family)
    values = (uuid4(), educator, family, session, kind, *span, expires_at, now)
    await database.rows(_MAKE, *values)


async def held_until(family: Id, educator: Id, starts_at: datetime) -> datetime | None:
    """Until when a family's choice is kept for it; None where it is not, or no more."""
    row = await database.row(_HELD, family, educator, starts_at, starts_at, clock.now())
    return row[0] if row else None


async def offered(session: Session) -> Kept | None:
    """What is kept for the family that an earlier time is offered to; None where nothing is."""
    row = await database.row(_OFFERED, session.id, clock.now())
    return Kept(*row) if row else None


async def is_another_s(session: Session) -> bool:
    """Whether somebody else asks for its time, chooses it or was offered it.

    Within a transaction that has the educator's rules locked.
    """
    span = session.educator, session.ends_at, session.starts_at
    return await database.row(_OF_ANOTHER, *span, clock.now(), session.id) is not None


async def release(change: Change) -> None:
    """Lets others have the time of what was not to be."""
    ids = [session.id for session in change.sessions]
    await database.rows(f"DELETE FROM claims WHERE session IN ({database.marks(ids)})", *ids)
