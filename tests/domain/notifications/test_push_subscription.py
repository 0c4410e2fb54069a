"""Each device has one subscription, and an endpoint belongs to the device that named it last."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain import clock, settings
from domain.accounts.account import Account
from domain.accounts.device import Device
from domain.errors import Invalid
from domain.notifications import push_service, push_standing, push_subscription
from domain.notifications.push_subscription import PushSubscription
from tests.push_service import Subscriber
from tests.rules import rule

GOOGLE = "https://fcm.googleapis.com/fcm/send/abc"


async def a_device() -> UUID:
    now = clock.now()
    account = Account(claimed_email=f"{uuid4()}@lernfaden.example", created_at=now)
    await account.save()
    device = Device(account=account.id, token_hash=uuid4().hex, created_at=now, last_used_at=now)
    await device.save()
    made: UUID = device.id
    return made


async def subscribe(device: UUID, browser: Subscriber) -> UUID:
    await push_subscription.subscribe(
        device, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
    )
    kept = await push_subscription.of_device(device)
    assert kept is not None
    return kept.id


async def stored(subscription: UUID) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (
        await PushSubscription.select().where(PushSubscription.id == subscription).first()
    )
    return found


@rule("N1")
async def test_subscribing_again_changes_nothing(database: str) -> None:
    device, browser = await a_device(), Subscriber(GOOGLE)
    subscription = await subscribe(device, browser)
    at = clock.now()
    await push_standing.reached(subscription, at)
    assert await subscribe(device, browser) == subscription
    kept = await stored(subscription)
    assert kept is not None
    assert kept["reached_at"] == at


@rule("N1")
async def test_a_new_subscription_takes_the_place_of_the_old(database: str) -> None:
    device, browser = await a_device(), Subscriber(f"{GOOGLE}/2")
    await subscribe(device, Subscriber(GOOGLE))
    subscription = await subscribe(device, browser)
    assert await PushSubscription.count() == 1
    kept = await push_subscription.by_id(subscription)
    assert kept == (subscription, browser.endpoint, browser.p256dh, browser.auth)


async def test_an_endpoint_moves_to_the_device_that_names_it(database: str) -> None:
    first, second, browser = await a_device(), await a_device(), Subscriber(GOOGLE)
    await subscribe(first, browser)
    await subscribe(second, browser)
    assert await push_subscription.of_device(first) is None
    assert await push_subscription.of_device(second) is not None


async def test_devices_that_name_an_endpoint_at_once_do_not_both_have_it(database: str) -> None:
    devices, browser = [await a_device() for _ in range(8)], Subscriber(GOOGLE)
    keys = {"endpoint": GOOGLE, "p256dh": browser.p256dh, "auth": browser.auth}
    asked = [push_subscription.subscribe(device, **keys) for device in devices]
    await asyncio.gather(*asked, return_exceptions=True)
    assert await PushSubscription.count() == 1


async def test_a_device_that_stops_has_none(database: str) -> None:
    device = await a_device()
    await subscribe(device, Subscriber(GOOGLE))
    await push_subscription.remove(device)
    assert await push_subscription.of_device(device) is None


@rule("N2")
async def test_a_subscription_that_is_gone_is_forgotten(database: str) -> None:
    subscription = await subscribe(await a_device(), Subscriber(GOOGLE))
    await push_standing.gone(subscription)
    assert await push_subscription.by_id(subscription) is None


@rule("N2")
async def test_a_refused_subscription_is_kept_while_others_are_refused_too(database: str) -> None:
    subscription = await subscribe(await a_device(), Subscriber(GOOGLE))
    now = clock.now()
    await push_standing.refused(subscription, now - timedelta(days=30))
    await push_standing.refused(subscription, now)
    assert await push_subscription.by_id(subscription) is not None


@rule("N2")
async def test_a_subscription_refused_for_two_weeks_is_given_up_when_others_work(
    database: str,
) -> None:
    subscription = await subscribe(await a_device(), Subscriber(GOOGLE))
    other = await subscribe(await a_device(), Subscriber(f"{GOOGLE}/2"))
    now = clock.now()
    await push_standing.reached(other, now)
    await push_standing.refused(subscription, now - timedelta(days=15))
    assert await push_subscription.by_id(subscription) is not None
    await push_standing.refused(subscription, now)
    assert await push_subscription.by_id(subscription) is None


async def test_a_success_forgives_earlier_refusals(database: str) -> None:
    subscription = await subscribe(await a_device(), Subscriber(GOOGLE))
    now = clock.now()
    await push_standing.refused(subscription, now - timedelta(days=15))
    await push_standing.reached(subscription, now)
    await push_standing.refused(subscription, now)
    assert await push_subscription.by_id(subscription) is not None


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/c:APA91",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QG",
        "https://wns2-par02p.notify.windows.com/w/?token=x",
    ],
)
def test_the_browsers_own_services_are_known(endpoint: str) -> None:
    host = endpoint.split("/")[2]
    assert push_service.origin(endpoint) == f"https://{host}"


def test_an_operator_can_name_a_further_service(default_settings: settings.Settings) -> None:
    own = "http://127.0.0.1:8096"
    assert push_service.origin(f"{own}/wpush/1") is None
    settings.use(replace(default_settings, push_services=(own,)))
    assert push_service.origin(f"{own}/wpush/1") == own


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://evil.example/push"},
        {"endpoint": f"{GOOGLE}/{'x' * 1000}"},
        {"endpoint": f"{GOOGLE}/ä"},
        {"p256dh": "AAAA"},
        {"p256dh": "B" + "A" * 86},
        {"p256dh": "not base64!"},
        {"auth": "AAAA"},
        {"auth": "ä" * 22},
    ],
)
async def test_what_is_no_subscription_is_refused(database: str, wrong: dict[str, str]) -> None:
    browser = Subscriber(GOOGLE)
    whole = {"endpoint": GOOGLE, "p256dh": browser.p256dh, "auth": browser.auth}
    with pytest.raises(Invalid):
        await push_subscription.subscribe(await a_device(), **{**whole, **wrong})
    assert await PushSubscription.count() == 0
