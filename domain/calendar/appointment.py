"""A session as calendars take it, and all of them that a calendar shows. Rule: S16."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, reach
from domain.errors import NotFound
from domain.profiles.actor import Actor
from domain.sessions import notice
from domain.sessions.session import State

CANCELLED_SHOWN = timedelta(days=30)
PAST_MONTHS = timedelta(days=80)
"""Back to the first of a month, so that what is past leaves a calendar once a month."""
MOST = 3000

# Of what was moved, the first of its thread, upwards from what it was moved from.
_THREAD = """
CASE WHEN s.moved_from IS NULL THEN s.id ELSE (
  WITH RECURSIVE up (id, above) AS (
    SELECT b.id, b.moved_from FROM sessions b WHERE b.id = s.moved_from
    UNION ALL SELECT b.id, b.moved_from FROM up u JOIN sessions b ON b.id = u.above)
  SELECT u.id FROM up u WHERE u.above IS NULL) END AS "thread [UUID]"
"""
_READ = f"""
SELECT s.id, {_THREAD}, s.sequence, s.state, s.starts_at, s.ends_at, s.time_zone, s.service_name,
  l.name, e.name, s.credits, s.place, s.place_detail, s.notice_hours, s.created_at, s.changed_at
FROM sessions s JOIN profiles l ON l.id = s.learner JOIN profiles e ON e.id = s.educator
"""
_SHOWN = """
s.starts_at >= {} AND s.state <> 'declined' AND (s.state <> 'cancelled'
  OR (s.notice_hours IS NOT NULL AND s.changed_at >= {}))
"""


class Appointment(NamedTuple):
    """Shape: thread is the first session that this one was moved from, or itself; sequence rises
    with every change in it. Units: whole credits, UTC.
    """

    id: UUID
    thread: UUID
    sequence: int
    state: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    service: str
    learner: str
    educator: str
    credits: int
    place: str
    place_detail: str
    notice_hours: int | None
    created_at: datetime
    changed_at: datetime

    @property
    def free_until(self) -> datetime | None:
        """As Session.free_until. Rule: S8."""
        hours = self.notice_hours
        return None if hours is None else notice.free_until(self.starts_at, hours)

    @property
    def is_live(self) -> bool:
        return self.state in (State.CONFIRMED, State.COMPLETED, State.MISSED)


async def shown(by: Actor) -> list[Appointment]:
    """All of a calendar, in order of time; one query.

    Shape: what is to come and the last months; of what was cancelled only what had been agreed to,
    for 30 days. Choice: of a manager what they teach themselves, for nobody's day is a whole house.
    """
    now, clause = clock.now(), reach.own_sessions(by)
    values = [*clause.values, earliest(now), _midnight(now) - CANCELLED_SHOWN]
    shown = f"WHERE {clause.sql} AND {_SHOWN} ORDER BY s.starts_at DESC, s.id LIMIT {MOST}"
    sql = f"{_READ} {shown}"
    found = [Appointment(*row) for row in await database.rows(sql, *values)]
    return _once_a_thread(found[::-1])


async def reachable(session: UUID, *, by: Actor) -> Appointment:
    """One, whatever its state. Errors: NotFound."""
    clause = reach.sessions(by)
    sql = f"{_READ} WHERE s.id = {{}} AND {clause.sql}"
    row = await database.row(sql, session, *clause.values)
    if row is None:
        raise NotFound
    return Appointment(*row)


def earliest(now: datetime) -> datetime:
    """What began before is in no calendar any more."""
    return (_midnight(now).replace(day=1) - PAST_MONTHS).replace(day=1)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _once_a_thread(found: Sequence[Appointment]) -> list[Appointment]:
    """A thread is one appointment: what stands, else what waits, else what was called off last.

    Choice: while a move waits for its answer and the old time stands, both are there, and the new
    one is a thread of its own until it takes the old one's place.
    """
    bearers: dict[UUID, Appointment] = {}
    for each in found:
        before = bearers.get(each.thread)
        if before is None or _rank(each) > _rank(before):
            bearers[each.thread] = each
    return [
        each if bearers[each.thread] is each else each._replace(thread=each.id)
        for each in found
        if bearers[each.thread] is each or _stands_beside(each)
    ]


def _rank(one: Appointment) -> tuple[int, int]:
    return (2 if one.is_live else 1 if one.state == State.PENDING else 0), one.sequence


def _stands_beside(one: Appointment) -> bool:
    return one.state != State.CANCELLED and one.id != one.thread
