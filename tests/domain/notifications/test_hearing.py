"""Of what an actor's open pages are told: of all that is theirs, and of nothing else."""

from uuid import UUID

from domain import database, topics
from domain.notifications import hearing
from domain.sessions import retraction
from tests import school
from tests.rules import rule
from tests.world import World

TOUCHED = "SELECT name FROM topics"


def owners(names: frozenset[str]) -> set[str]:
    return {name.partition(":")[2] for name in names}


@rule("A8")
async def test_a_guardian_hears_of_the_family_and_a_child_of_itself(world: World) -> None:
    nadia = await hearing.names(world.nadia.actor)
    mila = await hearing.names(world.mila.actor)
    assert owners(nadia) == {str(world.nadia.id), str(world.kaya.family)}
    assert owners(mila) == {str(world.mila.id), str(world.kaya.id)}
    assert topics.name("credits", world.kaya.family) in nadia
    assert "credits" not in topics.aspects(mila)


@rule("B5")
async def test_whoever_teaches_hears_of_what_was_assigned_and_a_manager_of_everything(
    world: World,
) -> None:
    made = await school.build(world)
    ines, lea, max, kaya = (str(one.id) for one in (made.ines, made.lea, made.max, made.kaya))
    assert owners(await hearing.names(made.max.actor)) == {max}
    assert owners(await hearing.names(made.lea.actor)) == {lea, kaya}
    assert owners(await hearing.names(made.ines.actor)) == {ines, lea, max, kaya}


@rule("N1")
async def test_both_sides_hear_of_what_they_do_and_outsiders_do_not(world: World) -> None:
    await database.rows("DELETE FROM topics")
    lesson = await world.make.session()
    await world.make.credits(1)
    await retraction.retract(lesson, by=world.jonas.actor)
    touched: set[str] = {name for (name,) in await database.rows(TOUCHED)}

    async def heard(by: object) -> str:
        return topics.aspects(touched & await hearing.names(by))  # type: ignore[arg-type]

    assert await heard(world.nadia.actor) == "credits session told"
    assert await heard(world.jonas.actor) == "credits session"
    assert await heard(world.mila.actor) == "session"
    assert await heard(world.tom.actor) == await heard(world.dora.actor) == ""


async def test_names_are_of_one_form(world: World) -> None:
    for name in await hearing.names(world.jonas.actor):
        aspect, _, owner = name.partition(":")
        assert topics.name(aspect, UUID(owner)) == name
