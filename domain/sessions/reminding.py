"""Reminding: a reminder is told when it is due, never twice. Rule: S14."""

from dataclasses import replace
from uuid import UUID, uuid5

from domain import clock, database, events
from domain.errors import NotFound
from domain.facts import Fact
from domain.sessions import fact, reminder, session_row
from domain.sessions.session import Session, State


async def remind(session_id: UUID, profile: UUID, minutes: int) -> None:
    """Tells one profile once, unless the session was moved or cancelled in the meantime.

    Choice: an educator is reminded of a group once, and not for each child. Rule: S18.
    """
    async with database.transaction():
        try:
            session = await session_row.locked(session_id)
        except NotFound:
            return
        key = _key(session, profile, minutes)
        is_late = reminder.useful_until(session, minutes) <= clock.now()
        if session.state != State.CONFIRMED or is_late or await events.is_recorded(key):
            return
        events.record(_fact(key, session, profile, minutes))


def _key(session: Session, profile: UUID, minutes: int) -> UUID:
    """One event for each reminder, so that a worker which died after it does not tell twice."""
    of_group = session.group_date if profile == session.educator else None
    return uuid5(of_group or session.id, f"{profile}:{minutes}")


def _fact(key: UUID, session: Session, profile: UUID, minutes: int) -> Fact:
    free_until = session.free_until and session.free_until.isoformat()
    until = reminder.useful_until(session, minutes)
    more = {"minutes": minutes, "free_until": free_until}
    told = fact.of(session, "session.reminded", by=None, more=more, useful_until=until)
    return replace(told, only_to=profile, id=key)
