"""A series: sessions that repeat, as its educator chose it once. Rule: S7."""

from datetime import time
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.errors import found
from domain.profiles.profile import Profile
from domain.providers.connection import Connection
from domain.sessions.recurrence import Recurrence

_RULE = """
SELECT first_on, every_weeks, weekdays, wall_time, time_zone, until_on, times_count
FROM series WHERE id = {}
"""


class Series(Table, tablename="series"):
    """Shape: weekdays as "0,3", Monday is 0; wall_time as "16:00", meant in time_zone; either
    until_on or times_count. Its sessions name it, also those that were moved.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    learner = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    every_weeks = SmallInt(default=1)
    weekdays = Varchar(13)
    wall_time = Varchar(5)
    time_zone = Varchar(64)
    first_on = Date()
    until_on = Date(null=True, default=None)
    times_count = SmallInt(null=True, default=None)
    created_at = Timestamptz()

    S7_every_weeks = Check("every_weeks BETWEEN 1 AND 12")
    S7_at_most_sixty = Check("times_count BETWEEN 1 AND 60")
    S7_until_or_times = Check("(until_on IS NULL) <> (times_count IS NULL)")


def said(recurrence: Recurrence) -> dict[str, Any]:
    """A recurrence as the columns keep it."""
    return {
        "every_weeks": recurrence.every_weeks,
        "weekdays": ",".join(map(str, recurrence.weekdays)),
        "wall_time": f"{recurrence.wall_time:%H:%M}",
        "time_zone": recurrence.time_zone,
        "first_on": recurrence.first,
        "until_on": recurrence.until,
        "times_count": recurrence.times,
    }


async def recurrence(series: Id) -> Recurrence:
    """As it was chosen. Errors: NotFound."""
    row = found(await database.row(_RULE, series))
    first, every_weeks, weekdays, wall_time, time_zone, until, times = row
    return Recurrence(
        first,
        every_weeks,
        tuple(int(each) for each in weekdays.split(",")),
        time.fromisoformat(wall_time),
        time_zone,
        until,
        times,
    )
