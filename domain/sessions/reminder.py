"""Reminders: planned with the confirmation, told when due, never twice. Rule: S14."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from domain import clock, database, events, outbox
from domain.errors import NotFound
from domain.profiles import reminder_time
from domain.profiles.actor import Actor
from domain.sessions import session as sessions
from domain.sessions.session import Session, State

_WANTED = """
SELECT t.profile, t.minutes_before FROM reminder_times t
WHERE t.profile = {} OR t.profile IN (SELECT profile FROM educators WHERE id = {})
  OR t.profile IN (SELECT id FROM profiles WHERE family = {} AND kind = 'guardian')
ORDER BY t.profile, t.minutes_before
"""
_COMING = """
SELECT s.id FROM sessions s WHERE s.state = 'confirmed' AND s.starts_at > {} AND (
  s.child = {} OR s.educator IN (SELECT id FROM educators WHERE profile = {})
  OR s.family IN (SELECT family FROM profiles WHERE id = {} AND kind = 'guardian'))
"""


async def plan(session: Session, only_for: UUID | None = None) -> None:
    """Writes what is still to come; within the transaction that confirms."""
    now = clock.now()
    found = await database.rows(_WANTED, session.child, session.educator, session.family)
    for profile, minutes in found:
        due_at = session.starts_at - timedelta(minutes=minutes)
        if due_at <= now or only_for not in (None, profile):
            continue
        await outbox.put(
            "reminder",
            {"session": str(session.id), "profile": str(profile), "minutes": minutes},
            due_at=due_at,
            useful_until=_useful_until(session, minutes),
            dedupe=f"reminder:{session.id}:{profile}:{minutes}",
        )


async def withdraw(session: Session) -> None:
    await outbox.withdraw(f"reminder:{session.id}:")


async def choose(profile: UUID, minutes: Iterable[int], *, by: Actor) -> None:
    """Sets when somebody is reminded, and plans what is coming anew with it. Rule: S14.

    Units: minutes before the start. Errors: NotFound, Forbidden, Invalid (minutes_before); nothing
    is written.
    """
    async with database.transaction():
        await reminder_time.replace(profile, minutes, by=by)
        for (coming,) in await database.rows(_COMING, clock.now(), profile, profile, profile):
            await outbox.withdraw(f"reminder:{coming}:{profile}:")
            await plan(await sessions.by_id(coming), only_for=profile)


async def remind(session_id: UUID, profile: UUID, minutes: int) -> None:
    """Tells one profile once, unless the session was moved or cancelled in the meantime."""
    # One event for each reminder, so that a worker which died after it does not tell twice.
    key = uuid5(session_id, f"{profile}:{minutes}")
    async with database.transaction():
        try:
            session = await sessions.locked(session_id)
        except NotFound:
            return
        useful_until = _useful_until(session, minutes)
        is_over = session.state != State.CONFIRMED or useful_until <= clock.now()
        if is_over or await database.row("SELECT 1 FROM events WHERE id = {}", key):
            return
        free_until = session.free_until and session.free_until.isoformat()
        await events.record(
            "session.reminded",
            by=None,
            subject=session.subject(),
            particulars=await sessions.particulars(session)
            | {"minutes": minutes, "free_until": free_until},
            only_to=profile,
            useful_until=useful_until,
            key=key,
        )


def _useful_until(session: Session, minutes: int) -> datetime:
    # A reminder that leaves time to cancel is of no use once that time is over.
    due_at, free_until = session.starts_at - timedelta(minutes=minutes), session.free_until
    return free_until if free_until is not None and due_at < free_until else session.starts_at
