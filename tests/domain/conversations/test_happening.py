"""What happened around the messages of a conversation, for whoever may know of it."""

from datetime import datetime, timedelta

from domain import clock
from domain.conversations import conversation, happening
from domain.conversations.happening import Happening
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from domain.sessions import answer
from domain.sessions.session import State
from tests import agreements
from tests.rules import rule
from tests.series import of_jonas
from tests.world import World, at

MINUTE = timedelta(minutes=1)


async def happened(
    shared: Connection, since: datetime | None = None, until: datetime | None = None, *, by: Actor
) -> list[Happening]:
    one = await conversation.reachable(shared.id, by=by)
    return await happening.between(one, since, until, by=by)


async def kinds(world: World, by: Actor) -> list[str]:
    return sorted(each.kind for each in await happened(world.kaya, by=by))


@rule("C3")
async def test_what_happened_is_told_in_order_and_as_it_stands_now(world: World) -> None:
    one = await world.make.session(State.CONFIRMED)
    found = await happened(world.kaya, by=world.nadia.actor)
    assert [(each.kind, each.by_name, each.is_newest) for each in found] == [
        ("session.proposed", "Jonas Weber", False),
        ("session.confirmed", "Nadia Kaya", True),
    ]
    assert {(each.listed.id, each.listed.state) for each in found if each.listed} == {
        (one.id, "confirmed")
    }


@rule("C3", "B5", "A8")
async def test_nobody_hears_of_what_is_not_theirs(world: World) -> None:
    await world.make.session()
    await world.make.session(learner=world.tom.id, starts_at=clock.now() + timedelta(days=9))
    await world.make.session(learner=world.emil.id, connection=world.rossi)
    await agreements.written(by=world.jonas.actor)
    both = ["agreement.asked", "session.proposed", "session.proposed"]
    assert await kinds(world, world.nadia.actor) == both
    assert await kinds(world, world.jonas.actor) == both
    # A child hears of its own sessions, and of no agreements.
    assert await kinds(world, world.mila.actor) == ["session.proposed"]
    of_rossi = await happened(world.rossi, by=world.emil.actor)
    assert [each.kind for each in of_rossi] == ["session.proposed"]


@rule("C3", "C5")
async def test_a_page_has_what_happened_within_it(world: World) -> None:
    first = await world.make.session()
    with at(clock.now() + MINUTE):
        await answer.decline(first, by=world.nadia.actor)
    start = clock.now()
    for since, until, told in (
        (start, None, ["session.declined"]),
        (None, start, ["session.proposed"]),
        (start, start + MINUTE, ["session.declined"]),
        (start + MINUTE, None, []),
    ):
        found = await happened(world.kaya, since, until, by=world.nadia.actor)
        assert [each.kind for each in found] == told


@rule("C3")
async def test_the_oldest_of_many_are_left_out(world: World) -> None:
    for _ in range(3):
        await of_jonas(world)
    found = await happened(world.kaya, by=world.nadia.actor)
    assert len(found) == happening.MOST
    assert found[-1].kind == "session.proposed"
