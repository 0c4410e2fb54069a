"""A notification ends once it was opened or answered, on every device, and for its reader alone."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import clock, database, events, topics
from domain.notifications import reading
from domain.sessions import answer
from domain.sessions.session import Session
from tests.conftest import FrozenClock
from tests.domain.notifications.news import fact, father, kinds_of, record
from tests.rules import rule
from tests.statements import watched
from tests.world import World

UNREAD = "SELECT subject FROM notifications WHERE profile = {} AND read_at IS NULL"


async def unread(profile: UUID) -> set[UUID]:
    return {subject for (subject,) in await database.rows(UNREAD, profile)}


@pytest.fixture
async def lessons(world: World) -> list[Session]:
    return [
        await world.make.session(starts_at=clock.now() + timedelta(days=days)) for days in (3, 4)
    ]


@rule("N1")
async def test_opening_ends_the_news_of_that_subject_only(
    world: World, lessons: list[Session]
) -> None:
    opened, other = lessons
    await reading.settle(world.nadia.id, opened.id, opened.proposal)
    assert await unread(world.nadia.id) == {other.id}


@rule("N1", "S3")
@pytest.mark.parametrize("verb", [answer.confirm, answer.decline])
async def test_answering_ends_it_for_whoever_answered(
    world: World, lessons: list[Session], verb: object
) -> None:
    deniz = await father(world)
    answered, other = lessons
    await record(fact("session.proposed", answered.subject))
    await world.make.credits(1)
    await verb(answered, by=world.nadia.actor)  # type: ignore[operator]
    assert await unread(world.nadia.id) == {other.id, world.kaya.id}
    assert answered.id in await unread(deniz)


@rule("N1")
async def test_nobody_reads_for_somebody_else(world: World, lessons: list[Session]) -> None:
    await reading.settle(world.dora.id, *(lesson.id for lesson in lessons))
    await reading.settle_all(world.dora.id)
    assert await unread(world.nadia.id) == {lesson.id for lesson in lessons}


@rule("N1")
async def test_all_can_be_read_at_once(world: World, lessons: list[Session]) -> None:
    await reading.settle_all(world.nadia.id)
    assert await unread(world.nadia.id) == set()


@rule("N1")
async def test_other_devices_hear_of_it_once_something_was_read(
    world: World, lessons: list[Session]
) -> None:
    name = topics.name("told", world.nadia.id)
    before = await topics.versions([name])
    await reading.settle(world.nadia.id, lessons[0].id)
    after = await topics.versions([name])
    assert after != before
    await reading.settle(world.nadia.id, lessons[0].id, uuid4())
    assert await topics.versions([name]) == after


@rule("N1")
async def test_newer_news_of_what_was_read_waits_again(
    world: World, lessons: list[Session]
) -> None:
    await reading.settle(world.nadia.id, lessons[0].id)
    await record(fact("session.withdrawn", lessons[0].subject))
    assert lessons[0].id in await unread(world.nadia.id)


@rule("N1")
async def test_a_page_knows_the_news_that_it_ends(
    world: World, lessons: list[Session], frozen_clock: FrozenClock
) -> None:
    first = await reading.news(world.nadia.id, lessons[0].id, lessons[0].proposal)
    assert len(first) == 1
    await record(fact("session.withdrawn", lessons[0].subject))
    second = await reading.news(world.nadia.id, lessons[0].id, lessons[0].proposal)
    assert len(second) == 1 and second != first
    await reading.settle(world.nadia.id, lessons[0].id)
    assert await reading.news(world.nadia.id, lessons[0].id) == []


@rule("N1")
async def test_reading_several_within_a_transaction_is_one_statement(
    world: World, lessons: list[Session]
) -> None:
    with watched() as seen:
        async with database.transaction():
            for lesson in lessons:
                await reading.settle(world.nadia.id, lesson.id)
            assert kinds_of(seen) == []
    assert kinds_of(seen) == ["UPDATE notifications", "INSERT INTO topics"]


@rule("N1")
async def test_two_who_tell_each_other_and_read_do_not_wait_in_a_circle(
    world: World, lessons: list[Session]
) -> None:
    """Each has told the other already when it reads its own news of the same session."""
    lesson, have_told = lessons[0], asyncio.Barrier(2)
    await record(fact("session.declined", lesson.subject))

    async def meet(_: list[object]) -> None:
        # SQLite has one writer, so there the second begins when the first is stored.
        if database.dialect() == "postgres":
            await have_told.wait()

    between = database.Step(rank=15, take=meet)

    async def act(by: UUID, kind: str) -> None:
        async with database.transaction():
            await reading.settle(by, lesson.id)
            events.record(fact(kind, lesson.subject, by=by))
            database.collect(between, by)

    async with asyncio.timeout(20):
        await asyncio.gather(
            act(world.nadia.id, "session.declined"), act(world.jonas.id, "session.missed")
        )
    told = await database.rows("SELECT profile FROM notifications WHERE subject = {}", lesson.id)
    assert {(world.nadia.id,), (world.jonas.id,)} <= set(told)
