"""Fit: which start of the time that became free suits one who waits for an earlier one. Rule: S17.

What is offered can be booked: the starts are the slots of the same plan, as if the session that
would be given up were not there. Pure.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.availability import family_time, picture
from domain.availability.family_time import FamilyTime
from domain.availability.picture import Picture
from domain.availability.plan import Plan
from domain.availability.taken import Kind, Taken
from domain.sessions.session import Session
from domain.sessions.sooner_next import Freed


def plan(known: Picture, waiting: Session) -> Plan:
    """Of the session's service and length, without its own time."""
    own = Taken(waiting.starts_at, waiting.ends_at, Kind.SESSION)
    left = [each for each in known.taken if each != own]
    minutes = (waiting.ends_at - waiting.starts_at) // timedelta(minutes=1)
    return Plan(replace(known, taken=left), waiting.service, minutes)


def start(
    of: Plan,
    freed: Sequence[Freed],
    waiting: Session,
    times: Sequence[FamilyTime],
    passed: Collection[datetime],
) -> datetime | None:
    """The one nearest to where something became free; None where none suits.

    Shape: times are when its family usually has time, empty where nothing was said; passed are
    starts that were offered before. Choice: what it let go itself is free for the others alone;
    else whoever said no would be asked again for each start beside.
    """
    length = waiting.ends_at - waiting.starts_at
    for span in (each for each in freed if each[0] not in passed):
        suiting = [
            each
            for each in of.starts(*days([span]))
            if each < waiting.starts_at
            and each not in passed
            and _touches(of, span, each, each + length)
            and (not times or family_time.fits(each, each + length, times))
        ]
        if suiting:
            return min(suiting, key=lambda each: (abs(each - span[0]), each))
    return None


def days(freed: Sequence[Freed]) -> tuple[date, date]:
    """The days around, whichever zone they are asked in."""
    first, last = min(begin for begin, _ in freed), max(end for _, end in freed)
    return first.date() - picture.ONE_DAY, last.date() + picture.ONE_DAY


def _touches(of: Plan, freed: Freed, begin: datetime, end: datetime) -> bool:
    """Whether it was not free before: it reaches into that time, or into its buffers."""
    rules = of.picture.rules
    near = timedelta(minutes=rules.buffer_before_minutes + rules.buffer_after_minutes)
    return begin < freed[1] + near and end > freed[0] - near
