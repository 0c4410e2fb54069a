"""A month in the life of two families and a specialist, by the pages alone, with the clock moved.

On SQLite it is German and light, on a tablet and phones; on PostgreSQL English and dark, on a
desktop and tablets. The server runs on the tests' own loop, so that its clock is the tests'.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.async_api import Page

from domain.accounts import device, device_login
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.profiles.profile import Profile
from domain.providers import provider, room
from tests.browser.harness import Instance, Windows
from tests.browser.month import MONDAY, Look, Month
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import ROOM, Person, World
from web.app import create_app
from web.cookies import cookie_name

Enter = Callable[[Person[Any], str], Awaitable[Page]]


LOOKS = {
    "sqlite": Look("de", "light", "tablet", "phone"),
    "postgres": Look("en", "dark", "desktop", "tablet"),
}


@pytest.fixture
async def here(world: World, frozen_clock: FrozenClock, tmp_path: Path) -> AsyncIterator[Instance]:
    """The world in March, with credits and hours, served on this loop."""
    frozen_clock.to(MONDAY)
    for each in (world.kaya, world.rossi):
        await world.make.credits(10, connection=each)
    await room.set_own(ROOM, by=world.jonas.actor)
    await hours.replace([Weekly(day, 14 * 60, 19 * 60) for day in range(5)], by=world.jonas.actor)
    await provider.change(
        "Jonas Weber",
        "Europe/Berlin",
        notice_hours=24,
        answer_hours=None,
        sooner_hours=12,
        holiday_region="DE-BE",
        by=world.jonas.actor,
    )
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(), lifespan="off", log_level="warning", ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    yield Instance(f"http://localhost:{listening.getsockname()[1]}", tmp_path)
    server.should_exit = server.force_exit = True
    await serving


@pytest.fixture
def look(database: str) -> Look:
    return LOOKS[database]


@pytest.fixture
def enter(windows: Windows, here: Instance, look: Look) -> Enter:
    """Opens somebody's window, logged in, at the test's time."""

    async def enter_one(person: Person[Any], on: str) -> Page:
        assert person.account is not None
        page = await windows.open(here, on, service_workers="block", color_scheme=look.theme)
        await Profile.update({Profile.language: look.language}).where(Profile.id == person.id)
        await page.clock.set_system_time(MONDAY)
        entered = await device_login.log_in(person.account, user_agent="x")
        known = await device.by_token(entered.token)
        assert known is not None
        token = await device.choose_profile(known.id, person.id, account=person.account)
        await page.context.add_cookies(
            [{"name": cookie_name(), "value": token or entered.token, "url": here.address}]
        )
        return page

    return enter_one


@rule("S2", "S3", "S5", "S7", "S8", "S9", "S10", "S17", "S18", "K2", "N4")
async def test_a_month(world: World, enter: Enter, frozen_clock: FrozenClock, look: Look) -> None:
    month = Month(
        world,
        frozen_clock,
        look,
        jonas=await enter(world.jonas, look.educator),
        nadia=await enter(world.nadia, look.families),
        dora=await enter(world.dora, look.families),
    )
    await month.one_of_several_times_and_another_instead()
    await month.series_over_a_holiday_and_a_clock_change()
    await month.request_declined_and_another_accepted()
    await month.family_waits_for_an_earlier_time()
    await month.family_moves_in_time()
    await month.time_given_up_goes_to_who_waits()
    await month.family_is_too_late_and_the_educator_moves()
    await month.group_that_is_full()
    await month.place_that_becomes_free_goes_to_who_waits()
    await month.group_that_too_few_want()
    await month.every_credit_is_accounted_for()
