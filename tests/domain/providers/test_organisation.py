"""An organisation: managers see all its families, an educator those assigned. Rule: B5."""

from uuid import uuid4

import pytest

from domain import clock
from domain.errors import NotFound
from domain.profiles.actor import Educator, Manager
from domain.providers import (
    connected,
    connection,
    first_steps,
    invitation,
    provider,
    service,
)
from domain.providers.assignment import Assignment
from domain.providers.connection import Connection
from tests import school as schools
from tests.rules import rule
from tests.school import School
from tests.world import World


@pytest.fixture
async def school(world: World) -> School:
    return await schools.build(world)


@pytest.fixture
async def rossi(world: World, school: School) -> Connection:
    """Connected by nobody's invitation, so that nobody is assigned yet."""
    at = school.ines.actor.provider_id
    return await connection.make(world.rossi.family, at, by=world.dora.id)


async def families(by: Educator | Manager) -> list[str]:
    names = [known.name for known in await connected.families(by=by)]
    assert len(await connected.members(by=by)) == len(names)
    return names


@rule("B5")
async def test_an_educator_sees_the_families_assigned_and_a_manager_all(
    school: School, rossi: Connection
) -> None:
    assert await families(school.ines.actor) == ["Kaya", "Rossi"]
    assert await families(school.lea.actor) == ["Kaya"]
    assert await families(school.max.actor) == []


@rule("B5")
async def test_an_assignment_opens_a_family_and_its_end_closes_it(
    school: School, rossi: Connection
) -> None:
    with pytest.raises(NotFound):
        await connection.of_family(rossi.family, by=school.max.actor)
    row = Assignment(connection=rossi.id, educator=school.max.id, created_at=clock.now())
    await row.save()
    found = await connection.of_family(rossi.family, by=school.max.actor)
    assert found.id == rossi.id
    await Assignment.update({Assignment.ended_at: clock.now()}).where(Assignment.id == row.id)
    with pytest.raises(NotFound):
        await connection.of_family(rossi.family, by=school.max.actor)
    assert (await connection.of_family(rossi.family, by=school.ines.actor)).id == rossi.id


@rule("B5")
async def test_another_provider_finds_nothing_of_it(world: World, school: School) -> None:
    jonas = Educator(world.jonas.id, school.ines.actor.provider_id)
    with pytest.raises(NotFound):
        await connection.of_family(school.kaya.family, by=jonas)
    assert await families(world.jonas.actor) == ["Kaya", "Rossi"]


@rule("B1", "B5")
async def test_an_educators_invitations_are_the_own_ones(school: School) -> None:
    made = school.code
    assert [each.id for each in await invitation.newest(by=school.lea.actor)] == [made.id]
    assert [each.id for each in await invitation.newest(by=school.ines.actor)] == [made.id]
    assert await invitation.newest(by=school.max.actor) == []
    with pytest.raises(NotFound):
        await invitation.reachable(made.id, by=school.max.actor)
    assert (await invitation.reachable(made.id, by=school.ines.actor)).id == made.id


@rule("B5")
async def test_managers_say_what_an_organisation_offers_and_is_called(school: School) -> None:
    with pytest.raises(provider.SaidByManagers):
        await service.create(uuid4(), "Mathe", 60, 1, "", by=school.lea.actor)
    made = await service.create(uuid4(), "Mathe", 60, 1, "", by=school.ines.actor)
    with pytest.raises(provider.SaidByManagers):
        await service.change(made, "Physik", 60, 1, "", by=school.lea.actor)
    with pytest.raises(provider.SaidByManagers):
        await service.retire(made, by=school.lea.actor)
    said = {"notice_hours": 24, "answer_hours": None, "sooner_hours": 12, "holiday_region": ""}
    with pytest.raises(provider.SaidByManagers):
        await provider.change("Neu", "Europe/Berlin", **said, by=school.lea.actor)  # type: ignore[arg-type]
    await provider.change("Neu", "Europe/Berlin", **said, by=school.ines.actor)  # type: ignore[arg-type]
    assert (await provider.by_id(school.ines.actor.provider_id)).name == "Neu"
    assert (await service.reachable(made.id, by=school.lea.actor)).name == "Mathe"


@rule("B5")
async def test_first_steps_are_for_those_who_can_take_them(world: World, school: School) -> None:
    assert await first_steps.of(by=school.lea.actor) is None
    steps = await first_steps.of(by=school.ines.actor)
    assert steps is not None
    assert (steps.has_service, steps.next) == (True, "session")
    assert await first_steps.of(by=world.jonas.actor) is not None
