"""The other side of a connection."""

from datetime import timedelta

from domain import clock
from domain.providers import connected
from tests.rules import rule
from tests.world import World


@rule("K6")
async def test_a_family_is_low_while_more_waits_for_an_answer_than_is_free(world: World) -> None:
    jonas = world.jonas.actor
    await world.make.credits(1)
    await world.make.session(starts_at=clock.now() + timedelta(days=1))
    assert await connected.low(by=jonas) == []
    await world.make.session(starts_at=clock.now() + timedelta(days=2))
    (low,) = await connected.low(by=jonas)
    (known, *others) = await connected.families(by=jonas)
    assert low == (known.name, known.id, known.balance)
    assert (low.balance.free, low.balance.needed, low.balance.proposals) == (1, 2, 2)
    assert not any(each.balance.is_low for each in others)
