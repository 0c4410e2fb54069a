"""Family times: when somebody who learns usually has time, as their family says. Rule: S17."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4
from zoneinfo import ZoneInfo

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.availability import hours
from domain.availability.hours import DAY_MINUTES
from domain.errors import Invalid, NotFound
from domain.profiles import members, shown
from domain.profiles import time_zone as time_zones
from domain.profiles.actor import Guardian
from domain.profiles.family import Family
from domain.profiles.profile import Profile

RANGES_MOST = 42

_INTO = "family_times (id, family, learner, time_zone, weekday, starts_minute, ends_minute)"
_OF = """
SELECT weekday, starts_minute, ends_minute, time_zone FROM family_times
WHERE learner = {} AND family = {} ORDER BY weekday, starts_minute, ends_minute, id
"""
_OF_FAMILY = """
SELECT learner, weekday, starts_minute, ends_minute, time_zone FROM family_times
WHERE family = {} ORDER BY learner, weekday, starts_minute, ends_minute, id
"""
_OF_LEARNERS = """
SELECT family, learner, weekday, starts_minute, ends_minute, time_zone FROM family_times
WHERE learner IN ({learners}) ORDER BY family, learner, weekday, starts_minute, ends_minute, id
"""
_FORGET = "DELETE FROM family_times WHERE learner = {} AND family = {}"


class FamilyTimeRow(Table, tablename="family_times"):
    """One range of a weekday. Shape: minutes on the wall in its zone, as WeeklyHours has them.

    Choice: of a child in two families each says its own, for each plans other days.
    """

    id = UUID(primary_key=True, default=UUID4())
    family = ForeignKey(Family, on_delete=OnDelete.restrict, null=False)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    time_zone = Varchar(64)
    weekday = SmallInt()
    starts_minute = SmallInt()
    ends_minute = SmallInt()

    S17_weekday = Check("weekday BETWEEN 0 AND 6")
    S17_times_in_order = Check(
        "0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440"
    )


class FamilyTime(NamedTuple):
    """Shape: as a row."""

    weekday: int
    starts_minute: int
    ends_minute: int
    time_zone: str

    def holds(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether all of that time lies within, on the clock of the family's zone."""
        here = ZoneInfo(self.time_zone)
        first, last = starts_at.astimezone(here), ends_at.astimezone(here)
        begin = first.hour * 60 + first.minute
        end = last.hour * 60 + last.minute + (last.date() - first.date()).days * DAY_MINUTES
        is_day = first.weekday() == self.weekday
        return is_day and self.starts_minute <= begin and end <= self.ends_minute


def fits(starts_at: datetime, ends_at: datetime, times: Sequence[FamilyTime]) -> bool:
    """Whether somebody who said these usually has time then. Pure."""
    return any(each.holds(starts_at, ends_at) for each in times)


async def of(learner: Id, family: Id) -> list[FamilyTime]:
    """In the order of the week."""
    return [FamilyTime(*row) for row in await database.rows(_OF, learner, family)]


async def of_family(family: Id) -> dict[Id, list[FamilyTime]]:
    """Of everybody of whom anything was said, each in the order of the week."""
    said: dict[Id, list[FamilyTime]] = {}
    for learner, *row in await database.rows(_OF_FAMILY, family):
        said.setdefault(learner, []).append(FamilyTime(*row))
    return said


async def of_learners(learners: Collection[Id]) -> dict[tuple[Id, Id], list[FamilyTime]]:
    """Of each of them what each of its families said, in the order of the week.

    Shape: by family and learner. No query of nobody.
    """
    said: dict[tuple[Id, Id], list[FamilyTime]] = {}
    if learners:
        sql = _OF_LEARNERS.format(learners=database.marks(learners))
        for family, learner, *row in await database.rows(sql, *learners):
            said.setdefault((family, learner), []).append(FamilyTime(*row))
    return said


async def replace(
    learner: Id, times: Sequence[tuple[int, int, int]], time_zone: str, *, by: Guardian
) -> None:
    """Says anew when a learner of the family usually has time; nothing that is agreed changes.

    Shape: times as weekday, starts_minute, ends_minute. Errors: NotFound, Invalid (hours, with the
    number of the range that is at fault; time_zone), nothing is written.
    """
    if learner not in {each.id for each in await members.learners(by.family_id)}:
        raise NotFound
    _check(times, time_zone)
    async with database.transaction():
        await database.rows(_FORGET, learner, by.family_id)
        rows = [(uuid4(), by.family_id, learner, time_zone, *each) for each in times]
        await database.insert(_INTO, rows)
        await shown.profile(learner)


def _check(times: Sequence[tuple[int, int, int]], time_zone: str) -> None:
    time_zones.checked(time_zone)
    if len(times) > RANGES_MOST:
        raise Invalid("hours", "too_many_ranges", number=RANGES_MOST)
    for number, (_, starts, ends) in enumerate(times):
        hours.must_be_in_order(starts, ends, number)
    hours.must_not_overlap((*each, number) for number, each in enumerate(times))
