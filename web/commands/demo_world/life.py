"""What happens to one planned session, each step at its time, by the product's own functions."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from domain.sessions import answer, attendance, cancellation, note, offer
from domain.sessions import session as sessions
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.offer import Offer
from domain.sessions.session import Place, Session, State

from .people import ROOM, Household, People
from .plans import Plan
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
    if plan.state == State.COMPLETED:
        ended_at = plan.starts_at + timedelta(minutes=plan.service[1])
        yield ended_at + COMPLETED_AFTER, partial(attendance.complete, plan.key)
        if any(plan.noted):
            yield ended_at + NOTED_AFTER, partial(_note, plan, people)
    elif plan.state == State.MISSED:
        yield plan.starts_at + MISSED_AFTER, partial(_miss, plan, people)
    elif plan.state == State.CANCELLED:
        yield plan.starts_at - timedelta(days=3), partial(_cancel, plan, household)


async def _propose(plan: Plan, people: People, household: Household) -> None:
    local = plan.starts_at.astimezone(ZoneInfo(BERLIN))
    typed = Offer(
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
    await offer.propose(typed, household.connection, by=people.jonas)


async def _confirm(plan: Plan, household: Household) -> None:
    await answer.confirm(await _session(plan), by=household.guardian)


async def _decline(plan: Plan, household: Household) -> None:
    await answer.decline(await _session(plan), by=household.guardian, why=plan.why)


async def _cancel(plan: Plan, household: Household) -> None:
    await cancellation.cancel(await _session(plan), by=household.guardian, why=plan.why)


async def _miss(plan: Plan, people: People) -> None:
    await attendance.mark_missed(await _session(plan), by=people.jonas, why=plan.why)


async def _note(plan: Plan, people: People) -> None:
    await note.write(await _session(plan), *plan.noted, seen=0, by=people.jonas)


async def _session(plan: Plan) -> Session:
    return await sessions.by_id(plan.key)
