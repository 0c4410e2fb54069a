"""An exception: a day with other hours than its weekday's, or with none. Rule: S6."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, SmallInt
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.availability import hours, rules
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.profiles.profile import Profile

YEARS_AHEAD = 2

Ranges = tuple[tuple[int, int], ...]
"""Of one day. Units: minutes from midnight on the wall."""

_INTO = "hours_exceptions (id, educator, on_day, starts_minute, ends_minute)"
_BETWEEN = """
SELECT on_day, starts_minute, ends_minute FROM hours_exceptions
WHERE educator = {} AND on_day >= {} AND on_day <= {} ORDER BY on_day, starts_minute, id
"""
_FORGET = "DELETE FROM hours_exceptions WHERE educator = {} AND on_day = {}"


class HoursException(Table, tablename="hours_exceptions"):
    """One range of such a day. Shape: minutes as weekly hours; both 0 for a day with none."""

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    on_day = Date()
    starts_minute = SmallInt()
    ends_minute = SmallInt()

    S6_exception_in_order = Check(
        "starts_minute = 0 AND ends_minute = 0"
        " OR 0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440"
    )


async def between(educator: Id, first: date, last: date) -> dict[date, Ranges]:
    """By day; empty for a day with none."""
    by_day: dict[date, Ranges] = {}
    for day, starts, ends in await database.rows(_BETWEEN, educator, first, last):
        by_day[day] = by_day.get(day, ()) + (((starts, ends),) if ends else ())
    return by_day


async def make(day: date, ranges: Sequence[tuple[int, int]], *, by: Staff) -> None:
    """Says the hours of one day, which no weekday's then add to; without ranges it has none.

    Errors: Invalid (day, hours), nothing is written.
    """
    _check(day, ranges)
    async with database.transaction():
        await rules.begin(by)
        await database.rows(_FORGET, by.profile_id, day)
        kept = [(uuid4(), by.profile_id, day, *each) for each in ranges or [(0, 0)]]
        await database.insert(_INTO, kept)
        rules.changed(by.profile_id)


async def end(day: date, *, by: Staff) -> None:
    """Lets the weekday's hours hold again."""
    async with database.transaction():
        await rules.begin(by)
        await database.rows(_FORGET, by.profile_id, day)
        rules.changed(by.profile_id)


def _check(day: date, ranges: Sequence[tuple[int, int]]) -> None:
    """Errors: Invalid (day, hours)."""
    today = clock.now().date()
    if not today.toordinal() - 1 <= day.toordinal() <= clock.latest_day(YEARS_AHEAD).toordinal():
        raise Invalid("day", "out_of_range")
    for number, (starts, ends) in enumerate(ranges):
        hours.must_be_in_order(starts, ends, number)
    hours.must_not_overlap((day, *each, number) for number, each in enumerate(ranges))
