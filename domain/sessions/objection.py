"""An objection: the family says that the learner was there. Rule: S11."""

from datetime import datetime
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles.actor import Actor, Guardian
from domain.profiles.profile import Profile
from domain.sessions import history, objection_standing, session_row, state
from domain.sessions.objection_standing import Standing
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

_MAKE = """
INSERT INTO objections (id, session, "by", why, created_at, answer)
VALUES ({}, {}, {}, {}, {}, '') ON CONFLICT (session) DO UPDATE
SET "by" = excluded."by", why = excluded.why, created_at = excluded.created_at,
  answer = '', answered_at = NULL, answered_by = NULL
WHERE objections.created_at < {} RETURNING objections.id
"""
_ANSWER = """
UPDATE objections SET answer = {}, answered_at = {}, answered_by = {}
WHERE session = {} AND answered_at IS NULL RETURNING id
"""


class Objection(Table, tablename="objections"):
    """Once each time that a session was marked missed. Shape: the last one, for the events keep
    them all; answer is the educator's reason where it stays missed.
    """

    id = UUID(primary_key=True, default=UUID4())
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=False, unique=True)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    why = Text(default="")
    created_at = Timestamptz()
    answer = Text(default="")
    answered_at = Timestamptz(null=True, default=None)
    answered_by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)


class AlreadyObjected(Conflict):
    """The family has said so before."""


class ObjectionOver(Conflict):
    """The 48 hours are over."""


def refusal(
    session: Session, made: Standing | None, *, by: Actor, now: datetime
) -> Exception | None:
    """Why this profile cannot object now; None where it can."""
    if not (isinstance(by, Guardian) and by.family_id == session.family):
        return Forbidden()
    if session.state != State.MISSED or made is None:
        return state.Stale(State(session.state))
    if made.made_at is not None:
        return AlreadyObjected()
    return None if now <= made.possible_until else ObjectionOver()


async def make(session: Session, why: str, *, by: Actor) -> None:
    """Puts it on the educator's to-do list.

    Errors: Forbidden, Stale, AlreadyObjected, ObjectionOver, Invalid (why); nothing is written.
    """
    now = clock.now()
    if refused := refusal(session, await objection_standing.of(session), by=by, now=now):
        raise refused
    if not why.strip():
        raise Invalid("why", "missing")
    async with database.transaction():
        await must_still_be_missed(session)
        await _put(session, why.strip(), now, by)
        history.add(objection_standing.OBJECTED, session, by=by.profile_id, why=why)


async def must_still_be_missed(session: Session) -> None:
    """Keeps it so until the transaction ends. Errors: Stale; RuntimeError outside of one."""
    if (locked := await session_row.locked(session.id)).state != State.MISSED:
        raise state.Stale(State(locked.state))


async def close(session: Session, *, by: Id, why: str = "") -> bool:
    """Answers it, by a reason or by what happens to the session; False where none is open."""
    return bool(await database.rows(_ANSWER, why, clock.now(), by, session.id))


async def _put(session: Session, why: str, now: datetime, by: Actor) -> None:
    """Errors: AlreadyObjected."""
    made = await objection_standing.of(session)
    typed = (uuid4(), session.id, by.profile_id, why, now)
    if made is None or not await database.rows(_MAKE, *typed, made.missed_at):
        raise AlreadyObjected
