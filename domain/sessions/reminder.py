"""Reminders: planned with the confirmation, told when due, never twice. Rule: S14."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from domain import clock, concern, database, events, outbox, reach
from domain.errors import NotFound
from domain.facts import Fact
from domain.profiles import reminder_time
from domain.profiles.actor import Actor
from domain.sessions import session as sessions
from domain.sessions import session_row
from domain.sessions.change import Change
from domain.sessions.session import Session, State

_WANTED = """
SELECT r.about, t.profile, t.minutes_before FROM ({concerned}) r
JOIN reminder_times t ON t.profile = r.profile
"""
_COMING = "SELECT s.id FROM sessions s WHERE s.state = 'confirmed' AND s.starts_at > {} AND "

Wanted = Collection[tuple[UUID, int]]
"""Profiles and their minutes before the start."""


async def plan(change: Change) -> None:
    """Writes what is still to come; within the transaction that confirms."""
    wanted = await _wanted(change.sessions)
    for session in change.sessions:
        await _plan(session, wanted[session.id])


async def withdraw(change: Change) -> None:
    await outbox.withdraw(*(f"reminder:{session.id}:" for session in change.sessions))


async def choose(profile: UUID, minutes: Iterable[int], *, by: Actor) -> None:
    """Sets when somebody is reminded, and plans what is coming anew with it. Rule: S14.

    Units: minutes before the start. Errors: NotFound, Forbidden, Invalid (minutes_before); nothing
    is written.
    """
    wanted = [(profile, each) for each in set(minutes)]
    async with database.transaction():
        await reminder_time.replace(profile, (each for _, each in wanted), by=by)
        own = reach.sessions_of(profile)
        coming = await database.rows(f"{_COMING}{own.sql}", clock.now(), *own.values)
        await outbox.withdraw(*(f"reminder:{session}:{profile}:" for (session,) in coming))
        for (session,) in coming:
            await _plan(await sessions.by_id(session), wanted)


async def remind(session_id: UUID, profile: UUID, minutes: int) -> None:
    """Tells one profile once, unless the session was moved or cancelled in the meantime.

    Choice: an educator is reminded of a group once, and not for each child. Rule: S18.
    """
    async with database.transaction():
        try:
            session = await session_row.locked(session_id)
        except NotFound:
            return
        # One event for each reminder, so that a worker which died after it does not tell twice.
        is_educators = profile == session.educator
        key = uuid5((is_educators and session.group_date) or session_id, f"{profile}:{minutes}")
        is_late = _useful_until(session, minutes) <= clock.now()
        if session.state != State.CONFIRMED or is_late or await events.is_recorded(key):
            return
        events.record(_fact(key, session, profile, minutes))


def _fact(key: UUID, session: Session, profile: UUID, minutes: int) -> Fact:
    free_until = session.free_until and session.free_until.isoformat()
    return Fact(
        "session.reminded",
        by=None,
        subject=session.subject,
        happened_at=clock.now(),
        particulars=session.particulars | {"minutes": minutes, "free_until": free_until},
        only_to=profile,
        useful_until=_useful_until(session, minutes),
        id=key,
    )


async def _wanted(planned: Sequence[Session]) -> dict[UUID, Wanted]:
    """By session: what its learner, its educator and the guardians want. One query."""
    families = {session.family for session in planned}
    people = {id for session in planned for id in (session.learner, session.educator)}
    concerned = concern.concerned({"guardians": families, "profile": people})
    assert concerned is not None
    sql = _WANTED.replace("{concerned}", concerned.sql)
    times = await database.rows(sql, *concerned.values)
    return {
        session.id: {
            (profile, minutes)
            for about, profile, minutes in times
            if about in (session.family, session.learner, session.educator)
        }
        for session in planned
    }


async def _plan(session: Session, wanted: Wanted) -> None:
    now = clock.now()
    for profile, minutes in wanted:
        due_at = session.starts_at - timedelta(minutes=minutes)
        if due_at > now:
            await outbox.put(
                "reminder",
                {"session": str(session.id), "profile": str(profile), "minutes": minutes},
                due_at=due_at,
                useful_until=_useful_until(session, minutes),
                dedupe=f"reminder:{session.id}:{profile}:{minutes}",
            )


def _useful_until(session: Session, minutes: int) -> datetime:
    # A reminder that leaves time to cancel is of no use once that time is over.
    due_at, free_until = session.starts_at - timedelta(minutes=minutes), session.free_until
    return free_until if free_until is not None and due_at < free_until else session.starts_at
