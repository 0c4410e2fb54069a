"""A series is offered: one proposal with as many sessions as were picked of its dates. Rule: S7."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from uuid import UUID, uuid4, uuid5

from domain import clock, database
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles.actor import Staff
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import (
    fault,
    new_proposal,
    offer,
    once,
    preview,
    question,
    recurrence_fault,
    series,
    wall_clock,
)
from domain.sessions import session as sessions
from domain.sessions.offer import Offer
from domain.sessions.proposal import Kind
from domain.sessions.recurrence import Recurrence
from domain.sessions.series import Series
from domain.sessions.session import Session


class DateTaken(Conflict):
    """A date that was picked cannot be proposed (any more). Shape: when it starts."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(starts_at)
        self.starts_at = starts_at


async def propose(
    typed: Offer,
    recurrence: Recurrence,
    days: Collection[date],
    connection: Connection,
    *,
    by: Staff,
) -> list[Session]:
    """Puts a series in; the same key twice is one series.

    Rule: S2 S7. Shape: typed as for one session, its key the series'; its day and time count only
    through the recurrence; days are those picked of it. Errors: Invalid (learner, days, and what
    fault.check() and recurrence_fault.of() find), DateTaken, NotFound, Forbidden; nothing is
    written.
    """
    if by.provider_id != connection.provider:
        raise Forbidden
    make = partial(_propose, typed, recurrence, days, connection, by)
    return await once.made(partial(of, typed.key, by=by), make)


async def of(series_id: UUID, *, by: Staff) -> list[Session]:
    """The sessions of a series that this educator put in, none where there is none yet."""
    return await sessions.where(
        "s.series = {} AND s.educator = {} ORDER BY s.starts_at, s.id", series_id, by.profile_id
    )


async def _propose(
    typed: Offer, recurrence: Recurrence, days: Collection[date], connection: Connection, by: Staff
) -> list[Session]:
    booked = await _checked(typed, recurrence, days, connection, by)
    asking, rows = uuid4(), []
    for day in sorted(days):
        starts_at = wall_clock.instant(day, recurrence.wall_time, recurrence.time_zone)
        one = replace(typed, key=uuid5(typed.key, day.isoformat()))
        made = offer.row(one, asking, connection, booked, starts_at, by=by)
        made.series, made.series_day = typed.key, day
        rows.append(made)
    proposal = await new_proposal.of_educator(rows, Kind.SERIES, typed.message, by=by)
    async with database.transaction():
        await Series.insert(_row(typed, recurrence, connection, by))
        return await question.put(proposal, rows)


async def _checked(
    typed: Offer, recurrence: Recurrence, days: Collection[date], connection: Connection, by: Staff
) -> Service:
    await offer.must_learn(typed.learner, connection)
    checked = await fault.check(replace(typed.draft, day=None, wall_time=None), by=by)
    if faults := [*checked.faults, *recurrence_fault.of(recurrence)]:
        raise faults[0]
    assert checked.service is not None
    if not days or not set(days) <= set(recurrence.days()):
        raise Invalid("days", "unknown" if days else "none_picked")
    for each in await preview.dates(recurrence, checked.service, typed.learner, "de", by=by):
        if each.day in days and not each.is_possible:
            raise DateTaken(each.starts_at)
    return checked.service


def _row(typed: Offer, recurrence: Recurrence, connection: Connection, by: Staff) -> Series:
    return Series(
        id=typed.key,
        connection=connection.id,
        educator=by.profile_id,
        learner=typed.learner,
        created_at=clock.now(),
        **series.said(recurrence),
    )
