"""Attendance: held or missed, and what the family says to that. Rule: S11."""

from datetime import datetime, timedelta
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database, events
from domain.credits import hold
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles import profile
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile
from domain.sessions import reminder, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State

MISSED_FROM = timedelta(minutes=15)
"""After the start."""
COMPLETED_AFTER = timedelta(minutes=15)
"""After the end."""
CORRECTABLE = timedelta(days=7)
"""After the end."""
OBJECTION = timedelta(hours=48)
"""After it was marked missed."""

_MARKED_AT = """
SELECT happened_at FROM events WHERE session = {} AND kind = 'session.missed'
ORDER BY happened_at DESC LIMIT 1
"""


class Objection(Table, tablename="objections"):
    """The family says that the child was there; once for a session. Rule: S11."""

    id = UUID(primary_key=True, default=UUID4())
    session = ForeignKey(Session, on_delete=OnDelete.restrict, null=False, unique=True)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    why = Text(default="")
    created_at = Timestamptz()


class TooEarly(Conflict):
    """It cannot be missed yet. Shape: from when on it can."""

    def __init__(self, possible_at: datetime) -> None:
        super().__init__(possible_at)
        self.possible_at = possible_at


class TooLate(Conflict):
    """The time for it is over."""


class AlreadyObjected(Conflict):
    """The family has said so before."""


def can_mark_missed(session: Session, now: datetime) -> bool:
    if session.state == State.CONFIRMED:
        return now >= session.starts_at + MISSED_FROM
    return session.state == State.COMPLETED and now <= session.ends_at + CORRECTABLE


def can_correct(session: Session, now: datetime) -> bool:
    return session.state == State.MISSED and now <= session.ends_at + CORRECTABLE


def must_be_markable(session: Session, *, by: Actor, now: datetime) -> None:
    """Errors: Forbidden, TooEarly, TooLate, Stale."""
    _must_teach(session, by)
    if session.state == State.CONFIRMED and now < session.starts_at + MISSED_FROM:
        raise TooEarly(session.starts_at + MISSED_FROM)
    if session.state == State.COMPLETED and now > session.ends_at + CORRECTABLE:
        raise TooLate
    if (State(session.state), State.MISSED) not in state.ARROWS:
        raise state.Stale(State(session.state))


async def mark_missed(session: Session, *, by: Actor, why: str = "") -> None:
    """The credit lapses. Errors: Forbidden, TooEarly, TooLate, Stale; nothing is written."""
    must_be_markable(session, by=by, now=clock.now())
    async with database.transaction():
        event = await state.change(
            session, State.MISSED, by=by.profile_id, kind="session.missed", why=why.strip()
        )
        await hold.lapse(session, event, by=by.profile_id)
        await reminder.withdraw(session)


async def correct(session: Session, *, by: Actor, why: str = "") -> None:
    """It was held after all: the credit comes back and is spent, as with any session held.

    Rule: S11 K2. Errors: Forbidden, TooLate, Stale; nothing is written.
    Choice: product.md gives back the credit and completes the session; completing spends.
    """
    _must_teach(session, by)
    if session.state == State.MISSED and clock.now() > session.ends_at + CORRECTABLE:
        raise TooLate
    if session.state != State.MISSED:
        raise state.Stale(State(session.state))
    async with database.transaction():
        event = await state.change(
            session, State.COMPLETED, by=by.profile_id, kind="session.corrected", why=why.strip()
        )
        await hold.restore_and_spend(session, event, by=by.profile_id)


async def complete(session_id: Id) -> None:
    """Completes what ended 15 minutes ago; what was cancelled or missed stays. Rule: S11 K2."""
    async with database.transaction():
        session = await sessions.locked(session_id)
        if session.state != State.CONFIRMED or clock.now() < session.ends_at + COMPLETED_AFTER:
            return
        event = await state.change(session, State.COMPLETED, by=None, kind="session.completed")
        await hold.spend(session, event)


async def can_object(session: Session, *, by: Actor) -> bool:
    if by.kind != profile.Kind.GUARDIAN or by.family_id != session.family:
        return False
    return (
        session.state == State.MISSED and await _is_open(session) and not await objection(session)
    )


async def must_be_objectable(session: Session, *, by: Actor) -> None:
    """Errors: Forbidden, Stale, TooLate, AlreadyObjected."""
    _must_be_guardian(session, by)
    if session.state != State.MISSED:
        raise state.Stale(State(session.state))
    if await objection(session):
        raise AlreadyObjected
    if not await _is_open(session):
        raise TooLate


async def objection(session: Session) -> Objection | None:
    return await Objection.objects().get(Objection.session == session.id)


async def object_to_absence(session: Session, why: str, *, by: Actor) -> None:
    """Puts it on the educator's to-do list. Errors: Forbidden, Stale, TooLate, Invalid (why)."""
    _must_be_guardian(session, by)
    if session.state != State.MISSED:
        raise state.Stale(State(session.state))
    if not why.strip():
        raise Invalid("why", "missing")
    if not await _is_open(session):
        raise TooLate
    async with database.transaction():
        if (now := await sessions.locked(session.id)).state != State.MISSED:
            raise state.Stale(State(now.state))
        if await objection(session):
            return
        await Objection(
            session=session.id, by=by.profile_id, why=why.strip(), created_at=clock.now()
        ).save()
        await events.record(
            "session.objected",
            by=by.profile_id,
            subject=session.subject(),
            why=why.strip(),
            particulars=await sessions.particulars(session),
        )


async def _is_open(session: Session) -> bool:
    marked = await database.row(_MARKED_AT, session.id)
    return marked is not None and clock.now() <= marked[0] + OBJECTION


def _must_be_guardian(session: Session, by: Actor) -> None:
    if by.kind != profile.Kind.GUARDIAN or by.family_id != session.family:
        raise Forbidden


def _must_teach(session: Session, by: Actor) -> None:
    if by.educator_id is None or by.educator_id != session.educator:
        raise Forbidden
