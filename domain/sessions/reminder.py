"""Reminders: planned with the confirmation, and anew for who chooses other times. Rule: S14."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain import clock, concern, database, outbox, reach
from domain.profiles import reminder_time
from domain.profiles.actor import Actor
from domain.sessions import session as sessions
from domain.sessions.change import Change
from domain.sessions.session import Session

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


def useful_until(session: Session, minutes: int) -> datetime:
    """A reminder that leaves time to cancel is of no use once that time is over."""
    due_at, free_until = session.starts_at - timedelta(minutes=minutes), session.free_until
    return free_until if free_until is not None and due_at < free_until else session.starts_at


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
                useful_until=useful_until(session, minutes),
                dedupe=f"reminder:{session.id}:{profile}:{minutes}",
            )
