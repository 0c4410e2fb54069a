"""What lies outside of an educator's hours and is told."""

from domain.availability import hours, touched
from domain.availability.hours import Weekly
from domain.sessions import answer
from tests import choices
from tests.rules import rule
from tests.world import World

MONDAY = 0


@rule("S6", "S2")
async def test_what_was_not_picked_of_several_touches_nothing(world: World) -> None:
    await hours.replace([Weekly(MONDAY, 840, 1080)], by=world.jonas.actor)
    await world.make.credits(1)
    made = await choices.proposed(world)
    assert [each.state for each in await touched.coming(world.jonas.id)] == ["pending"] * 3
    await answer.confirm(made[0], by=world.nadia.actor)
    told = await touched.coming(world.jonas.id)
    assert [(each.id, each.state) for each in told] == [(made[0].id, "confirmed")]
