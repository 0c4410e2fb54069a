"""Weekly hours: when an educator works in an ordinary week. Rule: S6."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database
from domain.availability import rules
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.profiles.profile import Profile
from domain.providers import service as services
from domain.providers.service import Service

DAY_MINUTES = 24 * 60
RANGES_MOST = 100

_INTO = "weekly_hours (id, educator, weekday, starts_minute, ends_minute, service)"
_OF = """
SELECT weekday, starts_minute, ends_minute, service FROM weekly_hours WHERE educator = {}
ORDER BY weekday, starts_minute, ends_minute, id
"""
_FORGET = "DELETE FROM weekly_hours WHERE educator = {}"


class WeeklyHours(Table, tablename="weekly_hours"):
    """One range of a weekday. Shape: weekday 0 is Monday; minutes from midnight on the wall, 1440
    the midnight after; a service has its own hours or, without any, those of no service.
    """

    id = UUID(primary_key=True, default=UUID4())
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    service = ForeignKey(Service, on_delete=OnDelete.restrict, null=True, default=None)
    weekday = SmallInt()
    starts_minute = SmallInt()
    ends_minute = SmallInt()

    S6_weekday = Check("weekday BETWEEN 0 AND 6")
    S6_hours_in_order = Check(
        "0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440"
    )


class Weekly(NamedTuple):
    """Shape: as a row."""

    weekday: int
    starts_minute: int
    ends_minute: int
    service: Id | None = None


async def of(educator: Id) -> list[Weekly]:
    """In the order of the week."""
    return [Weekly(*row) for row in await database.rows(_OF, educator)]


async def replace(hours: Sequence[Weekly], *, by: Staff) -> None:
    """Says anew when somebody works; sessions keep what was agreed.

    Errors: Invalid (hours, service), with the number of the
    range that is at fault; nothing is written.
    """
    await _check(hours, by)
    async with database.transaction():
        await rules.begin(by)
        await database.rows(_FORGET, by.profile_id)
        await database.insert(_INTO, [(uuid4(), by.profile_id, *each) for each in hours])
        rules.changed(by.profile_id)


def must_be_in_order(starts_minute: int, ends_minute: int, number: int) -> None:
    """Errors: Invalid (hours)."""
    if not 0 <= starts_minute < ends_minute <= DAY_MINUTES:
        raise Invalid("hours", "range_not_in_order", number=number)


def must_not_overlap(ranges: Iterable[tuple[object, int, int, int]]) -> None:
    """Errors: Invalid (hours). Shape: of what begins and ends when, and its number."""
    ordered = sorted(ranges, key=lambda each: (str(each[0]), *each[1:]))
    for (what, _, ends, _), (other, starts, _, number) in pairwise(ordered):
        if what == other and starts < ends:
            raise Invalid("hours", "ranges_overlap", number=number)


async def _check(hours: Sequence[Weekly], by: Staff) -> None:
    if len(hours) > RANGES_MOST:
        raise Invalid("hours", "too_many_ranges", number=RANGES_MOST)
    offered = {service.id for service in await services.offered(by.provider_id)}
    for number, each in enumerate(hours):
        must_be_in_order(each.starts_minute, each.ends_minute, number)
        if each.service is not None and each.service not in offered:
            raise Invalid("service", "unknown", number=number)
    must_not_overlap(
        ((each.weekday, each.service), each.starts_minute, each.ends_minute, number)
        for number, each in enumerate(hours)
    )
