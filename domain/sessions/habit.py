"""A habit: what an educator last agreed on with a learner, and when that would next be free."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.profiles.actor import Staff
from domain.sessions.wall_clock import Span, instant
from domain.sessions.week import Taught

LOOKED_BACK = timedelta(days=180)
WEEKS_AHEAD = 8
LOOKED_AHEAD = timedelta(weeks=WEEKS_AHEAD + 1)

_HABITS = """
SELECT h.learner, h.family, h.service, h.place, h.place_detail, h.meeting_url, h.starts_at,
  h.ends_at, coalesce(n.for_family, ''), coalesce(n.private, '')
FROM (
  SELECT s.*, ROW_NUMBER() OVER (
    PARTITION BY s.learner ORDER BY s.created_at DESC, s.starts_at DESC, s.id) AS newest
  FROM sessions s JOIN services v ON v.id = s.service AND v.retired_at IS NULL
    AND v.places_count = 1
  JOIN proposals p ON p.id = s.proposal
  WHERE s.educator = {} AND s.starts_at > {} AND s.state <> 'declined'
    AND (p.asked = 'family' OR s.notice_hours IS NOT NULL)
) h LEFT JOIN notes n ON n.id = (
  SELECT k.id FROM sessions b JOIN notes k ON k.session = b.id
  WHERE b.learner = h.learner AND b.educator = h.educator
    AND (k.for_family <> '' OR k.private <> '')
  ORDER BY b.starts_at DESC, b.id LIMIT 1)
WHERE h.newest = 1 ORDER BY h.created_at DESC, h.id
"""


class Habit(NamedTuple):
    learner: UUID
    family: UUID
    service: UUID
    place: str
    place_detail: str
    meeting_url: str
    starts_at: datetime
    ends_at: datetime
    for_family: str
    private: str

    @property
    def noted(self) -> str:
        """What was noted last of the learner. Rule: S15."""
        return "\n".join(text for text in (self.for_family, self.private) if text)


async def habits(by: Staff) -> list[Habit]:
    """One for each learner taught of late, the newest first.

    Shape: of services still offered to one learner. Rule: S18. Choice: what a family asks for is
    one once it is accepted.
    """
    rows = await database.rows(_HABITS, by.profile_id, clock.now() - LOOKED_BACK)
    return [Habit(*row) for row in rows]


def next_free(
    habit: Habit, count: int, time_zone: str, ahead: Sequence[Taught], away: Sequence[Span]
) -> list[datetime]:
    """The same weekday and time, in the next weeks in which it is free.

    Rule: S4 S6. Shape: ahead as week.ahead() and away as away.spans() has it until LOOKED_AHEAD;
    what waits for an answer is not free either.
    """
    weekly = _weekly(habit.starts_at, clock.now(), time_zone)
    length = habit.ends_at - habit.starts_at
    free = [start for start in weekly if not at_once(start, start + length, ahead)]
    here = [start for start in free if not _touches((start, start + length), away)]
    return here[:count]


def at_once(starts_at: datetime, ends_at: datetime, ahead: Sequence[Taught]) -> list[Taught]:
    """What lies at that time. Rule: S4."""
    return [each for each in ahead if each.starts_at < ends_at and starts_at < each.ends_at]


def _touches(one: Span, others: Sequence[Span]) -> bool:
    return any(begins < one[1] and one[0] < ends for begins, ends in others)


def _weekly(usual: datetime, now: datetime, time_zone: str) -> list[datetime]:
    """Shape: by the wall clock, so that summer time moves nothing."""
    there = usual.astimezone(ZoneInfo(time_zone))
    today = now.astimezone(ZoneInfo(time_zone)).date()
    first = today + timedelta(days=(there.weekday() - today.weekday()) % 7)
    days = [first + timedelta(weeks=week) for week in range(WEEKS_AHEAD)]
    starts = [instant(day, there.time(), time_zone) for day in days]
    return [start for start in starts if start > now]
