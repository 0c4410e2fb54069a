"""Pushes say the right thing to the right device, and each answer has its consequence."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from domain import clock, database, settings
from domain.accounts import device
from domain.notifications import mail_folder, reading
from domain.sessions import answer, cancellation, retraction
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.loopback import serving
from tests.push_service import Reply, Subscriber
from tests.rules import rule
from tests.workers.rows import row, rows, work
from tests.world import Person, World
from workers import push_delivery

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]
BASE = "http://localhost:8000"


def shown(browser: Subscriber) -> list[dict[str, Any]]:
    """The notifications that a browser got."""
    return [json.loads(message.text)["notification"] for message in browser.received]


async def count(table: str) -> int:
    found = await database.row(f"SELECT count(*) FROM {table}")
    assert found is not None
    return int(found[0])


@rule("N1", "S3")
async def test_a_proposal_comes_with_its_two_buttons(world: World, subscribe: Subscribe) -> None:
    phone, tablet = await subscribe(world.nadia), await subscribe(world.nadia)
    lesson = await world.make.session(message="Bis dann")
    await work()
    (got,) = shown(phone)
    assert shown(tablet) == [got]
    address = f"{BASE}/sessions/{lesson.id}"
    assert got["title"] == "Vorschlag: Mathe mit Jonas Weber"
    assert "für Mila" in got["body"]
    assert (got["navigate"], got["tag"]) == (address, f"session-{lesson.id}")
    assert (got["lang"], got["data"].pop("profile")) == ("de", str(world.nadia.id))
    assert {name: text[:16] for name, text in got["data"].items()} == {
        "offline": "Nicht bestätigt:",
        "login": "Nicht bestätigt.",
    }
    confirm = {"action": "confirm", "title": "Bestätigen", "navigate": f"{address}/confirmation"}
    assert got["actions"] == [confirm, {"action": "open", "title": "Ansehen", "navigate": address}]
    assert json.loads(phone.received[0].text)["app_badge"] == 1
    assert phone.received[0].headers["urgency"] == "high"
    assert 0 < int(phone.received[0].headers["ttl"]) <= 3 * 24 * 3600


@rule("N1")
async def test_others_get_no_button_that_confirms(world: World, subscribe: Subscribe) -> None:
    laptop = await subscribe(world.jonas)
    await world.make.session(State.CONFIRMED)
    await work()
    (got,) = shown(laptop)
    assert got["title"] == "Bestätigt: Mathe mit Mila"
    assert [one["action"] for one in got["actions"]] == ["open"]


async def test_what_is_about_no_session_has_a_tag_of_its_own(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    await world.make.credits(5)
    await work()
    assert shown(phone)[0]["tag"].startswith("notification-")


@rule("N2")
async def test_a_proposal_that_was_answered_is_not_pushed(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    lesson = await world.make.session()
    await answer.decline(lesson, by=world.nadia.actor)
    await work()
    assert shown(phone) == []
    assert (await row("push")).done_at


@rule("N2")
async def test_of_two_news_of_one_session_that_wait_a_device_shows_the_newer(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    lesson = await world.make.session()
    await retraction.retract(lesson, by=world.jonas.actor)
    await work()
    assert [got["title"] for got in shown(phone)] == ["Zurückgenommen: Mathe mit Jonas Weber"]


@rule("N1", "N2")
async def test_what_was_read_in_the_app_is_not_pushed_any_more(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    lesson = await world.make.session()
    await reading.settle(world.nadia.id, lesson.id)
    await work()
    assert shown(phone) == []


@rule("N2", "S14")
async def test_a_reminder_of_what_was_just_cancelled_is_not_pushed(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    lesson = await world.make.session(State.CONFIRMED)
    phone = await subscribe(world.nadia)
    phone.reply = Reply(503)
    frozen_clock.to(lesson.starts_at - timedelta(hours=26))
    await work()
    phone.reply = Reply()
    await cancellation.cancel(lesson, by=world.jonas.actor)
    frozen_clock.forward(timedelta(minutes=1))
    await work()
    assert [got["title"] for got in shown(phone)] == ["Abgesagt: Mathe mit Jonas Weber"]


@rule("N2")
@pytest.mark.parametrize(
    ("reply", "least"),
    [(Reply(500), 30), (Reply(429), 30), (Reply(429, {"Retry-After": "300"}), 300)],
)
async def test_a_push_service_that_is_busy_is_asked_again(
    world: World,
    subscribe: Subscribe,
    frozen_clock: FrozenClock,
    reply: Reply,
    least: int,
) -> None:
    phone = await subscribe(world.nadia)
    phone.reply = reply
    await world.make.credits(5)
    await work()
    found = await row("push")
    assert timedelta(seconds=least) <= found.due_at - clock.now()
    assert found.due_at - clock.now() <= timedelta(seconds=least * 1.25)
    assert found.last_error.startswith(str(reply.status))


@rule("N2")
async def test_it_is_sent_once_the_service_recovers(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    phone.reply = Reply(503)
    await world.make.credits(5)
    await work()
    phone.reply = Reply()
    frozen_clock.forward(timedelta(seconds=40))
    await work()
    await work()
    assert len(shown(phone)) == 1
    found = await database.row("SELECT reached_at FROM push_subscriptions")
    assert found == (clock.now(),)


@rule("N1", "N2")
@pytest.mark.parametrize("status", [404, 410])
async def test_a_device_that_is_gone_is_forgotten_and_mail_comes_instead(
    world: World, subscribe: Subscribe, status: int
) -> None:
    phone, tablet = await subscribe(world.nadia), await subscribe(world.nadia)
    phone.reply = tablet.reply = Reply(status)
    await world.make.credits(5)
    await work()
    assert await count("push_subscriptions") == 0
    assert len(mail_folder.files()) == 1
    assert (await row("mail")).done_at


@rule("N1")
@pytest.mark.parametrize("status", [403, 410])
async def test_no_mail_comes_while_another_device_shows_it(
    world: World, subscribe: Subscribe, status: int
) -> None:
    phone, tablet = await subscribe(world.nadia), await subscribe(world.nadia)
    phone.reply = Reply(status)
    await world.make.credits(5)
    await work()
    assert len(shown(tablet)) == 1
    assert await rows("mail") == []


@rule("N1", "N2")
@pytest.mark.parametrize("status", [400, 401, 403, 307])
async def test_what_is_refused_is_kept_aside_the_device_kept_and_mail_comes_instead(
    world: World, subscribe: Subscribe, status: int
) -> None:
    phone, tablet = await subscribe(world.nadia), await subscribe(world.nadia)
    phone.reply = tablet.reply = Reply(status)
    await world.make.credits(5)
    await work()
    assert all(found.dead_at for found in await rows("push"))
    assert await count("push_subscriptions WHERE failing_since IS NOT NULL") == 2
    assert len(mail_folder.files()) == 1


@rule("N1", "N2")
async def test_a_mail_comes_for_what_a_push_service_did_not_take_in_all_its_tries(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    phone.reply = Reply(503)
    await world.make.credits(5)
    for _ in range(8):
        assert await rows("mail") == []
        await work()
        frozen_clock.forward(timedelta(hours=1.5))
    assert (await row("push")).dead_at
    await work()
    assert len(mail_folder.files()) == 1


async def test_a_mail_comes_for_a_push_at_which_every_worker_died(
    world: World, subscribe: Subscribe
) -> None:
    await subscribe(world.nadia)
    await world.make.credits(5)
    await database.rows("UPDATE outbox SET attempts = 8 WHERE kind = 'push'")
    await work()
    await work()
    assert (await row("push")).dead_at
    assert len(mail_folder.files()) == 1


async def test_that_a_push_service_refuses_us_is_said_once(
    world: World, subscribe: Subscribe, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        (await subscribe(world.nadia)).reply = Reply(403)
    push_delivery._REFUSING.clear()
    for _ in range(2):
        await world.make.credits(5)
        await work()
    said = [each.message for each in caplog.records if "refuses our pushes" in each.message]
    assert len(said) == 1
    assert "403 because" in said[0]
    assert "LERNFADEN_VAPID_PRIVATE_KEY" in said[0]


async def test_a_service_that_takes_little_gets_the_short_form(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    sizes: list[int] = []

    async def take(request: web.Request) -> web.Response:
        sizes.append(len(await request.read()))
        return web.Response(status=413 if len(sizes) == 1 else 201)

    with serving(web.post("/push/0", take)) as origin:
        settings.use(replace(settings.current(), push_services=(origin,)))
        address = f"{origin}/push/0"
        await database.rows("UPDATE push_subscriptions SET endpoint = {}", address)
        await world.make.session()
        await work()
    assert phone.endpoint != address
    assert len(sizes) == 2 and sizes[1] < sizes[0]
    assert (await row("push")).done_at


async def test_what_is_too_large_in_its_short_form_too_is_kept_aside(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    phone.reply = Reply(413)
    await world.make.credits(5)
    await work()
    assert (await row("push")).dead_at


@rule("A7", "N1")
async def test_a_device_that_a_child_took_meanwhile_shows_nothing_for_its_mother(
    world: World, subscribe: Subscribe
) -> None:
    phone = await subscribe(world.nadia)
    await world.make.credits(5)
    found = await database.row("SELECT id FROM devices")
    assert found is not None and world.nadia.account is not None
    await device.choose_profile(found[0], world.tom.id, account=world.nadia.account)
    await work()
    assert shown(phone) == []
    assert len(mail_folder.files()) == 1
