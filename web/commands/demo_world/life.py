"""What happens to what is planned, each step at its time, by the product's own functions."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from domain.sessions import (
    alternatives,
    answer,
    attendance,
    cancellation,
    note,
    offer,
    series_offer,
)
from domain.sessions import session as sessions
from domain.sessions.alternatives import When
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.offer import Offer
from domain.sessions.recurrence import Recurrence
from domain.sessions.session import Place, Session, State
from domain.sessions.wall_clock import instant

from .people import ROOM, Household, People
from .plan import Plan, Several, Weekly
from .times import BERLIN

Step = tuple[datetime, Callable[[], Awaitable[None]]]
ANSWERED_AFTER = timedelta(hours=1, minutes=25)
MISSED_AFTER = timedelta(minutes=20)
NOTED_AFTER = timedelta(minutes=25)


def of_session(plan: Plan, people: People, household: Household) -> Iterator[Step]:
    """What happened to one session, from its proposal on."""
    yield plan.proposed_at, partial(_propose, plan, people, household)
    if plan.state == State.PENDING:
        return
    answered_at = plan.proposed_at + ANSWERED_AFTER
    if plan.state == State.DECLINED:
        yield answered_at, partial(_decline, plan, household)
        return
    yield answered_at, partial(_confirm, plan, household)
    yield from _ending(plan, people, household)


def of_series(plan: Weekly, now: datetime, people: People, household: Household) -> Iterator[Step]:
    """What happened to a series: all of it was confirmed, and what lies behind was held."""
    recurrence = _recurrence(plan)
    yield plan.proposed_at, partial(_propose_series, plan, recurrence, people, household)
    yield plan.proposed_at + ANSWERED_AFTER, partial(_confirm_series, plan, household)
    held = list[tuple[datetime, UUID]]()
    for day in recurrence.days():
        starts_at = instant(day, recurrence.wall_time, BERLIN)
        ended_at = starts_at + timedelta(minutes=plan.service[1])
        if ended_at + NOTED_AFTER < now:
            held.append((ended_at, uuid5(plan.key, day.isoformat())))
    for ended_at, key in held:
        yield ended_at + COMPLETED_AFTER, partial(attendance.complete, key)
    ended_at, key = held[-1]
    yield ended_at + NOTED_AFTER, partial(_note, key, plan.noted, people)


def _ending(plan: Plan, people: People, household: Household) -> Iterator[Step]:
    """What became of what was confirmed."""
    if plan.state == State.COMPLETED:
        ended_at = plan.starts_at + timedelta(minutes=plan.service[1])
        yield ended_at + COMPLETED_AFTER, partial(attendance.complete, plan.key)
        if any(plan.noted):
            yield ended_at + NOTED_AFTER, partial(_note, plan.key, plan.noted, people)
    elif plan.state == State.MISSED:
        yield plan.starts_at + MISSED_AFTER, partial(_miss, plan, people)
    elif plan.state == State.CANCELLED:
        yield plan.starts_at - timedelta(days=3), partial(_cancel, plan, household)


def _recurrence(plan: Weekly) -> Recurrence:
    local = plan.starts_at.astimezone(ZoneInfo(BERLIN))
    day = local.date()
    return Recurrence(day, 1, (day.weekday(),), local.time(), BERLIN, times=plan.times)


async def _propose_series(
    plan: Weekly, recurrence: Recurrence, people: People, household: Household
) -> None:
    typed, days = _typed(plan, people, household), recurrence.days()
    shared = household.connection
    await series_offer.propose(typed, recurrence, days, shared, by=people.jonas)


async def _confirm_series(plan: Weekly, household: Household) -> None:
    dates = await sessions.of_series(plan.key, by=household.guardian)
    await answer.confirm(*dates, by=household.guardian)


async def _propose(plan: Plan, people: People, household: Household) -> None:
    await offer.propose(_typed(plan, people, household), household.connection, by=people.jonas)


async def propose_several(plan: Several, people: People, household: Household) -> None:
    typed, shared = _typed(plan, people, household), household.connection
    local = [each.astimezone(ZoneInfo(BERLIN)) for each in plan.starts]
    times = [When(each.date(), each.time()) for each in local]
    await alternatives.propose(typed, times, shared, by=people.jonas)


def _typed(plan: Plan | Weekly | Several, people: People, household: Household) -> Offer:
    local = plan.starts_at.astimezone(ZoneInfo(BERLIN))
    return Offer(
        key=plan.key,
        learner=household.children[plan.learner].profile_id,
        service=people.services[plan.service].id,
        day=local.date(),
        wall_time=local.time(),
        time_zone=BERLIN,
        place=Place.ONLINE,
        meeting_url=ROOM,
        message=plan.message,
    )


async def _confirm(plan: Plan, household: Household) -> None:
    await answer.confirm(await _session(plan), by=household.guardian)


async def _decline(plan: Plan, household: Household) -> None:
    await answer.decline(await _session(plan), by=household.guardian, why=plan.why)


async def _cancel(plan: Plan, household: Household) -> None:
    await cancellation.cancel(await _session(plan), by=household.guardian, why=plan.why)


async def _miss(plan: Plan, people: People) -> None:
    await attendance.mark_missed(await _session(plan), by=people.jonas, why=plan.why)


async def _note(key: UUID, noted: tuple[str, str], people: People) -> None:
    await note.write(await sessions.by_id(key), *noted, seen=0, by=people.jonas)


async def _session(plan: Plan) -> Session:
    return await sessions.by_id(plan.key)
