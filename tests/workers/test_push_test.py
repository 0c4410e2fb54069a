"""Trying a device says what came of it, and when push last reached it."""

import json
from collections.abc import Awaitable, Callable
from datetime import time
from typing import Any
from uuid import UUID

import pytest

from domain import clock, database
from domain.accounts import password
from domain.errors import NotFound
from domain.notifications import chosen_channels, push_test, quiet_hours, quiet_span
from domain.notifications.channels import Channels
from domain.notifications.kind import Theme
from domain.notifications.push_test import PATIENCE, Tried
from tests.conftest import FrozenClock
from tests.push_service import Reply, Subscriber
from tests.rules import rule
from tests.workers.rows import row, rows, work
from tests.world import Person, World

Subscribe = Callable[[Person[Any]], Awaitable[Subscriber]]


async def the_device(world: World) -> Tried:
    assert world.nadia.account is not None
    (found,) = await push_test.devices(world.nadia.account)
    return found


async def ask(world: World) -> UUID:
    assert world.nadia.account is not None
    found = await the_device(world)
    await push_test.ask(found.id, account=world.nadia.account, by=world.nadia.id)
    return found.id


@rule("N1")
async def test_a_test_is_shown_even_in_quiet_hours_and_noted(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    await quiet_hours.replace(world.nadia.id, quiet_span.between(time(0), time(23, 59)))
    assert (await the_device(world)).reached_at is None
    await ask(world)
    assert (await the_device(world)).is_waiting(clock.now())
    await work()
    (got,) = [json.loads(each.text) for each in phone.received]
    assert got["notification"]["title"] == "Das ist ein Test"
    assert got["notification"]["data"] == {"profile": str(world.nadia.id)}
    assert got["app_badge"] == 0
    found = await the_device(world)
    assert (found.outcome, found.reached_at) == ("sent", clock.now())


@rule("N1")
@pytest.mark.parametrize(
    ("status", "outcome", "takes_push"),
    [(410, "gone", False), (403, "refused", True), (503, "later", True)],
)
async def test_what_a_push_service_does_not_take_is_said_and_not_tried_again(
    world: World, subscribe: Subscribe, status: int, outcome: str, takes_push: bool
) -> None:
    (await subscribe(world.nadia)).reply = Reply(status)
    await ask(world)
    await work()
    found = await the_device(world)
    assert (found.outcome, found.takes_push, found.reached_at) == (outcome, takes_push, None)
    assert (await row("push_test")).done_at
    assert await rows("mail") == []


@rule("N1")
async def test_asking_again_is_a_new_test(
    world: World, subscribe: Subscribe, frozen_clock: FrozenClock
) -> None:
    phone = await subscribe(world.nadia)
    for _ in range(2):
        await ask(world)
    await work()
    assert len(phone.received) == 1
    frozen_clock.forward(PATIENCE)
    await ask(world)
    assert (await the_device(world)).outcome is None
    frozen_clock.forward(PATIENCE)
    await work()
    assert len(phone.received) == 1
    assert not (await the_device(world)).is_waiting(clock.now())


@rule("N1", "A10")
async def test_nobody_tries_the_device_of_somebody_else_or_one_without_push(
    world: World, subscribe: Subscribe
) -> None:
    await subscribe(world.nadia)
    device = (await the_device(world)).id
    assert world.dora.account is not None and world.nadia.account is not None
    with pytest.raises(NotFound):
        await push_test.ask(device, account=world.dora.account, by=world.dora.id)
    await database.rows("DELETE FROM push_subscriptions")
    with pytest.raises(NotFound):
        await push_test.ask(device, account=world.nadia.account, by=world.nadia.id)
    assert await rows("push_test") == []


@rule("N1", "A4")
async def test_what_concerns_security_is_mailed_at_once_whatever_was_chosen(
    world: World, subscribe: Subscribe
) -> None:
    await subscribe(world.nadia)
    await chosen_channels.replace(world.nadia.id, dict.fromkeys(Theme, Channels.LIST))
    await quiet_hours.replace(world.nadia.id, quiet_span.between(time(0), time(23, 59)))
    assert world.nadia.account is not None
    device = (await the_device(world)).id
    new = "Faden-und-Knoten-27"
    await password.change(world.nadia.account, new, on=device)
    assert (await row("password_mail")).due_at <= clock.now()
