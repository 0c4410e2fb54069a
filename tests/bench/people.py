"""Nadia with 50 sessions to come, logged in."""

from datetime import timedelta
from typing import Any

from domain import clock
from domain.accounts import device, device_login
from domain.sessions.session import State
from domain.sessions.wall_clock import day_start
from tests import world
from tests.world import BERLIN, World

COMING = 50
WAITING = 4
CREDITS = 60


async def build() -> tuple[World, str]:
    """The world and the token of Nadia's phone. Shape: a session a day, four of them waiting."""
    people = await world.build()
    await people.make.credits(CREDITS)
    midnight = day_start(clock.now(), BERLIN)
    for number in range(COMING):
        await people.make.session(
            State.PENDING if number % (COMING // WAITING) == 5 else State.CONFIRMED,
            learner=people.tom.id if number % 3 else people.mila.id,
            service=people.physics if number % 2 else people.maths,
            starts_at=midnight + timedelta(days=1 + number, hours=15 + number % 3),
            message="Bitte das Heft mitbringen." if number % 7 == 0 else "",
        )
    return people, await log_in(people.nadia)


async def log_in(person: world.Person[Any]) -> str:
    """The token of a device on which this profile is chosen."""
    assert person.account is not None
    entered = await device_login.log_in(person.account, user_agent="Mozilla/5.0 (iPhone)")
    made = await device.by_token(entered.token)
    assert made is not None
    return await device.choose_profile(made.id, person.id, account=person.account)
