"""Nobody changes things as fast as a program would, and who only reads is never slowed."""

from datetime import timedelta

from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.login.people import Open
from tests.web.sessions.people import enter
from tests.world import World


@rule("A6")
async def test_no_account_changes_things_faster_than_people_can(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    phone, tablet, other = [
        await enter(browser, each) for each in (world.nadia, world.nadia, world.jonas)
    ]
    reading = "/notifications/reading"
    for _ in range(150):
        for client in (phone, tablet):
            assert (await client.post(reading)).status_code < 400
    refused = await phone.post(reading)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert (await phone.get("/sessions")).status_code == 200
    assert (await other.post(reading)).status_code < 400
    frozen_clock.forward(timedelta(minutes=1))
    assert (await phone.post(reading)).status_code < 400
