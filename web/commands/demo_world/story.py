"""What has happened between the families and Jonas, and what is planned."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain import clock, database, outbox
from domain.credits import grant
from domain.notifications import reading, telling
from domain.sessions import answer, attendance, cancellation, offer
from domain.sessions import session as sessions
from domain.sessions.completion import COMPLETED_AFTER
from domain.sessions.kinds import UNDO
from domain.sessions.offer import Offer
from domain.sessions.session import Place, Session, State

from .people import ROOM, Household, People
from .times import BERLIN, Days

Step = tuple[datetime, Callable[[], Awaitable[None]]]

_AT_ONCE = 1000
ANSWERED_AFTER = timedelta(hours=1, minutes=25)
MISSED_AFTER = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Plan:
    """One session of the story. Shape: why is what was said when it ended otherwise."""

    child: str
    service: tuple[str, int]
    starts_at: datetime
    proposed_at: datetime
    state: State
    message: str = ""
    why: str = ""
    key: UUID = field(default_factory=uuid4)


async def happen(days: Days, people: People) -> None:
    """Everything in the order of time, each thing at its own."""
    steps = [*_grants(days, people), *_readings(days, people)]
    for plan in _kaya(days):
        steps += _life(plan, people, people.kaya)
    for plan in _rossi(days):
        steps += _life(plan, people, people.rossi)
    for moment, step in sorted(steps, key=lambda step: step[0]):
        with clock.at(moment):
            await step()
            await database.take_steps()
        with clock.at(moment + UNDO):
            await _work_off()


async def _work_off() -> None:
    """Nobody wants mails about last month because a demo was started, but news in the list."""
    while due := await outbox.claim(_AT_ONCE):
        for work in due:
            if work.kind == "telling":
                events = [UUID(each) for each in work.payload["events"]]
                await telling.tell_late(events, work.useful_until)
                await database.take_steps()
            await outbox.finish(work.id)


def _grants(days: Days, people: People) -> Iterator[Step]:
    """Kaya is granted 20 credits: 6 spent, 1 lapsed and 3 held leave 10 free.

    Rossi is granted 3: 1 spent and 1 held leave 1 free.
    """
    for household, day, count, reason, lasts in (
        (people.kaya, -44, 10, "10er-Karte", 90),
        (people.kaya, -9, 10, "10er-Karte", 180),
        (people.rossi, -40, 3, "Drei zum Kennenlernen", 90),
    ):
        ends_at = days.at(lasts, "12:00")
        yield (
            days.at(day, "12:10"),
            partial(
                grant.grant,
                uuid4(),
                household.connection,
                count,
                reason,
                by=people.jonas,
                expires_on=ends_at.date(),
            ),
        )


def _readings(days: Days, people: People) -> Iterator[Step]:
    """Kaya and Jonas have read what is older than two days, Rossi everything."""
    for household, day in ((people.kaya, -2), (people.rossi, -1)):
        children = [child.profile_id for child in household.children.values()]
        for profile in (household.guardian.profile_id, *children):
            yield days.at(day, "21:30"), partial(reading.settle_all, profile)
    yield days.at(-2, "21:30"), partial(reading.settle_all, people.jonas.profile_id)


def _kaya(days: Days) -> Iterator[Plan]:
    yield from _weekly(days)
    yield from _single(days)


def _weekly(days: Days) -> Iterator[Plan]:
    weekly = [(day, State.COMPLETED) for day in (-26, -19, -12, -5)] + [(2, State.CONFIRMED)]
    for day, state in weekly:
        starts_at = days.at(day, "16:00")
        yield Plan("Mila", ("Mathe", 45), starts_at, days.at(day - 7, "18:40"), state)
    for day, clock_time, state in (
        (-10, "15:15", State.COMPLETED),
        (-3, "15:15", State.COMPLETED),
        (1, "16:30", State.CONFIRMED),
    ):
        starts_at = days.at(day, clock_time)
        yield Plan("Tom", ("Mathe", 45), starts_at, days.at(day - 6, "18:50"), state)


def _single(days: Days) -> Iterator[Plan]:
    yield Plan("Mila", ("Physik", 45), days.soon(), days.at(-4, "18:20"), State.CONFIRMED)
    yield Plan(
        "Mila",
        ("Physik", 60),
        days.at(3, "16:30"),
        days.at(-1, "18:40"),
        State.PENDING,
        message="Vor der Klassenarbeit würde ich gern noch einmal die Optik durchgehen.",
    )
    yield Plan(
        "Mila",
        ("Physik", 45),
        days.at(-1, "16:00"),
        days.at(-8, "18:10"),
        State.MISSED,
        why="Ich habe eine Viertelstunde gewartet, aber niemand kam.",
    )
    yield Plan(
        "Mila",
        ("Physik", 45),
        days.at(-8, "16:30"),
        days.at(-15, "18:10"),
        State.CANCELLED,
        why="Mila ist auf Klassenfahrt.",
    )
    yield Plan(
        "Tom",
        ("Mathe", 45),
        days.at(-17, "15:15"),
        days.at(-22, "18:50"),
        State.DECLINED,
        why="An dem Tag sind wir bei den Großeltern.",
    )


def _rossi(days: Days) -> Iterator[Plan]:
    yield Plan("Emil", ("Physik", 60), days.at(-6, "17:15"), days.at(-12, "17:30"), State.COMPLETED)
    yield Plan("Emil", ("Physik", 60), days.at(1, "17:30"), days.at(-1, "17:35"), State.CONFIRMED)


def _life(plan: Plan, people: People, household: Household) -> Iterator[Step]:
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
    elif plan.state == State.MISSED:
        yield plan.starts_at + MISSED_AFTER, partial(_miss, plan, people)
    elif plan.state == State.CANCELLED:
        yield plan.starts_at - timedelta(days=3), partial(_cancel, plan, household)


async def _propose(plan: Plan, people: People, household: Household) -> None:
    local = plan.starts_at.astimezone(ZoneInfo(BERLIN))
    typed = Offer(
        key=plan.key,
        learner=household.children[plan.child].profile_id,
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


async def _session(plan: Plan) -> Session:
    return await sessions.by_id(plan.key)
