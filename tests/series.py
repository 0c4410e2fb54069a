"""Series as Jonas puts them in, and proposals of sessions at any times, stored as those are."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from domain import clock
from domain.profiles.actor import Staff
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import question, series_offer
from domain.sessions.place import Place
from domain.sessions.proposal import Kind, Proposal, Side
from domain.sessions.recurrence import Recurrence
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow
from tests.world import BERLIN, World

SERIES = 60
"""The longest. Rule: S7."""
WEEK = timedelta(days=7)


TUESDAY, AT = 1, time(16)


def tuesdays(first: date, times: int = 10, *, every_weeks: int = 1) -> Recurrence:
    """At four in Berlin, from that day on."""
    return Recurrence(first, every_weeks, (TUESDAY,), AT, BERLIN, times=times)


async def put_in(
    world: World,
    recurrence: Recurrence,
    days: Sequence[date] | None = None,
    *,
    key: UUID | None = None,
    by: Staff | None = None,
) -> list[Session]:
    """Jonas puts in a series of maths for Mila, all of its dates unless they are said."""
    picked = recurrence.days() if days is None else days
    typed = world.make.offer(message="Bis Weihnachten", key=key)
    return await series_offer.propose(
        typed, recurrence, picked, world.kaya, by=by or world.jonas.actor
    )


def weekly(learner: UUID, first: datetime, count: int) -> list[tuple[UUID, datetime]]:
    """So many weeks of one learner, at the same time."""
    return [(learner, first + number * WEEK) for number in range(count)]


async def propose(
    shared: Connection, taught: Service, dates: Sequence[tuple[UUID, datetime]], *, by: Staff
) -> UUID:
    """One proposal of sessions for these learners at these times; returns its id."""
    now, asking = clock.now(), uuid4()
    made = [_session(asking, shared, taught, learner, at, now, by) for learner, at in dates]
    proposal = Proposal(
        id=asking,
        connection=shared.id,
        educator=by.profile_id,
        by=by.profile_id,
        asked=Side.FAMILY,
        kind=Kind.SERIES,
        expires_at=min(at for _, at in dates),
        created_at=now,
    )
    await question.put(proposal, made)
    return asking


async def of_jonas(world: World, count: int = SERIES) -> UUID:
    """Jonas proposes maths to Mila for so many weeks."""
    dates = weekly(world.mila.id, clock.now() + timedelta(days=30), count)
    return await propose(world.kaya, world.maths, dates, by=world.jonas.actor)


def _session(
    asking: UUID,
    shared: Connection,
    taught: Service,
    learner: UUID,
    starts_at: datetime,
    now: datetime,
    by: Staff,
) -> SessionRow:
    return SessionRow(
        proposal=asking,
        connection=shared.id,
        provider=shared.provider,
        family=shared.family,
        educator=by.profile_id,
        learner=learner,
        service=taught.id,
        service_name=taught.name,
        credits=taught.credits,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=taught.duration_minutes),
        time_zone=BERLIN,
        place=Place.ONLINE,
        created_at=now,
        changed_at=now,
    )
