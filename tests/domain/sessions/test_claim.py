"""Times that are kept for a family; what was agreed keeps its own. Rule: S5 S6 S17."""

from datetime import datetime
from uuid import uuid4

from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.sessions import answer, bookable, cancellation, request, slot, sooner_wait
from domain.sessions.bookable import Bookable
from domain.sessions.request import Wish
from domain.sessions.session import Session, State
from domain.sessions.undo_window import LENGTH
from tests.conftest import FrozenClock
from tests.domain.sessions.sooner import AT, HOUR, first, work
from tests.rules import rule
from tests.world import World


async def working(world: World, *, buffer_minutes: int) -> Bookable:
    """From 14:00 to 18:00, with that long after each; what can be booked of Jonas."""
    await hours.replace([Weekly(day, 840, 1080) for day in range(7)], by=world.jonas.actor)
    usual = (await rules.of(world.jonas.id))._replace(answer_hours=300)
    chosen = usual._replace(buffer_after_minutes=buffer_minutes)
    await rules.choose(chosen, by=world.jonas.actor)
    known = await bookable.by_family(world.dora.actor)
    return bookable.one(known, world.jonas.id, world.maths.id)


async def accepted(world: World, booked: Bookable, at: datetime) -> Session:
    """What Dora asked for."""
    await world.make.credits(2, connection=world.rossi)
    asked = await request.make(uuid4(), Wish(booked, world.emil.id, at), "", by=world.dora.actor)
    await answer.confirm(asked, by=world.jonas.actor)
    return asked


@rule("S17")
async def test_an_earlier_time_is_offered_also_where_it_reaches_into_the_one_it_replaces(
    world: World,
) -> None:
    booked = await working(world, buffer_minutes=0)
    mine = await world.make.session(State.CONFIRMED, starts_at=AT)
    emils = await accepted(world, booked, AT + HOUR)
    await working(world, buffer_minutes=30)
    await sooner_wait.wait(emils, by=world.dora.actor)
    await cancellation.cancel(mine, by=world.nadia.actor)
    assert await work() == 1
    assert (await first(emils)).starts_at == AT


@rule("S6")
async def test_what_is_shown_beside_an_accepted_request_can_be_had(
    world: World, frozen_clock: FrozenClock
) -> None:
    booked = await working(world, buffer_minutes=60)
    await accepted(world, booked, AT)
    await working(world, buffer_minutes=0)
    frozen_clock.forward(LENGTH)
    by, span = world.dora.actor, (AT, AT + HOUR)
    shown = await slot.between(booked, world.emil.id, *span, by=by)
    assert shown.starts == [AT + HOUR]
    await request.make(uuid4(), Wish(booked, world.emil.id, AT + HOUR), "", by=by)
