"""What somebody reports is seen by guardians and managers, and never by whoever wrote it."""

from typing import Any
from uuid import UUID

import pytest

from domain.conversations import conversation, removal, report, thread
from domain.conversations.change import AlreadyRemoved
from domain.errors import Forbidden, Invalid, NotFound
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from tests import school as schools
from tests.conversations import say
from tests.domain.notifications.news import father, told
from tests.rules import rule
from tests.world import Person, World

KIND = "message.reported"


async def make(connection: Connection, id: UUID, by: Actor, why: str = "") -> None:
    one = await conversation.reachable(connection.id, by=by)
    await report.make(one, id, why, by=by)


async def seen(connection: Connection, id: UUID, who: Person[Any]) -> list[tuple[str, str]]:
    line = await thread.line(connection.id, id)
    return [(each.by_name, each.why) for each in await report.seen(line, by=who.actor)]


@rule("N1", "C1")
async def test_what_a_child_reports_reaches_its_guardians_once(world: World) -> None:
    other = await father(world)
    id = await say(world.kaya, "Gemeines", by=world.jonas.actor)
    for why in ("Das war gemein", "Noch einmal"):
        await make(world.kaya, id, world.mila.actor, why)
    assert await told(KIND) == {world.nadia.id, other}
    assert await seen(world.kaya, id, world.nadia) == [("Mila", "Das war gemein")]
    assert await seen(world.kaya, id, world.mila) == [("Mila", "Das war gemein")]
    assert await seen(world.kaya, id, world.jonas) == await seen(world.kaya, id, world.tom) == []


@rule("N1", "B5")
async def test_of_an_organisation_its_managers_are_told_as_well(world: World) -> None:
    school = await schools.build(world)
    id = await say(school.kaya, "Gemeines", by=school.lea.actor)
    await make(school.kaya, id, world.nadia.actor)
    assert await told(KIND) == {school.ines.id}
    assert await seen(school.kaya, id, school.ines) == [("Nadia Kaya", "")]
    assert await seen(school.kaya, id, school.lea) == []
    line = await thread.line(school.kaya.id, id)
    one = await conversation.reachable(school.kaya.id, by=world.mila.actor)
    assert await report.names_of_told(one, line, by=world.mila.actor) == [
        "Ines",
        "Nadia Kaya",
    ]


@rule("N1")
async def test_whoever_is_reported_is_not_told_though_a_guardian(world: World) -> None:
    other = await father(world)
    id = await say(world.kaya, "Gemeines", by=world.nadia.actor)
    await make(world.kaya, id, world.jonas.actor)
    assert await told(KIND) == {other}
    assert await seen(world.kaya, id, world.nadia) == []


@rule("C3")
async def test_a_report_keeps_what_its_author_takes_back(world: World) -> None:
    id = await say(world.kaya, "Gemeines", by=world.jonas.actor)
    await make(world.kaya, id, world.mila.actor)
    one = await conversation.reachable(world.kaya.id, by=world.jonas.actor)
    await removal.remove(one, id, by=world.jonas.actor)
    line = await thread.line(world.kaya.id, id)
    (kept,) = await report.seen(line, by=world.nadia.actor)
    assert kept.words == "Gemeines"


@rule("C1")
async def test_nobody_reports_their_own_what_is_gone_or_what_is_elsewhere(world: World) -> None:
    id = await say(world.kaya, "Gemeines", by=world.jonas.actor)
    theirs = await say(world.rossi, "Gemeines", by=world.jonas.actor)
    with pytest.raises(Forbidden):
        await make(world.kaya, id, world.jonas.actor)
    with pytest.raises(NotFound):
        await make(world.kaya, theirs, world.nadia.actor)
    with pytest.raises(Invalid):
        await make(world.kaya, id, world.nadia.actor, "x" * 501)
    one = await conversation.reachable(world.kaya.id, by=world.jonas.actor)
    await removal.remove(one, id, by=world.jonas.actor)
    with pytest.raises(AlreadyRemoved):
        await make(world.kaya, id, world.nadia.actor)
    assert await told(KIND) == set()
