"""The other side of a connection."""

from datetime import timedelta

from domain import clock
from domain.providers import connected
from domain.sessions import todo
from tests.rules import rule
from tests.world import World


@rule("K6")
async def test_a_family_is_low_while_more_waits_for_an_answer_than_is_free(world: World) -> None:
    jonas = world.jonas.actor
    await world.make.credits(1)
    await world.make.session(starts_at=clock.now() + timedelta(days=1))
    assert (await todo.of(jonas, clock.now())).low == []
    await world.make.session(starts_at=clock.now() + timedelta(days=2))
    (low,) = (await todo.of(jonas, clock.now())).low
    (known, *others) = await connected.families(by=jonas)
    assert low == (known.id, known.name, known.balance.lack)
    assert low.lack == (1, 2, 2)
    assert not any(each.balance.is_low for each in others)
