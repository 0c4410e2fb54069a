"""An absence: when an educator is away, for whole days or for hours. Rule: S6."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, Date, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.availability import rules, wall
from domain.availability.hours import DAY_MINUTES
from domain.errors import Invalid, found
from domain.profiles.actor import Staff
from domain.profiles.profile import Profile
from domain.sessions import sooner_next

REASON_MOST = 120
YEARS_AHEAD = 2
LONGEST = timedelta(days=366)

_COLUMNS = "id, first_on, last_on, starts_minute, ends_minute, reason"
_BETWEEN = f"""
SELECT {_COLUMNS} FROM absences WHERE educator = {{}} AND last_on >= {{}} AND first_on <= {{}}
ORDER BY first_on, starts_minute, id
"""
_MAKE = f"""
INSERT INTO absences ({_COLUMNS}, educator, created_at)
VALUES ({{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{}}) ON CONFLICT (id) DO NOTHING
"""
_END = f"DELETE FROM absences WHERE id = {{}} AND educator = {{}} RETURNING {_COLUMNS}"


class AbsenceRow(Table, tablename="absences"):
    """From the first day's minute to the last day's. Shape: days and minutes on the wall, in the
    zone of the educator's rules; 0 and 1440 are whole days. The reason is read by nobody else.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    first_on = Date()
    last_on = Date()
    starts_minute = SmallInt()
    ends_minute = SmallInt()
    reason = Varchar(REASON_MOST)
    created_at = Timestamptz()

    S6_absence_in_order = Check(
        "first_on < last_on OR first_on = last_on AND starts_minute < ends_minute"
    )
    S6_absence_within_days = Check(
        "starts_minute BETWEEN 0 AND 1439 AND ends_minute BETWEEN 1 AND 1440"
    )


class Absence(NamedTuple):
    """Shape: as a row."""

    id: Id
    first_on: date
    last_on: date
    starts_minute: int = 0
    ends_minute: int = DAY_MINUTES
    reason: str = ""

    @property
    def is_whole_days(self) -> bool:
        return self.starts_minute == 0 and self.ends_minute == DAY_MINUTES

    def is_all_of(self, day: date) -> bool:
        """Whether nothing of that day is left."""
        since = self.first_on < day or (self.first_on == day and self.starts_minute == 0)
        until = day < self.last_on or (self.last_on == day and self.ends_minute == DAY_MINUTES)
        return since and until

    def span(self, time_zone: str) -> tuple[datetime, datetime]:
        """When it begins and ends. Units: UTC."""
        return (
            wall.instant(self.first_on, self.starts_minute, time_zone),
            wall.instant(self.last_on, self.ends_minute, time_zone),
        )


async def between(educator: Id, first: date, last: date) -> list[Absence]:
    """Those that touch these days, in order."""
    return [Absence(*row) for row in await database.rows(_BETWEEN, educator, first, last)]


async def make(absence: Absence, *, by: Staff) -> None:
    """Keeps a time free; the same id twice is one absence. Sessions keep what was agreed.

    Errors: Invalid (first_on, last_on, ends_at, reason), nothing is written.
    """
    _check(absence)
    async with database.transaction():
        await rules.begin(by)
        values = absence._replace(reason=absence.reason.strip())
        await database.rows(_MAKE, *values, by.profile_id, clock.now())
        rules.changed(by.profile_id)


async def end(absence: Id, *, by: Staff) -> None:
    """Takes it back, so that its time may be offered. Rule: S17. Errors: NotFound."""
    async with database.transaction():
        ended = found(await database.row(_END, absence, by.profile_id))
        zone = (await rules.of(by.profile_id)).time_zone
        sooner_next.free(by.profile_id, Absence(*ended).span(zone))
        rules.changed(by.profile_id)


def _check(absence: Absence) -> None:
    if absence.first_on > clock.latest_day(YEARS_AHEAD):
        raise Invalid("first_on", "too_far", years=YEARS_AHEAD)
    if absence.last_on < absence.first_on:
        raise Invalid("last_on", "before_first")
    if absence.last_on - absence.first_on > LONGEST:
        raise Invalid("last_on", "too_long_away")
    if absence.first_on == absence.last_on and absence.ends_minute <= absence.starts_minute:
        raise Invalid("ends_at", "not_after_start")
    if len(absence.reason) > REASON_MOST:
        raise Invalid("reason", "too_long", most=REASON_MOST)
