"""Slots: what a family can choose with an educator, one bookable start each. Rule: S5 S6."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import clock
from domain.availability import picture
from domain.availability.plan import Plan
from domain.errors import NotFound
from domain.profiles.actor import Guardian
from domain.sessions import bookable
from domain.sessions.bookable import Bookable
from domain.sessions.session import Session

NEAR, NEAR_MOST = timedelta(days=7), 3


class Slots(NamedTuple):
    """Shape: in order; until is the last day that can be booked, in that zone. Units: UTC."""

    starts: list[datetime]
    until: date
    time_zone: str


async def between(
    booked: Bookable, learner: UUID, first: datetime, last: datetime, *, by: Guardian
) -> Slots:
    """What the family can choose between two moments."""
    days = first.date() - picture.ONE_DAY, last.date() + picture.ONE_DAY
    known = await picture.read(booked.educator, *days, family=by.family_id, learners=[learner])
    starts = [each for each in plan(known, booked).starts(*days) if first <= each <= last]
    return Slots(starts, known.last_bookable, known.time_zone)


async def near(declined: Session, *, by: Guardian) -> list[datetime]:
    """What is free around a request that was declined, the nearest ones, in order. Rule: S5."""
    known = await bookable.by_family(by)
    try:
        booked = bookable.one(known, declined.educator, declined.service)
    except NotFound:
        return []
    at = declined.starts_at
    span = max(at - NEAR, clock.now()), at + NEAR
    slots = await between(booked, declined.learner, *span, by=by)
    nearest = sorted(slots.starts, key=lambda start: abs(start - at))
    return sorted(nearest[:NEAR_MOST])


def plan(known: picture.Picture, booked: Bookable) -> Plan:
    return Plan(known, booked.service, booked.duration_minutes)
