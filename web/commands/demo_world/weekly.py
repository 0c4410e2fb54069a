"""What happens to a series: it is proposed, confirmed whole, and held week by week."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from domain.sessions import answer, attendance, series_offer
from domain.sessions import session as sessions
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.recurrence import Recurrence
from domain.sessions.wall_clock import instant

from .life import ANSWERED_AFTER, NOTED_AFTER, Step, note_down, offer_of
from .people import Household, People
from .plan import Weekly
from .times import BERLIN


def of(plan: Weekly, now: datetime, people: People, household: Household) -> Iterator[Step]:
    """What happened to a series: all of it was confirmed, and what lies behind was held."""
    recurrence = _recurrence(plan)
    yield plan.proposed_at, partial(_propose, plan, recurrence, people, household)
    yield plan.proposed_at + ANSWERED_AFTER, partial(_confirm, plan, household)
    held = list[tuple[datetime, UUID]]()
    for day in recurrence.days():
        starts_at = instant(day, recurrence.wall_time, BERLIN)
        ended_at = starts_at + timedelta(minutes=plan.service[1])
        if ended_at + NOTED_AFTER < now:
            held.append((ended_at, uuid5(plan.key, day.isoformat())))
    for ended_at, key in held:
        yield ended_at + COMPLETED_AFTER, partial(attendance.complete, key)
    ended_at, key = held[-1]
    yield ended_at + NOTED_AFTER, partial(note_down, key, plan.noted, people)


def _recurrence(plan: Weekly) -> Recurrence:
    local = plan.starts_at.astimezone(ZoneInfo(BERLIN))
    day = local.date()
    return Recurrence(day, 1, (day.weekday(),), local.time(), BERLIN, times=plan.times)


async def _propose(
    plan: Weekly, recurrence: Recurrence, people: People, household: Household
) -> None:
    offered, days = offer_of(plan, people, household), recurrence.days()
    shared = household.connection
    await series_offer.propose(offered, recurrence, days, shared, by=people.jonas)


async def _confirm(plan: Weekly, household: Household) -> None:
    dates = await sessions.of_series(plan.key, by=household.guardian)
    await answer.confirm(*dates, by=household.guardian)
