"""Nothing is booked without the consents that a provider made it depend on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock
from domain.agreements import agreeing, asked
from domain.agreements.agreeing import Pick
from domain.agreements.agreement import Demand
from domain.agreements.lacking import ConsentsMissing
from domain.sessions import answer
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.agreements import ON_PHONE, agree, changed, only, written
from tests.rules import rule
from tests.world import World


@rule("D5")
async def test_confirming_waits_for_the_consent(world: World) -> None:
    await world.make.credits()
    waiting = await world.make.session()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    with pytest.raises(ConsentsMissing, match="AGB"):
        await answer.confirm(waiting, by=world.nadia.actor)
    assert (await sessions.by_id(waiting.id)).state == State.PENDING
    await agree(world.kaya, by=world.nadia.actor)
    await answer.confirm(waiting, by=world.nadia.actor)


@rule("D5")
@pytest.mark.parametrize("demand", [Demand.OPTIONAL, Demand.REQUIRED])
async def test_what_booking_does_not_depend_on_stops_nothing(world: World, demand: Demand) -> None:
    await world.make.credits()
    waiting = await world.make.session()
    await written(by=world.jonas.actor, demand=demand)
    await answer.confirm(waiting, by=world.nadia.actor)


@rule("D5")
async def test_one_child_s_consent_is_not_the_other_s(world: World) -> None:
    await world.make.credits()
    for_mila, for_tom = (
        await world.make.session(),
        await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=4)),
    )
    await written(by=world.jonas.actor, demand=Demand.BOOKING, is_per_child=True)
    one = next(
        each for each in await asked.of_connection(world.kaya.id) if each.learner == world.tom.id
    )
    await agreeing.agree(
        world.kaya, [Pick(one.version, one.learner)], ON_PHONE, by=world.nadia.actor
    )
    await answer.confirm(for_tom, by=world.nadia.actor)
    with pytest.raises(ConsentsMissing):
        await answer.confirm(for_mila, by=world.nadia.actor)


@rule("D5")
async def test_what_was_taken_back_stops_the_next_and_leaves_what_is_agreed(world: World) -> None:
    await world.make.credits()
    await written(by=world.jonas.actor, demand=Demand.BOOKING)
    await agree(world.kaya, by=world.nadia.actor)
    held, waiting = (
        await world.make.session(State.CONFIRMED),
        await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=4)),
    )
    await agreeing.take_back(world.kaya, await only(world.kaya), ON_PHONE, by=world.nadia.actor)
    assert (await sessions.by_id(held.id)).state == State.CONFIRMED
    with pytest.raises(ConsentsMissing):
        await answer.confirm(waiting, by=world.nadia.actor)


@rule("D5")
async def test_a_new_version_stops_it_as_well(world: World) -> None:
    await world.make.credits()
    one = await written(by=world.jonas.actor, demand=Demand.BOOKING, key=uuid4())
    await agree(world.kaya, by=world.nadia.actor)
    await changed(one, "Neu.", by=world.jonas.actor)
    waiting = await world.make.session()
    with pytest.raises(ConsentsMissing):
        await answer.confirm(waiting, by=world.nadia.actor)
