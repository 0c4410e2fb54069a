"""A PDF is read by those who ask for it and whom it asks, and by who answered it once."""

from pathlib import Path
from uuid import uuid4

import pytest

from domain.agreements import agreement, reading, writing
from domain.agreements.agreement import Demand, Terms
from domain.documents.download import WORKS_FOR
from domain.errors import NotFound
from tests import agreements, papers, school
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

pytestmark = pytest.mark.usefixtures("own_store")


@rule("D2", "D5")
async def test_those_who_ask_and_whom_it_asks_and_nobody_else(world: World) -> None:
    one = await agreements.uploaded(by=world.jonas.actor, families=[world.kaya.id])
    other = await school.build(world)
    for reader in (world.jonas.actor, world.nadia.actor):
        token = await reading.link(one.id, by=reader)
        assert (await reading.opened(token)).version == one
    for stranger in (world.dora.actor, world.mila.actor, other.ines.actor, other.lea.actor):
        with pytest.raises(NotFound):
            await reading.link(one.id, by=stranger)
    with pytest.raises(NotFound):
        await reading.link(uuid4(), by=world.jonas.actor)


@rule("D2", "D5")
async def test_who_answered_reads_it_when_it_is_asked_for_no_more(world: World) -> None:
    one = await agreements.uploaded(by=world.jonas.actor)
    await agreements.agree(world.kaya, by=world.nadia.actor)
    known = await agreement.reachable(one.agreement, by=world.jonas.actor)
    said, id = await agreements.incoming_pdf(papers.page((1, 2, 3)))
    await writing.write_again(known, 1, said, version_id=id, by=world.jonas.actor)
    assert await reading.link(one.id, by=world.nadia.actor)
    with pytest.raises(NotFound):
        await reading.link(one.id, by=world.dora.actor)
    assert await reading.link(id, by=world.dora.actor)
    await writing.change_terms(
        known, Terms(Demand.REQUIRED, is_for_all=False), [world.kaya.id], by=world.jonas.actor
    )
    with pytest.raises(NotFound):
        await reading.link(id, by=world.dora.actor)
    await writing.end(known, by=world.jonas.actor)
    assert await reading.link(one.id, by=world.nadia.actor)
    assert await reading.link(id, by=world.jonas.actor)


@rule("D2", "D5")
async def test_a_link_works_for_five_minutes_and_for_nothing_else(
    world: World, frozen_clock: FrozenClock
) -> None:
    one = await agreements.uploaded(by=world.jonas.actor)
    token = await reading.link(one.id, by=world.nadia.actor)
    frozen_clock.forward(WORKS_FOR * 0.99)
    assert (await reading.opened(token)).seconds_left == 3
    frozen_clock.forward(WORKS_FOR * 0.02)
    with pytest.raises(reading.LinkOver) as over:
        await reading.opened(token)
    assert over.value.agreement == one.agreement
    with pytest.raises(NotFound):
        await reading.opened("x" + token[1:])


@rule("D5")
async def test_a_text_has_no_link(world: World, own_store: Path) -> None:
    await agreements.written(by=world.jonas.actor)
    text = await agreements.only(world.kaya)
    for reader in (world.jonas.actor, world.nadia.actor):
        with pytest.raises(NotFound):
            await reading.link(text.version, by=reader)
