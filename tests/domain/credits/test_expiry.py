"""Packages end with their last day, there where the provider is."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from domain import database
from domain.credits import balance, expiry
from domain.sessions import answer, cancellation
from domain.sessions.session import State
from tests.conftest import NOON, FrozenClock
from tests.rules import rule
from tests.waiting import LONGEST_SECONDS
from tests.world import World

LAST = date(2026, 11, 30)
MIDNIGHT = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
"""The end of that day in Berlin."""


@rule("K4")
async def test_a_package_ends_with_its_last_day_in_the_providers_zone(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(3, expires_on=LAST)
    frozen_clock.to(MIDNIGHT - timedelta(seconds=1))
    await expiry.expire_ended()
    assert (await balance.of(world.kaya.id)).free == 3
    frozen_clock.to(MIDNIGHT)
    await expiry.expire_ended()
    found = await balance.of(world.kaya.id)
    assert (found.free, found.expired, found.granted) == (0, 3, 3)


@rule("K4")
async def test_behind_utc_a_package_lasts_longer(world: World, frozen_clock: FrozenClock) -> None:
    await database.rows("UPDATE providers SET time_zone = 'America/New_York'")
    await world.make.credits(3, expires_on=LAST)
    frozen_clock.to(MIDNIGHT + timedelta(hours=5))
    await expiry.expire_ended()
    assert (await balance.of(world.kaya.id)).free == 3
    frozen_clock.to(MIDNIGHT + timedelta(hours=6))
    await expiry.expire_ended()
    assert (await balance.of(world.kaya.id)).free == 0


@rule("K4")
async def test_ahead_of_utc_a_package_ends_earlier(world: World, frozen_clock: FrozenClock) -> None:
    await database.rows("UPDATE providers SET time_zone = 'Pacific/Auckland'")
    await world.make.credits(3, expires_on=LAST)
    frozen_clock.to(datetime(2026, 11, 30, 10, 59, tzinfo=UTC))
    await expiry.expire_ended()
    assert (await balance.of(world.kaya.id)).free == 3
    frozen_clock.to(datetime(2026, 11, 30, 11, 0, tzinfo=UTC))
    await expiry.expire_ended()
    assert (await balance.of(world.kaya.id)).free == 0


@rule("K2", "K4")
async def test_what_is_held_stays_held(world: World, frozen_clock: FrozenClock) -> None:
    await world.make.credits(3, expires_on=LAST)
    session = await world.make.session(starts_at=MIDNIGHT - timedelta(hours=3))
    await answer.confirm(session, by=world.nadia.actor)
    frozen_clock.to(MIDNIGHT)
    await expiry.expire_ended()
    found = await balance.of(world.kaya.id)
    assert (found.free, found.held, found.expired) == (0, 1, 2)


@rule("K4")
async def test_two_workers_at_once_expire_a_package_once(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(3, expires_on=LAST)
    await world.make.credits(2)
    frozen_clock.to(MIDNIGHT)
    await asyncio.gather(*(expiry.expire_ended() for _ in range(4)))
    found = await balance.of(world.kaya.id)
    assert (found.free, found.expired) == (2, 3)
    told = await database.rows("SELECT profile FROM notifications WHERE kind = 'credits.expired'")
    assert told == [(world.nadia.id,)]


@rule("K1", "K4")
async def test_expiring_while_people_confirm_and_cancel_loses_nothing(
    world: World, frozen_clock: FrozenClock
) -> None:
    await world.make.credits(2, expires_on=NOON.date())
    await world.make.credits(4)
    confirmed = await world.make.session(State.CONFIRMED)
    waiting = await world.make.session(starts_at=confirmed.ends_at)
    frozen_clock.forward(timedelta(days=1))
    async with asyncio.timeout(LONGEST_SECONDS):
        await asyncio.gather(
            expiry.expire_ended(),
            answer.confirm(waiting, by=world.nadia.actor),
            cancellation.cancel(confirmed, by=world.nadia.actor),
            expiry.expire_ended(),
        )
    found = await balance.of(world.kaya.id)
    assert (found.granted, found.free, found.held, found.expired) == (6, 3, 1, 2)
