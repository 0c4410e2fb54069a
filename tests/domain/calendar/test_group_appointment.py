"""A group is one event to its educator, and each family's own to a family. Rule: S16 S18."""

from datetime import timedelta

from domain import clock
from domain.availability import picture
from domain.calendar import contents
from domain.sessions import answer, group_calling_off
from tests.domain.sessions import groups
from tests.domain.sessions.groups import emil, mila
from tests.rules import rule
from tests.world import World


@rule("S16", "S18")
async def test_its_educator_has_one_event_which_rises_with_every_change(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(made)
    (before,) = await contents.shown(world.jonas.actor)
    assert (before.id, before.state, before.taken_count) == (made.id, "pending", 0)
    await answer.confirm(asked[world.emil.id], by=world.dora.actor)
    (standing,) = await contents.shown(world.jonas.actor)
    assert (standing.thread, standing.state, standing.taken_count) == (made.id, "confirmed", 1)
    clock.freeze(clock.now() + timedelta(minutes=1))
    await group_calling_off.call_off(made, by=world.jonas.actor)
    (over,) = await contents.shown(world.jonas.actor)
    assert over.state == "cancelled"
    assert before.sequence < standing.sequence < over.sequence
    assert before.changed_at <= standing.changed_at < over.changed_at


@rule("S16", "S18")
async def test_a_family_has_its_own_and_nothing_of_others(world: World) -> None:
    made = await groups.made(world, mila(world), emil(world))
    asked = await groups.of(made)
    (found,) = await contents.shown(world.nadia.actor)
    assert (found.id, found.learner) == (asked[world.mila.id].id, "Mila")
    assert found.places_count == 0


@rule("S6", "S18")
async def test_a_date_takes_its_educators_time_from_the_beginning(world: World) -> None:
    made = await groups.made(world)
    day = made.starts_at.date()
    taken = (await picture.read(world.jonas.id, day, day)).taken
    assert [(each.starts_at, each.kind) for each in taken] == [(made.starts_at, "session")]
    await group_calling_off.call_off(made, by=world.jonas.actor)
    assert (await picture.read(world.jonas.id, day, day)).taken == []
