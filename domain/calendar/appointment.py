"""A session as calendars take it. Rule: S16."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database, reach
from domain.errors import found
from domain.profiles.actor import Actor, Staff
from domain.sessions import notice
from domain.sessions.group_free import HOLDS_PLACE
from domain.sessions.session import State

# Of what was moved, the first of its thread, upwards from what it was moved from.
_THREAD = """
CASE WHEN s.moved_from IS NULL THEN s.id ELSE (
  WITH RECURSIVE up (id, above) AS (
    SELECT b.id, b.moved_from FROM sessions b WHERE b.id = s.moved_from
    UNION ALL SELECT b.id, b.moved_from FROM up u JOIN sessions b ON b.id = u.above)
  SELECT u.id FROM up u WHERE u.above IS NULL) END AS "thread [UUID]"
"""
READ = f"""
SELECT s.id, {_THREAD}, s.sequence, s.state, s.starts_at, s.ends_at, s.time_zone, s.service_name,
  l.name, e.name, s.credits, s.place, s.place_detail, s.notice_hours, s.created_at, s.changed_at
FROM sessions s JOIN profiles l ON l.id = s.learner JOIN profiles e ON e.id = s.educator
JOIN proposals o ON o.id = s.proposal
"""
# To its educator a group is one, under its own id; whatever changes in it makes it rise.
GROUP = f"""
SELECT g.id, g.id,
  (SELECT COALESCE(SUM(s.sequence + 1), 0) FROM sessions s WHERE s.group_date = g.id)
    + CASE WHEN g.called_off_at IS NULL THEN 0 ELSE 1 END,
  CASE WHEN g.called_off_at IS NOT NULL THEN 'cancelled'
    WHEN EXISTS (SELECT 1 FROM sessions s WHERE s.group_date = g.id AND s.state IN {HOLDS_PLACE})
    THEN 'confirmed' ELSE 'pending' END,
  g.starts_at, g.ends_at, g.time_zone, g.service_name, '', e.name, 0, g.place, g.place_detail, NULL,
  g.created_at,
  COALESCE(g.called_off_at, (SELECT MAX(s.changed_at) FROM sessions s WHERE s.group_date = g.id),
    g.created_at) AS "changed_at [TIMESTAMPTZ]",
  g.places_count,
  (SELECT COUNT(*) FROM sessions s WHERE s.group_date = g.id AND s.state IN {HOLDS_PLACE})
FROM group_dates g JOIN profiles e ON e.id = g.educator
"""


class Appointment(NamedTuple):
    """Shape: thread is the first session that this one was moved from, or itself; sequence rises
    with every change in it; places_count is of a group, as its educator has it, and else 0.
    Units: whole credits, UTC.
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
    places_count: int = 0
    taken_count: int = 0

    @property
    def free_until(self) -> datetime | None:
        """As Session.free_until. Rule: S8."""
        hours = self.notice_hours
        return None if hours is None else notice.free_until(self.starts_at, hours)

    @property
    def is_live(self) -> bool:
        return self.state in (State.CONFIRMED, State.COMPLETED, State.MISSED)


async def reachable(session: UUID, *, by: Actor) -> Appointment:
    """Of which a session is part in somebody's calendar, whatever its state: itself, or the group
    that it is to its educator. Errors: NotFound.
    """
    clause = reach.sessions(by)
    one = f"s.id = {{}} AND {clause.sql}"
    values = session, *clause.values
    row = found(await database.row(f"{READ} WHERE {one}", *values))
    if isinstance(by, Staff):
        its_group = f"{GROUP} WHERE g.id = (SELECT s.group_date FROM sessions s WHERE {one})"
        row = await database.row(its_group, *values) or row
    return Appointment(*row)


async def of_group(date: UUID, *, by: Staff) -> Appointment:
    """A group's to whoever teaches it. Errors: NotFound."""
    sql = f"{GROUP} WHERE g.id = {{}} AND g.educator = {{}}"
    return Appointment(*found(await database.row(sql, date, by.profile_id)))
