"""An opening: when an educator works on some days. Rule: S6 S7.

Pure. Units: seconds since 1970, so that a day of 23 or 25 hours is as long as it is.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.availability import span, wall
from domain.availability.picture import ONE_DAY, Picture
from domain.availability.span import Span


def ranges(picture: Picture, service: UUID | None, first: date, last: date) -> list[Span]:
    """Of each day its own, in order. Shape: what a clock change swallows is left out."""
    open_ranges = []
    for day in days(first, last):
        for starts, ends in picture.ranges(day, service):
            begin = seconds(picture, day, starts)
            end = seconds(picture, day, ends)
            open_ranges += [(begin, end)] if begin < end else []
    return open_ranges


def around(picture: Picture, service: UUID | None) -> list[Span]:
    """All of a picture, where one ends when the next begins joined, as sessions go over that."""
    first, last = picture.first - ONE_DAY, picture.last + ONE_DAY
    return span.merged(ranges(picture, service, first, last))


def holds(picture: Picture, service: UUID, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the educator works all of that time, whatever stands there."""
    day = starts_at.astimezone(ZoneInfo(picture.time_zone)).date()
    near = span.merged(ranges(picture, service, day - ONE_DAY, day + ONE_DAY))
    begin, end = starts_at.timestamp(), ends_at.timestamp()
    return any(since <= begin and end <= until for since, until in near)


def days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def seconds(picture: Picture, day: date, minute: int) -> int:
    return int(wall.instant(day, minute, picture.time_zone).timestamp())
