"""Whoever waits for a PIN does not wait for a push service that hangs, nor do other services."""

import asyncio
import dataclasses
import time
from collections.abc import AsyncIterator

import pytest

from domain import outbox, settings
from domain.accounts import device, device_login, login_email
from domain.notifications import mail_folder, push, push_subscription
from domain.sessions.session import State
from tests import push_service
from tests.push_service import PushService, Reply
from tests.rules import rule
from tests.waiting import until
from tests.workers import kill
from tests.workers.rows import rows, work
from tests.world import World

COUNT = 300
SOON_SECONDS = 8.0
"""Less than a push that hangs takes until it is given up."""
HERE = "203.0.113.7"


@pytest.fixture
async def hanging(world: World, service: PushService) -> AsyncIterator[None]:
    """COUNT pushes to a service that does not answer are being sent."""
    browser, _ = await kill.seed(world, service, COUNT)
    browser.reply = Reply(after=60)
    working = asyncio.create_task(work())
    await until(lambda: _in_hand(20))
    yield
    working.cancel()
    await push.close()  # or what is in hand would be waited for until it is given up
    await asyncio.gather(working, return_exceptions=True)


async def _in_hand(count: int) -> bool:
    return sum(found.attempts for found in await rows("push")) >= count


@rule("A2", "N2")
@pytest.mark.usefixtures("hanging")
async def test_a_pin_is_mailed_at_once_while_a_push_service_hangs(world: World) -> None:
    began = time.monotonic()
    await login_email.ask("nadia@lernfaden.example", "phone", network=HERE)
    await work()
    await until(mail_folder.files)
    assert time.monotonic() - began < SOON_SECONDS


@rule("N2")
@pytest.mark.usefixtures("hanging")
async def test_other_push_services_get_their_pushes_while_one_hangs(world: World) -> None:
    with push_service.running() as other:
        both = (*settings.current().push_services, other.origin)
        settings.use(dataclasses.replace(settings.current(), push_services=both))
        assert world.jonas.account is not None
        entered = await device_login.log_in(world.jonas.account, user_agent="x")
        known = await device.by_token(entered.token)
        assert known is not None
        laptop = other.subscribe()
        await push_subscription.subscribe(
            known.id, endpoint=laptop.endpoint, p256dh=laptop.p256dh, auth=laptop.auth
        )
        await world.make.session(State.CONFIRMED)
        await work()
        await until(lambda: laptop.received)
    waiting = [found for found in await rows("push") if "others are before" in found.last_error]
    assert waiting
    assert {found.attempts for found in waiting} == {0}
    assert (await outbox.overdue())[0] < COUNT
