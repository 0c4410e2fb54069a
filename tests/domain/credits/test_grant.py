"""Granting, taking back, overdrawing and settling."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from domain import clock, database
from domain.credits import balance, correction, grant, overdraft, package
from domain.credits.hold import NotEnoughCredits
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Educator, Manager
from domain.sessions import answer, cancellation
from domain.sessions.session import State
from tests.conftest import NOON
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS, until
from tests.world import World

TODAY = NOON.date()


async def free(world: World) -> int:
    return (await balance.of(world.kaya.id)).free


async def free_by_package(world: World) -> list[tuple[str, date | None, int]]:
    found = await package.sources([world.kaya.id])
    return [(each.kind, each.expires_on, each.free) for each in found]


@rule("K1", "K6")
async def test_granted_credits_are_free_and_said_why(world: World) -> None:
    await grant.grant(uuid4(), world.kaya, 5, " 5er-Karte ", by=world.jonas.actor)
    found = await balance.of(world.kaya.id)
    assert (found.free, found.granted) == (5, 5)
    row = await database.row('SELECT kind, granted, reason, "by" FROM entries')
    assert row == ("granted", 5, "5er-Karte", world.jonas.id)
    assert (await balance.of(world.rossi.id)).granted == 0


@rule("K1")
async def test_sent_twice_with_one_key_it_is_granted_once(world: World) -> None:
    key = uuid4()
    for _ in range(2):
        await world.make.credits(3, key=key)
    assert await free(world) == 3


@rule("K1")
async def test_sent_twice_at_once_it_is_granted_once(world: World) -> None:
    key = uuid4()
    await asyncio.gather(*(world.make.credits(3, key=key) for _ in range(6)))
    assert await free(world) == 3
    assert len(await database.rows("SELECT id FROM events WHERE kind = 'credits.granted'")) == 1


@rule("K6")
@pytest.mark.parametrize("kind", [Educator, Manager])
async def test_nobody_grants_credits_of_another_provider(
    world: World, kind: type[Educator | Manager]
) -> None:
    by = kind(world.jonas.id, uuid4())
    with pytest.raises(Forbidden):
        await grant.grant(uuid4(), world.kaya, 5, "Geschenk", by=by)
    with pytest.raises(Forbidden):
        await correction.correct(world.kaya, 1, "Irrtum", key=uuid4(), by=by)
    with pytest.raises(Forbidden):
        await overdraft.allow(world.kaya, 5, by=by)
    assert await free(world) == 0


@rule("K6")
@pytest.mark.parametrize(
    ("count", "reason", "expires_on", "field"),
    [
        (0, "Karte", None, "count"),
        (-1, "Karte", None, "count"),
        (1001, "Karte", None, "count"),
        (1, "  ", None, "reason"),
        (1, "Karte", TODAY - timedelta(days=1), "expires_on"),
        (1, "Karte", date(2036, 11, 24), "expires_on"),
        (1, "Karte", date.max, "expires_on"),
    ],
)
async def test_what_cannot_be_granted_is_refused_with_its_field(
    world: World, count: int, reason: str, expires_on: date | None, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await grant.grant(
            uuid4(), world.kaya, count, reason, by=world.jonas.actor, expires_on=expires_on
        )
    assert refused.value.field == field
    assert await free(world) == 0


@rule("K6")
async def test_credits_are_taken_back_with_a_reason_the_last_to_expire_first(world: World) -> None:
    for days, count in ((10, 2), (20, 2), (None, 2)):
        ends = None if days is None else TODAY + timedelta(days=days)
        await world.make.credits(count, expires_on=ends)
    await correction.correct(world.kaya, 3, "vertippt", key=uuid4(), by=world.jonas.actor)
    assert [count for kind, _, count in await free_by_package(world) if kind == "package"] == [
        *(2, 1, 0)
    ]
    found = await balance.of(world.kaya.id)
    assert (found.free, found.granted) == (3, 3)


@rule("K1", "K6")
async def test_more_than_is_free_is_not_taken_back(world: World) -> None:
    await world.make.credits(2)
    await world.make.session(State.CONFIRMED)
    with pytest.raises(NotEnoughCredits) as refused:
        await correction.correct(world.kaya, 3, "vertippt", key=uuid4(), by=world.jonas.actor)
    assert refused.value.missing == 2
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held, found.granted) == (1, 1, 2)


@rule("K1")
async def test_a_correction_sent_twice_at_once_is_made_once(world: World) -> None:
    await world.make.credits(5)
    key = uuid4()
    asked = [
        correction.correct(world.kaya, 2, "vertippt", key=key, by=world.jonas.actor)
        for _ in range(4)
    ]
    await asyncio.gather(*asked)
    assert await free(world) == 3


@rule("K3")
async def test_a_family_that_may_overdraw_confirms_without_credits(world: World) -> None:
    await overdraft.allow(world.kaya, 1, by=world.jonas.actor)
    first = await world.make.session()
    second = await world.make.session(starts_at=first.ends_at)
    await answer.confirm(first, by=world.nadia.actor)
    assert await free(world) == -1
    with pytest.raises(NotEnoughCredits) as refused:
        await answer.confirm(second, by=world.nadia.actor)
    assert refused.value.missing == 1


@rule("K3")
async def test_credits_are_used_before_the_overdraft(world: World) -> None:
    await overdraft.allow(world.kaya, 3, by=world.jonas.actor)
    await world.make.credits(1)
    await world.make.session(State.CONFIRMED)
    assert await free_by_package(world) == [("package", None, 0), ("overdraft", None, 0)]


@rule("K3", "K2")
async def test_what_is_granted_settles_the_overdraft_first(world: World) -> None:
    await overdraft.allow(world.kaya, 3, by=world.jonas.actor)
    session = await world.make.session()
    other = await world.make.session(starts_at=session.ends_at)
    for each in (session, other):
        await answer.confirm(each, by=world.nadia.actor)
    await world.make.credits(5)
    assert await free_by_package(world) == [("package", None, 3), ("overdraft", None, 0)]
    found = await balance.of(world.kaya.id)
    assert (found.granted, found.free, found.held) == (5, 3, 2)


@rule("K2", "K3")
@pytest.mark.parametrize("first", ["granting", "confirming"])
async def test_nobody_overdraws_beside_credits_that_come_at_that_moment(
    world: World, first: str
) -> None:
    """The second begins while the first is not stored yet, and goes on once it is."""
    await overdraft.allow(world.kaya, 1, by=world.jonas.actor)
    session = await world.make.session()
    acts: dict[str, Callable[[], Awaitable[object]]] = {
        "granting": lambda: world.make.credits(4),
        "confirming": lambda: answer.confirm(session, by=world.nadia.actor),
    }
    is_done, may_end = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with database.transaction():
            await acts.pop(first)()
            is_done.set()
            await may_end.wait()

    # Tasks of their own, or they would be parts of one transaction.
    slow = asyncio.ensure_future(slowly())
    await is_done.wait()
    other = asyncio.ensure_future(next(iter(acts.values()))())
    await until(one_waits)
    may_end.set()
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(slow, other)
    assert await free_by_package(world) == [("package", None, 3), ("overdraft", None, 0)]
    assert (await balance.of(world.kaya.id)).held == 1


async def one_waits() -> bool:
    if database.dialect() == "sqlite":
        return True
    return bool(await database.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))


@rule("K3", "K6")
async def test_what_was_settled_and_given_back_is_free_to_use_and_to_take_back(
    world: World,
) -> None:
    await overdraft.allow(world.kaya, 1, by=world.jonas.actor)
    session = await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    await world.make.credits(1)
    await cancellation.cancel(session, by=world.nadia.actor)
    assert await free(world) == 1
    await overdraft.allow(world.kaya, 0, by=world.jonas.actor)
    await correction.correct(world.kaya, 1, "vertippt", key=uuid4(), by=world.jonas.actor)
    assert await free(world) == 0


@rule("K3")
async def test_an_overdraft_is_not_lowered_below_what_is_overdrawn(world: World) -> None:
    await overdraft.allow(world.kaya, 2, by=world.jonas.actor)
    session = await world.make.session()
    await answer.confirm(session, by=world.nadia.actor)
    with pytest.raises(Invalid) as refused:
        await overdraft.allow(world.kaya, 0, by=world.jonas.actor)
    assert refused.value.values == {"least": 1}
    await overdraft.allow(world.kaya, 1, by=world.jonas.actor)
    for count in (-1, 101):
        with pytest.raises(Invalid):
            await overdraft.allow(world.kaya, count, by=world.jonas.actor)


@rule("K1")
async def test_everything_at_once_neither_waits_in_a_circle_nor_loses_a_credit(
    world: World,
) -> None:
    await world.make.credits(10, expires_on=clock.now().date() + timedelta(days=30))
    first = await world.make.session()
    given = [first] + [
        await world.make.session(starts_at=first.starts_at + timedelta(hours=hours))
        for hours in range(1, 6)
    ]
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            *(answer.confirm(session, by=world.nadia.actor) for session in given),
            *(world.make.credits(1) for _ in range(5)),
            *(overdraft.allow(world.kaya, n, by=world.jonas.actor) for n in range(5)),
            *(
                correction.correct(world.kaya, 1, "vertippt", key=uuid4(), by=world.jonas.actor)
                for _ in range(5)
            ),
        )
    found = await balance.of(world.kaya.id)
    assert (found.granted, found.free, found.held) == (10, 4, 6)
