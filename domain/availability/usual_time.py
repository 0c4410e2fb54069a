"""Usual times: when somebody has time on certain days, as their family says. Rule: S17. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from domain.availability import wall
from domain.availability.family_time import FamilyTime


class Usual(NamedTuple):
    """When somebody usually has time, on one day. Units: UTC."""

    starts_at: datetime
    ends_at: datetime


def spans(times: Sequence[FamilyTime], first: date, last: date) -> list[Usual]:
    """What was said, of these days in any zone."""
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 2)]
    return [
        Usual(*(wall.instant(day, at, each.time_zone) for at in each[1:3]))
        for day in days
        for each in times
        if each.weekday == day.weekday()
    ]


def shared(of_each: Sequence[Sequence[Usual]]) -> list[Usual]:
    """When all of them have time, in order."""
    both = set(of_each[0] if of_each else ())
    for each in of_each[1:]:
        both = {
            Usual(begin, end)
            for one in both
            for other in each
            if (begin := max(one.starts_at, other.starts_at))
            < (end := min(one.ends_at, other.ends_at))
        }
    return sorted(both)
