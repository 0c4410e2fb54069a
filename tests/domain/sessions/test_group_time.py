"""A group date keeps its educator's time from the moment it is made, whoever is in it.

Rule: S4 S18. Every way to a confirmed session, before and after, and two at once.
"""

import asyncio
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from domain import clock, database, topics
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.errors import Invalid
from domain.sessions import (
    alternatives,
    answer,
    bookable,
    group_calling_off,
    group_invitation,
    group_joining,
    group_offer,
    move,
    obstacle,
    offer,
    preview,
    request,
    rescheduling,
    series_offer,
)
from domain.sessions import asked as asking
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.mark import Kind, Mark
from domain.sessions.obstacle import Obstacle
from domain.sessions.recurrence import Recurrence
from domain.sessions.request import SlotGone, Wish
from domain.sessions.series_offer import DateTaken
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow
from domain.sessions.state import SlotTaken
from tests import choices, moves
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.world import BERLIN, DAYS_AHEAD, World

HALF, HOUR, DAY, WEEK = (
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(days=7),
)
ROUTES = ["one", "alternatives", "series", "move", "counter", "wish", "request"]


def meant() -> datetime:
    """When the group meets."""
    return clock.now() + DAYS_AHEAD


def weekly(start: datetime, times: int = 2) -> Recurrence:
    local = start.astimezone(ZoneInfo(BERLIN))
    return Recurrence(local.date(), 1, (local.weekday(),), local.time(), BERLIN, times=times)


async def waits(world: World, route: str, start: datetime) -> list[Session]:
    """What is proposed or asked for by that route, its time first."""
    taught = world.jonas.actor
    match route:
        case "one":
            return [await world.make.session(service=world.physics, starts_at=start)]
        case "alternatives":
            return await choices.proposed(world, [start, start + WEEK])
        case "series":
            recurrence = weekly(start)
            typed = world.make.offer()
            return await series_offer.propose(
                typed, recurrence, recurrence.days(), world.kaya, by=taught
            )
        case "move":
            old = await world.make.session(State.CONFIRMED, starts_at=start + WEEK)
            return await move.propose(old, moves.to(old, start), by=taught)
        case "counter":
            return await choices.countered(
                world, await world.make.session(starts_at=start + WEEK), [start]
            )
        case "wish":
            old = await world.make.session(State.CONFIRMED, starts_at=start + WEEK)
            return await rescheduling.ask(old, [start], "", by=world.nadia.actor)
        case _:
            return [await requested(world, start)]


async def requested(world: World, start: datetime) -> Session:
    local = start.astimezone(ZoneInfo(BERLIN))
    minute = local.hour * 60 + local.minute
    await hours.replace([Weekly(local.weekday(), minute, minute + 120)], by=world.jonas.actor)
    known = await bookable.by_family(world.nadia.actor)
    booked = bookable.one(known, world.jonas.id, world.physics.id)
    wish = Wish(booked, world.mila.id, start)
    return await request.make(uuid4(), wish, "", by=world.nadia.actor)


async def confirm(world: World, asked: list[Session]) -> None:
    first = await sessions.by_id(asked[0].id)
    by = world.jonas.actor if first.is_request else world.nadia.actor
    picked = asked if first.asking == "series" else [first]
    await answer.confirm(*picked, by=by)


async def meets(world: World, at: datetime) -> Group:
    """Jonas makes a date that nobody has joined."""
    await groups.together(world)
    return await group_offer.make(
        groups.typed(world, starts_at=at, is_open=True), by=world.jonas.actor
    )


@rule("S4", "S18")
@pytest.mark.parametrize("route", ROUTES)
async def test_what_waited_is_not_confirmed_in_the_time_of_a_group(
    world: World, route: str
) -> None:
    await world.make.credits(5)
    at = meant()
    asked = await waits(world, route, at + HALF)
    made = await meets(world, at)
    (more, *_) = await asking.of_sessions([asked[0]])
    assert obstacle.of(more, [])._replace(missing=0) == Obstacle(taken="educator")
    with pytest.raises(SlotTaken) as refused:
        await confirm(world, asked)
    assert refused.value.whose == "educator"
    assert (await sessions.by_id(asked[0].id)).state == State.PENDING
    # Called off it keeps nothing.
    await group_calling_off.call_off(made, by=world.jonas.actor)
    await confirm(world, asked)
    assert (await sessions.by_id(asked[0].id)).state == State.CONFIRMED


