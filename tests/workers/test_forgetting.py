"""What is over is not kept for ever; what history needs is."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain import backup, clock, database
from domain.accounts import (
    abandoned,
    account,
    child_login,
    device,
    device_end,
    device_forgetting,
    device_login,
    device_use,
    login_email,
)
from domain.accounts.account import Account
from domain.availability import absence, exception, family_time, hours
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.profiles import membership, profile
from domain.profiles.actor import Educator, Guardian
from domain.profiles.membership import Role
from domain.providers import connection, invitation, service
from domain.providers.connection import Connection
from domain.sessions.session import State
from tests import calendars
from tests.conftest import FrozenClock
from tests.domain.accounts.people import kaya, teaching
from tests.rules import rule
from tests.workers.conftest import Subscribe
from tests.workers.rows import work
from tests.world import World

NEW = "neu@lernfaden.example"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


async def count(table: str) -> int:
    found = await database.row(f"SELECT count(*) FROM {table}")
    assert found is not None
    return int(found[0])


async def counts() -> dict[str, int]:
    return {name: await count(name) for name in backup.names() if name != "outbox"}


async def is_known(address: str = NEW) -> bool:
    return await account.owner_of(address) is not None


@rule("A2")
async def test_login_mails_are_forgotten_a_day_after_they_ended(
    world: World, frozen_clock: FrozenClock
) -> None:
    await login_email.ask("nadia@lernfaden.example", "phone", network="192.0.2.1")
    frozen_clock.forward(login_email.KEPT + DAY)
    await work()
    assert await count("login_emails") == 1
    frozen_clock.forward(timedelta(hours=1))
    await work()
    assert await count("login_emails") == 0


@rule("A10")
async def test_ended_devices_are_forgotten_after_a_month_with_their_push(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    await subscribe(world.nadia)
    assert world.nadia.account is not None
    (ended,) = await device.active(world.nadia.account)
    frozen_clock.forward(SECOND)
    await subscribe(world.nadia)
    await device_end.of(ended.id, account=world.nadia.account)
    frozen_clock.forward(device_forgetting.FORGOTTEN_AFTER)
    await work()
    assert (await count("devices"), await count("push_subscriptions")) == (2, 2)
    frozen_clock.forward(timedelta(hours=1))
    await work()
    assert (await count("devices"), await count("push_subscriptions")) == (1, 1)
    assert [each.id for each in await device.active(world.nadia.account)] != [ended.id]


@rule("A10", "A12")
async def test_of_the_last_device_only_stays_that_there_was_one(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    await subscribe(world.jonas)
    frozen_clock.forward(device.KEPT + device_forgetting.FORGOTTEN_AFTER + SECOND)
    await work()
    assert await database.rows("SELECT user_agent FROM devices") == [("",)]
    assert await count("push_subscriptions") == 0
    assert world.jonas.account is not None
    await device_login.log_in(world.jonas.account, user_agent="x", time_zone="Asia/Tokyo")
    assert (await profile.by_id(world.jonas.id)).time_zone == "Europe/Berlin"


async def newcomer() -> UUID:
    """Somebody who began as a provider, and as a family, and came no further."""
    made = await account.register(NEW)
    home = await kaya(made)
    nadia = Guardian(home.nadia.id, home.id)
    await family_time.replace(home.mila.id, [(0, 840, 1080)], "Europe/Berlin", by=nadia)
    person = await teaching(made.id, "Neu")
    found = await database.row("SELECT provider FROM staff WHERE profile = {}", person.id)
    assert found is not None
    by = Educator(person.id, found[0])
    await service.create(uuid4(), "Flöte", 45, 1, "", by=by)
    await invitation.create(uuid4(), by=by, uses_limit=1, expires_at=None)
    day = clock.now().date() + DAY
    await hours.replace([Weekly(0, 840, 1080)], by=by)
    await exception.make(day, [], by=by)
    await absence.make(Absence(uuid4(), day, day), by=by)
    await calendars.kept(by, "Privat", (clock.now(), clock.now() + DAY))
    return made.id


async def test_an_account_that_nobody_proved_or_uses_is_forgotten_with_all_that_is_its_own(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.session(State.CONFIRMED)
    before = await counts()
    made = await newcomer()
    await device_login.log_in(made, user_agent="x")
    await login_email.ask(NEW, "phone", network="192.0.2.1")
    frozen_clock.forward(device.KEPT)
    await abandoned.forget()
    assert await is_known()
    frozen_clock.forward(SECOND)
    await abandoned.forget()
    assert not await is_known()
    assert await counts() == before


async def test_who_uses_an_unproven_account_keeps_it(
    world: World, frozen_clock: FrozenClock
) -> None:
    token = (await device_login.log_in(await newcomer(), user_agent="x")).token
    for _ in range(3):
        frozen_clock.forward(timedelta(days=80))
        used = await device.by_token(token)
        assert used is not None
        await device_use.note(used.id, used.last_used_at)
        await work()
    assert await is_known()


@rule("B6")
@pytest.mark.parametrize("tie", ["provider", "family", "guardian"])
async def test_what_somebody_else_shares_or_shared_with_an_unproven_account_stays(
    world: World, frozen_clock: FrozenClock, tie: str
) -> None:
    home = await kaya(await account.register(NEW))
    if tie == "provider":
        made = await connection.make(home.id, world.jonas.actor.provider_id, by=home.nadia.id)
        await Connection.update({Connection.ended_at: clock.now()}).where(Connection.id == made.id)
    elif tie == "guardian":
        other = (await account.register("other@lernfaden.example")).id
        await Account.update({Account.email: Account.claimed_email}).where(Account.id == other)
        await membership.create(home.id, Role.GUARDIAN, "Zweite", account=other)
    else:
        made_by = await teaching(home.account, "Neu")
        found = await database.row("SELECT provider FROM staff WHERE profile = {}", made_by.id)
        assert found is not None
        await connection.make(world.dora.actor.family_id, found[0], by=world.dora.id)
    before = await counts()
    frozen_clock.forward(device.KEPT + SECOND)
    await abandoned.forget()
    assert await is_known()
    assert await counts() == before


@rule("A8")
async def test_a_login_that_no_child_opened_ends_after_a_month_and_can_be_given_anew(
    world: World, frozen_clock: FrozenClock
) -> None:
    await child_login.give(world.tom.id, "tomm@lernfaden.example", by=world.nadia.actor)
    frozen_clock.forward(child_login.UNPROVEN_KEPT)
    await work()
    assert await is_known("tomm@lernfaden.example")
    frozen_clock.forward(timedelta(hours=1))
    await work()
    assert not await is_known("tomm@lernfaden.example")
    assert (await profile.by_id(world.tom.id)).account is None
    assert (await profile.by_id(world.mila.id)).account == world.mila.account
    await child_login.give(world.tom.id, "tom@lernfaden.example", by=world.nadia.actor)
