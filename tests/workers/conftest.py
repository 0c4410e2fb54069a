"""A push service, devices that take push, and one look of the relay into the outbox."""

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain import nudge, outbox, settings
from domain.accounts import device, device_login
from domain.notifications import push, push_subscription
from tests import push_service
from tests.push_service import PushService, Subscriber
from tests.world import Person, World
from workers import broker, recurring, relay

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]


@pytest.fixture(autouse=True)
async def own_workers() -> AsyncIterator[None]:
    """No test meets the connections, pauses or plans of another."""
    relay.start()
    recurring.forget()
    yield
    await push.close()
    nudge.on_new_work(None)


@pytest.fixture
async def world(world: World) -> World:
    """Everybody, told already of what happened while they came."""
    await outbox.Outbox.delete(force=True)
    return world


@pytest.fixture(scope="session")
def _service() -> Iterator[PushService]:
    with push_service.running() as running:
        yield running


@pytest.fixture
def service(
    _service: PushService, default_settings: settings.Settings, tmp_path: Path
) -> PushService:
    """The settings trust it, and keep mails in a folder of this test's own."""
    trusted = (_service.origin,)
    settings.use(dataclasses.replace(default_settings, push_services=trusted, data_dir=tmp_path))
    return _service


@pytest.fixture
def subscribe(service: PushService) -> Subscribe:
    """Logs somebody in on one more device, which takes push."""

    async def subscribe_one(person: Person[Any]) -> Subscriber:
        assert person.account is not None
        entered = await device_login.log_in(person.account, user_agent="x")
        known = await device.by_token(entered.token)
        assert known is not None
        browser = service.subscribe()
        await push_subscription.subscribe(
            known.id, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
        )
        return browser

    return subscribe_one


@pytest.fixture
def working() -> Iterator[Callable[[settings.Settings], None]]:
    """Starts workers in this process, stopped with the test."""

    def start(chosen: settings.Settings) -> None:
        settings.use(chosen)
        broker.setup(chosen)
        broker.start_embedded()

    yield start
    broker.stop()
