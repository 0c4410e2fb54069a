"""A family that has too few credits asks for more: once, until there was an answer."""

import asyncio
from datetime import timedelta

import pytest

from domain import database, topics
from domain.credits import asking
from domain.credits.asking import AlreadyAsked
from domain.profiles import membership
from domain.profiles.actor import Guardian
from domain.profiles.membership import Role
from tests.conftest import FrozenClock
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import World


async def asked(world: World) -> int:
    """How often the provider was asked by Nadia's family."""
    sql = "SELECT id FROM events WHERE kind = 'credits.asked' AND connection = {}"
    return len(await database.rows(sql, world.kaya.id))


@rule("K3", "K6")
async def test_who_teaches_the_family_is_told_who_asks(world: World) -> None:
    assert not await asking.has_asked(world.kaya.id)
    await asking.ask(world.kaya, by=world.nadia.actor)
    assert await asking.has_asked(world.kaya.id)
    assert await told("credits.asked") == {world.jonas.id}
    found = await database.row(
        'SELECT "by", particulars FROM events WHERE kind = {}', "credits.asked"
    )
    assert found == (world.nadia.id, '{"provider":"Jonas Weber","family":"Kaya"}')


@rule("K3", "K6")
async def test_the_provider_is_asked_once_until_it_grants(
    world: World, frozen_clock: FrozenClock
) -> None:
    father = await membership.create(world.kaya.family, Role.GUARDIAN, "Deniz Kaya")
    for round in (1, 2, 3):
        await asking.ask(world.kaya, by=world.nadia.actor)
        for by in (world.nadia.actor, Guardian(father.id, world.kaya.family)):
            with pytest.raises(AlreadyAsked):
                await asking.ask(world.kaya, by=by)
        assert await asked(world) == round
        frozen_clock.forward(timedelta(minutes=1))
        await world.make.credits(1)
        assert not await asking.has_asked(world.kaya.id)


@rule("K3", "K6")
async def test_each_of_the_grants_of_one_moment_is_an_answer(world: World) -> None:
    """Whichever of them a database finds first, the next question is not the one before."""
    for round in range(1, 6):
        await asking.ask(world.kaya, by=world.nadia.actor)
        assert await asked(world) == round
        await world.make.credits(1)
        assert not await asking.has_asked(world.kaya.id)


@rule("K3")
async def test_what_is_granted_to_others_is_no_answer(world: World) -> None:
    await asking.ask(world.kaya, by=world.nadia.actor)
    await world.make.credits(1, connection=world.rossi)
    with pytest.raises(AlreadyAsked):
        await asking.ask(world.kaya, by=world.nadia.actor)
    await asking.ask(world.rossi, by=world.dora.actor)


@rule("K3")
async def test_two_taps_at_once_ask_once(world: World) -> None:
    came = await asyncio.gather(
        *(asking.ask(world.kaya, by=world.nadia.actor) for _ in range(5)), return_exceptions=True
    )
    assert came.count(None) == 1
    assert sum(isinstance(each, AlreadyAsked) for each in came) == 4
    assert await asked(world) == 1
    sql = "SELECT facts_count FROM notifications WHERE kind = 'credits.asked'"
    assert await database.rows(sql) == [(1,)]


async def test_asking_makes_the_pages_of_both_sides_out_of_date(world: World) -> None:
    owners = [world.kaya.family, world.kaya.id]
    names = [topics.name("credits", owner) for owner in owners]
    before = [await topics.versions([name]) for name in names]
    await asking.ask(world.kaya, by=world.nadia.actor)
    after = [await topics.versions([name]) for name in names]
    assert all(was != now for was, now in zip(before, after, strict=True))
