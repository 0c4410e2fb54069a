"""Pictures made by hand: Mondays 14:00 to 18:00 in Berlin, an hour long, asked at NOON."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.availability.picture import Picture
from domain.availability.plan import Plan
from domain.availability.reason import Rule
from domain.availability.rules import Rules
from domain.availability.taken import Taken
from domain.busy.busy_time import Busy
from tests.conftest import NOON
from tests.world import BERLIN

MONDAY = date(2026, 11, 30)
"""A week after NOON's day."""
AFTERNOON = Weekly(0, 14 * 60, 18 * 60)
SERVICE = uuid4()


def picture(
    day: date = MONDAY,
    *,
    zone: str = BERLIN,
    hours: Sequence[Weekly] = (AFTERNOON,),
    taken: Sequence[Taken] = (),
    busy: Sequence[Busy] = (),
    absences: Sequence[Absence] = (),
    exceptions: dict[date, Any] | None = None,
    now: datetime = NOON,
    weeks: int = 1,
    **rules: Any,
) -> Picture:
    """Of the weeks from the one of a day."""
    first = day - timedelta(days=day.weekday())
    return Picture(
        now=now,
        first=first,
        last=first + timedelta(days=7 * weeks - 1),
        rules=Rules(zone, **rules),
        hours=hours,
        exceptions=exceptions or {},
        absences=absences,
        taken=taken,
        busy=busy,
    )


def plan(*args: Any, minutes: int = 60, **options: Any) -> Plan:
    return Plan(picture(*args, **options), SERVICE, minutes)


def shown(asked: Plan, day: date = MONDAY) -> list[str]:
    """What the clock on the wall shows at the slots of a day."""
    zone = ZoneInfo(asked.picture.time_zone)
    return [f"{start.astimezone(zone):%H:%M}" for start in asked.starts(day, day)]


def rules_of(asked: Plan, clock: str, day: date = MONDAY) -> list[Rule]:
    return [reason.rule for reason in asked.why(moment(clock, day, asked.picture.time_zone))]


def moment(clock: str, day: date = MONDAY, zone: str = BERLIN) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone))


def taken(begin: str, end: str, kind: str = "session", day: date = MONDAY) -> Taken:
    return Taken(moment(begin, day), moment(end, day), kind)


def busy(begin: str, end: str, calendar: str = "Privat", day: date = MONDAY) -> Busy:
    return Busy(moment(begin, day), moment(end, day), calendar)