@rule("S4", "S18")
async def test_nothing_is_proposed_in_the_time_of_a_group(world: World) -> None:
    made = await meets(world, meant())
    start, by = made.starts_at + HALF, world.jonas.actor
    typed, later = world.make.offer(service=world.physics, starts_at=start), made.starts_at + WEEK
    agreed = await world.make.session(State.CONFIRMED, service=world.physics, starts_at=later)
    several = choices.times([start, later + DAY])
    recurrence = weekly(start)
    for refused in (
        offer.propose(typed, world.kaya, by=by),
        alternatives.propose(typed, several, world.kaya, by=by),
        move.propose(agreed, moves.to(agreed, start), by=by),
    ):
        with pytest.raises(Invalid) as error:
            await refused
        assert (error.value.field, error.value.code) == ("starts_at", "overlaps_group")
    with pytest.raises(DateTaken):
        await series_offer.propose(typed, recurrence, recurrence.days(), world.kaya, by=by)
    with pytest.raises(SlotGone):
        await requested(world, start)


@rule("S4", "S7", "S18")
async def test_a_group_is_marked_in_a_series_by_its_name(world: World) -> None:
    made = await meets(world, meant())
    await group_invitation.invite(made, [emil(world)], by=world.jonas.actor)
    await world.make.credits(1, connection=world.rossi)
    await answer.confirm((await groups.of(made))[world.emil.id], by=world.dora.actor)
    found = await preview.dates(
        weekly(made.starts_at), world.physics, world.mila.id, "de", by=world.jonas.actor
    )
    assert [(each.marks, each.is_possible) for each in found] == [
        ((Mark(Kind.GROUP, "Mathe"),), False),
        ((), True),
    ]


@rule("S4", "S18")
async def test_who_is_moved_out_of_a_group_goes_to_another_time_than_its(world: World) -> None:
    made = await groups.made(world, mila(world), is_open=True)
    mine = (await groups.of(made))[world.mila.id]
    await answer.confirm(mine, by=world.nadia.actor)
    with pytest.raises(Invalid) as refused:
        await moves.moved(world, mine, HALF)
    assert refused.value.code == "overlaps_group"
    new = await moves.moved(world, mine, HOUR)
    await answer.confirm(new, by=world.nadia.actor)
    assert (await sessions.by_id(new.id)).group_date is None
    joined = await group_joining.join(uuid4(), made, world.emil.id, by=world.dora.actor)
    assert joined.state == State.CONFIRMED


@rule("S4", "S18")
async def test_two_groups_do_not_meet_at_once(world: World) -> None:
    made = await meets(world, meant())
    keys = [uuid4(), uuid4()]
    typed = [
        groups.typed(world, starts_at=made.starts_at + WEEK + HALF * number, key=key)
        for number, key in enumerate(keys)
    ]
    ended = await asyncio.gather(
        *(group_offer.make(each, by=world.jonas.actor) for each in typed), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in ended) == ["Group", "Invalid"]
    assert await database.row("SELECT count(*) FROM group_dates") == (2,)


@rule("S4", "S18")
@pytest.mark.parametrize("route", ROUTES)
async def test_of_a_group_and_a_confirmation_at_once_one_has_the_time(
    world: World, route: str
) -> None:
    await world.make.credits(5)
    at = meant()
    asked = await waits(world, route, at)
    await groups.together(world)
    what = groups.typed(world, starts_at=at + HALF)
    ended = await asyncio.gather(
        confirm(world, asked),
        group_offer.make(what, by=world.jonas.actor),
        return_exceptions=True,
    )
    refused = [each for each in ended if isinstance(each, Exception)]
    assert [type(each) for each in refused] in ([SlotTaken], [Invalid]), ended
    now = await sessions.by_id(asked[0].id)
    there = await database.row("SELECT count(*) FROM group_dates")
    assert (now.state == State.CONFIRMED, there) in ((True, (0,)), (False, (1,)))


@rule("S18")
async def test_families_around_hear_of_a_group_that_is_made_or_called_off(world: World) -> None:
    await world.make.session(service=world.physics)
    name = topics.name("session", world.nadia.actor.family_id)
    before = await topics.versions([name])
    made = await meets(world, meant())
    between = await topics.versions([name])
    await group_calling_off.call_off(made, by=world.jonas.actor)
    assert before != between != await topics.versions([name])


@rule("S4", "S18")
async def test_nothing_is_written_as_agreed_within_a_groups_time(world: World) -> None:
    """By whatever way: the database itself says no."""
    lesson = await world.make.session(State.CONFIRMED, starts_at=meant() + DAY)
    await groups.made(world)
    row = await SessionRow.objects().get(SessionRow.id == lesson.id)
    assert row is not None
    row.id, row.starts_at, row.ends_at = uuid4(), meant(), meant() + HOUR
    with pytest.raises(database.Violation, match="S4_no_overlap_per_educator"):
        await SessionRow.insert(row)
