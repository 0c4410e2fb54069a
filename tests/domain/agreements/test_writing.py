"""A provider asks for agreements, in versions, of all families or some."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import database
from domain.agreements import (
    agreement,
    asked,
    overview,
    reminding,
    signers,
    version,
    writing,
)
from domain.agreements.agreement import Demand, Overtaken, Terms
from domain.agreements.asked import Standing
from domain.agreements.reminding import RemindedAlready
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Educator
from tests import school
from tests.agreements import TEXT, agree, changed, only, said, written
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World


async def told(kind: str) -> set[object]:
    rows = await database.rows("SELECT family FROM events WHERE kind = {}", kind)
    return {family for (family,) in rows}


@rule("D5")
async def test_some_families_are_asked_or_all(world: World) -> None:
    await written(by=world.jonas.actor, families=[world.kaya.id])
    assert (await only(world.kaya)).standing == Standing.PENDING
    assert await asked.of_connection(world.rossi.id) == []
    assert await told("agreement.asked") == {world.kaya.family}


@rule("D5")
async def test_whoever_is_asked_later_is_told_then(world: World) -> None:
    one = await written(by=world.jonas.actor, families=[world.kaya.id])
    terms = Terms(Demand.BOOKING, is_for_all=True)
    await writing.change_terms(one, terms, (), by=world.jonas.actor)
    assert await told("agreement.asked") == {world.kaya.family, world.rossi.family}
    rows = await database.rows("SELECT 1 FROM events WHERE kind = 'agreement.asked'")
    assert len(rows) == 2
    assert (await only(world.rossi)).demand == Demand.BOOKING


@rule("D5")
@pytest.mark.parametrize("families", ["nobody", "stranger"])
async def test_some_must_be_families_of_ours(world: World, families: str) -> None:
    chosen = [] if families == "nobody" else [uuid4()]
    with pytest.raises(Invalid):
        await written(by=world.jonas.actor, families=chosen)
    assert await overview.of(by=world.jonas.actor) == []
    assert await told("agreement.asked") == set()


@rule("D5")
async def test_the_same_sent_twice_is_one(world: World) -> None:
    key = uuid4()
    await asyncio.gather(*(written(by=world.jonas.actor, key=key) for _ in range(4)))
    (one,) = await overview.of(by=world.jonas.actor)
    assert (one.title, one.asked_count, one.signed_count) == ("AGB", 2, 0)


@rule("D5")
async def test_versions_of_two_who_write_at_once_are_one_after_the_other(world: World) -> None:
    one = await written(by=world.jonas.actor)
    both = (changed(one, f"Fassung {i}", by=world.jonas.actor) for i in range(4))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert sum(each is None for each in outcomes) == 1
    assert all(each is None or isinstance(each, Overtaken) for each in outcomes)
    assert [each.number for each in await version.all_of(one.id)] == [2, 1]


@rule("D5")
async def test_a_version_must_say_something_else(world: World) -> None:
    one = await written(by=world.jonas.actor)
    with pytest.raises(Invalid):
        await changed(one, TEXT, by=world.jonas.actor)
    id = uuid4()
    for _ in range(2):
        await writing.write_again(one, 1, said("Neu"), version_id=id, by=world.jonas.actor)
    assert len(await version.all_of(one.id)) == 2


@rule("D5")
async def test_what_ended_is_asked_for_no_more(world: World) -> None:
    one = await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    await writing.end(one, by=world.jonas.actor)
    assert await asked.of_connection(world.kaya.id) == []
    (left,) = await overview.of(by=world.jonas.actor)
    assert left.is_ended
    with pytest.raises(Overtaken):
        await changed(one, "Neu", by=world.jonas.actor)


@rule("D5")
async def test_what_ended_keeps_who_had_agreed_to_whichever_version(world: World) -> None:
    one = await written(by=world.jonas.actor, is_per_child=True)
    await agree(world.kaya, by=world.nadia.actor)
    await changed(one, "Neu", by=world.jonas.actor)
    await writing.end(one, by=world.jonas.actor)
    people = await signers.were(one.id, by=world.jonas.actor)
    assert {each.standing for each in people} == {Standing.SIGNED}
    assert [each.learner for each in people] == ["Mila", "Tom"]
    assert await signers.of(one.id, by=world.jonas.actor) == []


@rule("D5")
async def test_the_overview_says_who_has_and_who_has_not(world: World) -> None:
    one = await written(by=world.jonas.actor, is_per_child=True)
    await agree(world.kaya, by=world.nadia.actor)
    people = await signers.of(one.id, by=world.jonas.actor)
    assert [(each.family_name, each.learner, each.standing) for each in people] == [
        ("Kaya", "Mila", Standing.SIGNED),
        ("Kaya", "Tom", Standing.SIGNED),
        ("Rossi", "Emil", Standing.PENDING),
    ]
    (listed,) = await overview.of(by=world.jonas.actor)
    assert (listed.asked_count, listed.signed_count) == (3, 2)


@rule("D5")
async def test_nobody_is_reminded_twice_within_three_days(
    world: World, frozen_clock: FrozenClock
) -> None:
    one = await written(by=world.jonas.actor)
    await agree(world.kaya, by=world.nadia.actor)
    with pytest.raises(RemindedAlready):
        await reminding.by_hand(one.id, by=world.jonas.actor)
    frozen_clock.forward(reminding.EVERY)
    outcomes = await asyncio.gather(
        *(reminding.by_hand(one.id, by=world.jonas.actor) for _ in range(3)), return_exceptions=True
    )
    assert [each for each in outcomes if each == 1] == [1]
    assert await told("agreement.reminded") == {world.rossi.family}


@rule("D5")
async def test_reminders_come_by_themselves_three_times_and_no_more(
    world: World, frozen_clock: FrozenClock
) -> None:
    one = await written(by=world.jonas.actor)
    for time in range(1, 6):
        frozen_clock.forward(reminding.EVERY)
        await reminding.by_itself(one.id, 1, time)
    rows = await database.rows(
        "SELECT count(*) FROM events WHERE kind = 'agreement.reminded' AND family = {}",
        world.kaya.family,
    )
    planned = await database.rows("SELECT count(*) FROM outbox WHERE kind = {}", reminding.KIND)
    assert (rows, planned) == ([(5,)], [(3,)])
    await changed(one, "Neu", by=world.jonas.actor)
    frozen_clock.forward(timedelta(days=4))
    await reminding.by_itself(one.id, 1, 1)
    again = await database.rows("SELECT count(*) FROM events WHERE kind = 'agreement.reminded'")
    assert again == [(10,)]


@rule("D5")
async def test_another_provider_s_is_not_there(world: World) -> None:
    one = await written(by=world.jonas.actor)
    stranger = Educator(world.jonas.id, uuid4())
    with pytest.raises(NotFound):
        await agreement.reachable(one.id, by=stranger)


@rule("D5", "B5")
async def test_an_educator_sees_only_the_families_assigned_to_them(world: World) -> None:
    taught = await school.build(world)
    one = await written(by=taught.ines.actor)
    assert [each.family_name for each in await signers.of(one.id, by=taught.ines.actor)]
    assert [each.family_name for each in await signers.of(one.id, by=taught.lea.actor)]
    assert await signers.of(one.id, by=taught.max.actor) == []
    (listed,) = await overview.of(by=taught.max.actor)
    assert listed.asked_count == 0
