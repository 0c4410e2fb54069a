"""Unusual times: what may be a slip of whoever proposes a time. Rule: S2."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.availability.picture import Picture
from domain.availability.plan import Plan

NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Hours on the educator's clock."""


class Unusual(StrEnum):
    """What may be a slip of whoever proposes a time. Rule: S2."""

    OUTSIDE = "outside"
    NIGHT = "night"


def of_each(
    known: Picture, service: UUID, minutes: int, starts: Sequence[datetime | None]
) -> list[Unusual | None]:
    """Of each time what its educator is told before it is sent. Rule: S2. Choice: who published no
    hours hears of the night alone. Shape: None where nothing is, or the time is not known.
    """
    plan = Plan(known, service, minutes)
    return [_of(each, plan, known) if each is not None else None for each in starts]


def _of(start: datetime, plan: Plan, known: Picture) -> Unusual | None:
    if known.hours:
        return None if plan.is_within_hours(start) else Unusual.OUTSIDE
    hour = start.astimezone(ZoneInfo(known.time_zone)).hour
    return Unusual.NIGHT if hour >= NIGHT_FROM or hour < NIGHT_UNTIL else None
