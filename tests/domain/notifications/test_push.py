"""Messages go to push services encrypted and signed, and each answer has one meaning."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from typing import Any
from uuid import uuid4

import pytest
from pywebpush import WebPusher

from domain import clock, settings
from domain.notifications import push, push_sender, vapid
from domain.notifications.push_outcome import Outcome, Result
from domain.notifications.push_subscription import Target
from tests import push_service
from tests.push_service import PushService, Reply, Subscriber
from tests.rules import rule


@pytest.fixture
def service(default_settings: settings.Settings) -> Iterator[PushService]:
    with push_service.running() as running:
        settings.use(replace(default_settings, push_services=(running.origin,)))
        yield running


@pytest.fixture(autouse=True)
async def own_sender() -> AsyncIterator[None]:
    """No test meets the pauses or connections of another."""
    await push.close()
    yield
    await push.close()


def target(subscriber: Subscriber) -> Target:
    return Target(uuid4(), subscriber.endpoint, subscriber.p256dh, subscriber.auth)


async def send(subscriber: Subscriber, message: bytes = b"Hallo", **how: Any) -> Result:
    return await push.send(target(subscriber), message, **{"ttl": 60, **how})


async def sent_with(service: PushService, reply: Reply) -> Result:
    subscriber = service.subscribe()
    subscriber.reply = reply
    return await send(subscriber)


@rule("N1")
async def test_a_message_arrives_as_it_was_written(service: PushService) -> None:
    browser = service.subscribe()
    result = await send(browser, "Mathe übermorgen ✓".encode(), ttl=3600, urgency="high")
    assert result == Result(Outcome.SENT)
    received = service.wait_for(browser)
    assert received.text == "Mathe übermorgen ✓"
    assert (received.headers["ttl"], received.headers["urgency"]) == ("3600", "high")


async def test_a_message_is_signed_for_its_service_and_its_application(
    service: PushService,
) -> None:
    browser = service.subscribe()
    await send(browser)
    received = service.wait_for(browser)
    assert received.claims["aud"] == service.origin
    assert received.claims["sub"].startswith(("mailto:", "https://"))
    assert 0 < received.claims["exp"] - clock.now().timestamp() <= 24 * 3600
    assert received.headers["authorization"].endswith(f"k={vapid.application_server_key()}")


@pytest.mark.parametrize(
    ("base_url", "contact"),
    [
        ("https://lernfaden.example.org:8443", "https://lernfaden.example.org"),
        ("https://lernfaden", "mailto:push@lernfaden.example"),
        ("http://localhost:8000", "mailto:push@lernfaden.example"),
    ],
)
async def test_a_push_service_learns_whom_it_can_ask(
    service: PushService, base_url: str, contact: str
) -> None:
    settings.use(replace(settings.current(), base_url=base_url))
    browser = service.subscribe()
    await send(browser)
    assert service.wait_for(browser).claims["sub"] == contact


async def test_one_service_gets_one_signature_and_another_its_own(service: PushService) -> None:
    first, second = service.subscribe(), service.subscribe()
    await send(first)
    await send(second)
    with push_service.running() as other:
        origins = (service.origin, other.origin)
        settings.use(replace(settings.current(), push_services=origins))
        third = other.subscribe()
        await send(third)
        assert other.wait_for(third).claims["aud"] == other.origin
    tokens = [service.wait_for(one).headers["authorization"] for one in (first, second)]
    assert tokens[0] == tokens[1]


async def test_a_topic_of_any_text_is_one_that_push_services_take(service: PushService) -> None:
    browser = service.subscribe()
    for _ in range(2):
        await send(browser, topic="session-äöü-" + "x" * 100)
    service.wait_for(browser, 2)
    assert len({message.headers["topic"] for message in browser.received}) == 1


@rule("N2")
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.SENT),
        (202, Outcome.SENT),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (400, Outcome.REFUSED),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (413, Outcome.TOO_LARGE),
        (429, Outcome.LATER),
        (500, Outcome.LATER),
        (503, Outcome.LATER),
    ],
)
async def test_each_answer_has_one_meaning(
    service: PushService, status: int, outcome: Outcome
) -> None:
    assert (await sent_with(service, Reply(status))).outcome is outcome


async def test_a_redirect_is_not_followed(service: PushService) -> None:
    elsewhere = service.subscribe()
    result = await sent_with(service, Reply(307, {"Location": elsewhere.endpoint}))
    assert result.outcome is Outcome.REFUSED
    assert elsewhere.received == []


@rule("N2")
@pytest.mark.parametrize("said", ["120", "date"])
async def test_too_many_stops_what_goes_to_that_service(service: PushService, said: str) -> None:
    moment = format_datetime(clock.now() + timedelta(seconds=120), usegmt=False)
    retry_after = moment if said == "date" else said
    result = await sent_with(service, Reply(429, {"Retry-After": retry_after}))
    assert result.retry_after == pytest.approx(120, abs=2)
    waiting = service.subscribe()
    result = await send(waiting)
    assert result.outcome is Outcome.LATER
    assert result.retry_after == pytest.approx(120, abs=3)
    assert waiting.received == []


@pytest.mark.parametrize("nonsense", ["soon", "nan", ""])
async def test_nonsense_in_retry_after_counts_as_nothing(
    service: PushService, nonsense: str
) -> None:
    result = await sent_with(service, Reply(503, {"Retry-After": nonsense}))
    assert result == Result(Outcome.LATER, None, "503 because")


async def test_a_slow_service_is_not_waited_for(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_sender, "TIMEOUT_SECONDS", 0.2)
    result = await sent_with(service, Reply(after=5))
    assert result == Result(Outcome.LATER, None, "TimeoutError")


async def test_a_service_that_is_down_is_tried_later(service: PushService) -> None:
    down = "http://127.0.0.1:9"
    settings.use(replace(settings.current(), push_services=(down,)))
    browser = Subscriber(f"{down}/push/0")
    assert (await send(browser)).outcome is Outcome.LATER


async def test_what_is_too_large_is_not_even_sent(service: PushService) -> None:
    browser = service.subscribe()
    assert (await send(browser, b"x" * 3994)).outcome is Outcome.TOO_LARGE
    assert (await send(browser, b"x" * 3993)).outcome is Outcome.SENT
    assert len(browser.received) == 1


async def test_keys_that_are_none_are_refused(service: PushService) -> None:
    browser = service.subscribe()
    broken = target(browser)._replace(p256dh="AAAA")
    result = await push.send(broken, b"Hallo", ttl=60)
    assert result.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example/push",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://push.apple.com.evil.example/x",
        "https://127.0.0.1/x",
        "https://[::1/x",
        "file:///etc/passwd",
    ],
)
async def test_nothing_goes_to_an_address_that_is_no_push_service(endpoint: str) -> None:
    assert (await send(Subscriber(endpoint))).outcome is Outcome.REFUSED


async def test_many_messages_leave_the_loop_free_between_any_two(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns, at = 0, []
    encode = WebPusher.encode

    def noted(self: Any, data: bytes) -> Any:
        at.append(turns)
        return encode(self, data)

    monkeypatch.setattr(WebPusher, "encode", noted)
    browser = service.subscribe()
    sending = asyncio.gather(*(send(browser) for _ in range(40)))
    while not sending.done():
        turns += 1
        await asyncio.sleep(0)
    assert {result.outcome for result in await sending} == {Outcome.SENT}
    assert len(at) == 40
    assert len(set(at)) == 40
