"""By which way news comes: push where a device takes it, else mail, else the list alone."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from domain import clock, database
from domain.accounts import device_end
from domain.notifications import addressed, fallback, notification, reached
from domain.notifications.way import USEFUL
from domain.sessions import retraction
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.domain.notifications.news import phone, tell_late, told, ways
from tests.rules import rule
from tests.world import World


@rule("N1")
async def test_where_no_device_takes_push_there_is_a_mail(world: World) -> None:
    await phone(world.nadia, world.nadia.id, takes_push=False)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N1")
async def test_every_device_that_takes_push_gets_one_and_there_is_no_mail(world: World) -> None:
    for _ in range(2):
        await phone(world.nadia, world.nadia.id)
    await world.make.session()
    assert await ways("session.proposed") == {("push", world.nadia.id): 2}


@rule("N1")
async def test_an_address_that_nobody_has_proven_gets_no_mail(world: World) -> None:
    await database.rows("UPDATE accounts SET email = NULL WHERE id = {}", world.nadia.account)
    await world.make.session()
    assert await told("session.proposed") == {world.nadia.id}
    assert await ways("session.proposed") == {}


@rule("N1")
async def test_a_child_without_a_login_reads_it_in_the_list(world: World) -> None:
    await world.make.session(State.CONFIRMED, learner=world.tom.id)
    await tell_late()
    assert world.tom.id in await told("session.confirmed")
    assert ("mail", world.tom.id) not in await ways("session.confirmed")


@rule("N1", "A8")
async def test_what_is_for_parents_is_not_pushed_to_a_device_that_a_child_has(
    world: World,
) -> None:
    await phone(world.nadia, world.tom.id)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N1", "A7")
async def test_a_child_hears_of_its_sessions_on_the_device_on_which_it_is_chosen(
    world: World,
) -> None:
    await phone(world.nadia, world.tom.id)
    await world.make.session(State.CONFIRMED, learner=world.tom.id)
    await tell_late()
    assert (await ways("session.confirmed"))["push", world.tom.id] == 1


@rule("N1", "A8")
async def test_a_device_whose_account_may_not_be_the_child_any_more_hears_nothing(
    world: World,
) -> None:
    await phone(world.nadia, world.tom.id)
    await world.make.session(State.CONFIRMED, learner=world.tom.id)
    sql = "UPDATE memberships SET ended_at = {} WHERE profile = {}"
    await database.rows(sql, clock.now(), world.nadia.id)
    await tell_late()
    assert world.tom.id in await told("session.confirmed")
    assert ("push", world.tom.id) not in await ways("session.confirmed")
    assert await reached.targets_of(world.tom.id) == []


@rule("N1")
async def test_a_device_on_which_nobody_is_chosen_yet_is_its_owners(world: World) -> None:
    await phone(world.nadia, None)
    await world.make.session()
    assert await ways("session.proposed") == {("push", world.nadia.id): 1}


@rule("N1", "A8")
async def test_a_child_with_a_login_hears_on_its_own_device_and_its_mother_does_not(
    world: World,
) -> None:
    await phone(world.mila, world.mila.id)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}
    await world.make.session(State.CONFIRMED)
    await tell_late()
    assert (await ways("session.confirmed"))["push", world.mila.id] == 1


@rule("N1", "A10")
@pytest.mark.parametrize("days", [0, 91])
async def test_a_device_that_is_logged_out_gets_no_push(
    world: World, frozen_clock: FrozenClock, days: int
) -> None:
    made = await phone(world.nadia, world.nadia.id)
    if days:
        frozen_clock.forward(timedelta(days=days))
    else:
        assert world.nadia.account
        await device_end.of(made, account=world.nadia.account)
    await world.make.session()
    assert await ways("session.proposed") == {("mail", world.nadia.id): 1}


@rule("N2")
async def test_deliveries_say_until_when_they_are_of_use(world: World) -> None:
    session = await world.make.session()
    await world.make.credits(1)
    found = await database.rows(
        "SELECT n.kind, o.useful_until FROM outbox o, notifications n"
        " WHERE o.kind = 'mail' AND o.payload LIKE '%' || n.id || '%' AND n.profile = {}",
        world.nadia.id,
    )
    assert dict(found) == {
        "session.proposed": session.starts_at,
        "credits.granted": clock.now() + USEFUL,
    }


async def events(kind: str, notification: UUID) -> list[UUID]:
    """Those that a notification is to be delivered for in this way, the oldest first."""
    sql = "SELECT payload FROM outbox WHERE kind = {} ORDER BY due_at"
    made = [msgspec.json.decode(payload) for (payload,) in await database.rows(sql, kind)]
    return [UUID(one["event"]) for one in made if one["notification"] == str(notification)]


@rule("N2")
async def test_what_newer_news_took_the_place_of_is_not_delivered(
    world: World, frozen_clock: FrozenClock
) -> None:
    lesson = await world.make.session()
    told_in = notification.id_of(world.nadia.id, lesson.id)
    (old,) = await events("mail", told_in)
    assert await addressed.told(told_in, old) is not None
    frozen_clock.forward(timedelta(minutes=1))
    await retraction.retract(lesson, by=world.jonas.actor)
    assert await addressed.told(told_in, old) is None
    _, new = await events("mail", told_in)
    found = await addressed.told(told_in, new)
    assert found is not None and not found.is_stale


@rule("N2")
async def test_what_was_read_meanwhile_is_not_delivered(world: World) -> None:
    lesson = await world.make.session()
    told_in = notification.id_of(world.nadia.id, lesson.id)
    (event,) = await events("mail", told_in)
    await database.rows("UPDATE notifications SET read_at = {}", clock.now())
    found = await addressed.told(told_in, event)
    assert found is not None and found.is_stale


@rule("N2")
async def test_a_profile_without_a_device_is_mailed_once_instead(world: World) -> None:
    gone = await phone(world.nadia, world.nadia.id)
    lesson = await world.make.session()
    told_in = notification.id_of(world.nadia.id, lesson.id)
    (event,) = await events("push", told_in)
    found = await addressed.told(told_in, event)
    assert found is not None
    await fallback.fall_back(found, lesson.starts_at)
    assert await events("mail", told_in) == []
    await database.rows("DELETE FROM push_subscriptions WHERE device = {}", gone)
    for _ in range(2):
        await fallback.fall_back(found, lesson.starts_at)
    assert await events("mail", told_in) == [event]
