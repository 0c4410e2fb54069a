"""The other side hears of new documents, several at once in one piece."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from domain import database
from domain.documents import announcing, removal
from domain.notifications.notification_list import newest
from domain.profiles import permission
from tests import school
from tests.conftest import FrozenClock
from tests.documents import share, shared
from tests.domain.notifications.news import father, told
from tests.rules import rule
from tests.world import World
from web.words import documents
from web.words.telling import Reader

SECOND = timedelta(seconds=1)


async def announced(world: World, by: UUID) -> list[dict[str, Any]]:
    await announcing.announce(world.kaya.id, by)
    sql = "SELECT particulars FROM events WHERE kind LIKE 'document.shared%' ORDER BY happened_at"
    return [msgspec.json.decode(particulars) for (particulars,) in await database.rows(sql)]


@rule("D4")
async def test_several_at_once_are_one_piece_of_news_to_the_other_side(
    world: World, frozen_clock: FrozenClock
) -> None:
    for name in ("B.pdf", "A.pdf", "C.pdf"):
        await share(world.kaya, name=name, by=world.jonas.actor)
        frozen_clock.forward(15 * SECOND)
        assert await announced(world, world.jonas.id) == []
    frozen_clock.forward(announcing.TOGETHER)
    for _ in range(2):
        (one,) = await announced(world, world.jonas.id)
    names = {"provider": "Jonas Weber", "family": "Kaya", "who": "Jonas Weber"}
    assert one == {"count": 3, "name": "A.pdf", "side": "provider", **names}
    assert await told("document.shared_by_provider") == {world.nadia.id}


@rule("D4")
async def test_a_provider_hears_of_a_familys(world: World, frozen_clock: FrozenClock) -> None:
    await share(world.kaya, by=world.nadia.actor)
    frozen_clock.forward(announcing.TOGETHER)
    assert len(await announced(world, world.nadia.id)) == 1
    assert await told("document.shared_by_family") == {world.jonas.id}


@rule("D4")
async def test_who_goes_on_and_on_keeps_nobody_waiting(
    world: World, frozen_clock: FrozenClock
) -> None:
    seen = []
    for _ in range(20):
        await share(world.kaya, by=world.jonas.actor)
        frozen_clock.forward(15 * SECOND)
        seen = await announced(world, world.jonas.id)
    assert [each["count"] for each in seen] == [12]


@rule("D4")
async def test_what_was_taken_away_before_is_no_news(
    world: World, frozen_clock: FrozenClock
) -> None:
    one = await shared(world.kaya, by=world.jonas.actor)
    await removal.remove(one, by=world.jonas.actor)
    frozen_clock.forward(announcing.TOGETHER)
    assert await announced(world, world.jonas.id) == []


@rule("D1", "D4")
async def test_a_guardian_reads_of_a_childs_whose_it_is(
    world: World, frozen_clock: FrozenClock
) -> None:
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    await share(world.kaya, by=world.mila.actor)
    frozen_clock.forward(announcing.TOGETHER)
    await announced(world, world.mila.id)
    assert await told("document.shared") == {world.nadia.id, world.jonas.id}
    for reader, said in ((world.nadia, "von Mila"), (world.jonas, "von Familie Kaya")):
        kind = "guardian" if reader is world.nadia else "educator"
        (one,) = [each for each in await newest(reader.id) if each.kind == "document.shared"]
        assert documents.lines(one, Reader(kind, "de")) == [said]


@rule("D4", "B5")
async def test_who_stands_on_the_same_side_hears_nothing(
    world: World, frozen_clock: FrozenClock
) -> None:
    deniz, made = await father(world), await school.build(world)
    for whose in (world.nadia, made.lea):
        await share(made.kaya, by=whose.actor)
        frozen_clock.forward(announcing.TOGETHER)
        await announcing.announce(made.kaya.id, whose.id)
    assert await told("document.shared_by_family") == {made.lea.id, made.ines.id}
    assert await told("document.shared_by_provider") == {world.nadia.id, deniz}
