"""The contents of a calendar: all appointments that it shows. Rule: S16."""

from datetime import datetime, timedelta

from domain import clock, database, reach
from domain.calendar import bearer
from domain.calendar.appointment import GROUP, READ, Appointment
from domain.profiles.actor import Actor, Staff
from domain.sessions.shown import IS_SHOWN

CANCELLED_SHOWN = timedelta(days=30)
PAST_MONTHS = timedelta(days=80)
"""Back to the first of a month, so that what is past leaves a calendar once a month."""
MOST = 3000
_GROUPS = f"""
{GROUP} WHERE g.educator = {{}} AND g.starts_at >= {{}}
  AND (g.called_off_at IS NULL OR g.called_off_at >= {{}})
ORDER BY g.starts_at DESC, g.id LIMIT {{}}
"""
_SHOWN = f"""
s.starts_at >= {{}} AND (s.state <> 'declined' OR s.moved_from IS NOT NULL)
AND (s.state NOT IN ('cancelled', 'declined')
  OR ((s.notice_hours IS NOT NULL OR s.moved_from IS NOT NULL) AND s.changed_at >= {{}}))
AND {IS_SHOWN}
"""


async def shown(by: Actor) -> list[Appointment]:
    """All of a calendar, in order of time; one query, of an educator two.

    Shape: what is to come and the last months; of what was cancelled only what had been agreed to,
    or was to take the place of that, for 30 days. Choice: of a manager what they teach themselves,
    for nobody's day is a whole house.
    """
    now, clause = clock.now(), reach.own_sessions(by)
    values = [*clause.values, earliest(now), _midnight(now) - CANCELLED_SHOWN]
    alone = "AND s.group_date IS NULL" if isinstance(by, Staff) else ""
    shown = f"WHERE {clause.sql} AND {_SHOWN} {alone} ORDER BY s.starts_at DESC, s.id LIMIT {MOST}"
    sql = f"{READ} {shown}"
    appointments = [Appointment(*row) for row in await database.rows(sql, *values)]
    appointments += await _groups(by)
    appointments.sort(key=lambda each: (each.starts_at, each.id))
    return bearer.once_a_thread(appointments)


async def _groups(by: Actor) -> list[Appointment]:
    """One query, and none for families, who have a session in each."""
    if not isinstance(by, Staff):
        return []
    now = clock.now()
    since = _midnight(now) - CANCELLED_SHOWN
    rows = await database.rows(_GROUPS, by.profile_id, earliest(now), since, MOST)
    return [Appointment(*row) for row in rows]


def earliest(now: datetime) -> datetime:
    """What began before is in no calendar any more."""
    return (_midnight(now).replace(day=1) - PAST_MONTHS).replace(day=1)


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
