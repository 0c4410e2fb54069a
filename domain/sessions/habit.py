"""A habit: what an educator last agreed on with a learner, and when that would next be free."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.profiles.actor import Staff
from domain.sessions.asked import LONGEST
from domain.sessions.wall_clock import instant

LOOKED_BACK = timedelta(days=180)
WEEKS_AHEAD = 8

_HABITS = """
SELECT h.learner, h.service, h.place, h.place_detail, h.meeting_url, h.starts_at, h.ends_at FROM (
  SELECT s.*, ROW_NUMBER() OVER (
    PARTITION BY s.learner ORDER BY s.created_at DESC, s.starts_at DESC, s.id) AS newest
  FROM sessions s JOIN services v ON v.id = s.service AND v.retired_at IS NULL
  WHERE s.educator = {} AND s.starts_at > {} AND s.state <> 'declined'
) h WHERE h.newest = 1 ORDER BY h.created_at DESC, h.id
"""
_TAKEN = """
SELECT starts_at, ends_at FROM sessions WHERE educator = {} AND starts_at > {} AND starts_at < {}
AND state IN ('pending', 'confirmed')
"""


class Habit(NamedTuple):
    learner: UUID
    service: UUID
    place: str
    place_detail: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime


async def habits(by: Staff) -> list[Habit]:
    """One for each learner taught of late, the newest first. Shape: of services still offered."""
    rows = await database.rows(_HABITS, by.profile_id, clock.now() - LOOKED_BACK)
    return [Habit(*row) for row in rows]


async def next_free(habit: Habit, count: int, time_zone: str, *, by: Staff) -> list[datetime]:
    """The same weekday and time, in the next weeks in which it is free.

    Rule: S4. Shape: what waits for an answer is not free either.
    """
    now = clock.now()
    until = now + timedelta(weeks=WEEKS_AHEAD + 1)
    rows = await database.rows(_TAKEN, by.profile_id, now - LONGEST, until)
    taken = [(starts_at, ends_at) for starts_at, ends_at in rows]
    weekly = _weekly(habit.starts_at, now, time_zone)
    length = habit.ends_at - habit.starts_at
    return [start for start in weekly if _is_free(start, length, taken)][:count]


def _weekly(usual: datetime, now: datetime, time_zone: str) -> list[datetime]:
    """Shape: by the wall clock, so that summer time moves nothing."""
    there = usual.astimezone(ZoneInfo(time_zone))
    today = now.astimezone(ZoneInfo(time_zone)).date()
    first = today + timedelta(days=(there.weekday() - today.weekday()) % 7)
    days = [first + timedelta(weeks=week) for week in range(WEEKS_AHEAD)]
    starts = [instant(day, there.time(), time_zone) for day in days]
    return [start for start in starts if start > now]


def _is_free(
    start: datetime, length: timedelta, taken: Sequence[tuple[datetime, datetime]]
) -> bool:
    return not any(begun < start + length and start < ended for begun, ended in taken)
