"""What happens to what is planned, each step at its time, by the product's own functions."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.sessions import alternatives, answer, attendance, cancellation, note, offer
from domain.sessions import session as sessions
from domain.sessions.alternatives import When
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from domain.sessions.session import Session, State

from .people import Household, People
from .plan import Plan, Several, Weekly
from .teaching import ROOM
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


def _ending(plan: Plan, people: People, household: Household) -> Iterator[Step]:
    """What became of what was confirmed."""
    if plan.state == State.COMPLETED:
        ended_at = plan.starts_at + timedelta(minutes=plan.service[1])
        yield ended_at + COMPLETED_AFTER, partial(attendance.complete, plan.key)
        if any(plan.noted):
            yield ended_at + NOTED_AFTER, partial(note_down, plan.key, plan.noted, people)
    elif plan.state == State.MISSED:
        yield plan.starts_at + MISSED_AFTER, partial(_miss, plan, people)
    elif plan.state == State.CANCELLED:
        yield plan.starts_at - timedelta(days=3), partial(_cancel, plan, household)


async def _propose(plan: Plan, people: People, household: Household) -> None:
    await offer.propose(offer_of(plan, people, household), household.connection, by=people.jonas)


async def propose_several(plan: Several, people: People, household: Household) -> None:
    offered, shared = offer_of(plan, people, household), household.connection
    local = [each.astimezone(ZoneInfo(BERLIN)) for each in plan.starts]
    times = [When(each.date(), each.time()) for each in local]
    await alternatives.propose(offered, times, shared, by=people.jonas)


def offer_of(plan: Plan | Weekly | Several, people: People, household: Household) -> Offer:
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


async def note_down(key: UUID, noted: tuple[str, str], people: People) -> None:
    await note.write(await sessions.by_id(key), *noted, seen=0, by=people.jonas)


async def _session(plan: Plan) -> Session:
    return await sessions.by_id(plan.key)
