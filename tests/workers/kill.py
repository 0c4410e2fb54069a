"""Thousands of deliveries, and processes that are killed in the middle of them."""

import asyncio
import json
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import uuid4

from domain import clock, database, events, outbox
from domain.accounts import device, device_login
from domain.facts import Fact
from domain.notifications import push_subscription
from tests.commands.program import environment
from tests.push_service import PushService, Subscriber
from tests.world import World

COUNT = 2000
PATIENCE_SECONDS = 75.0
"""Longer than the others', as the lease of a killed worker's deliveries has to pass."""

_NOTIFY = """
INSERT INTO notifications (id, profile, subject, event, kind, facts_count, created_at)
SELECT {}, {}, {}, id, kind, 1, happened_at FROM events WHERE id = {}
"""


async def seed(
    world: World, service: PushService, count: int = COUNT
) -> tuple[Subscriber, set[str]]:
    """Writes so many deliveries to one device; returns it, and the tags that it must show."""
    assert world.nadia.account is not None
    known = await device.by_token(
        (await device_login.log_in(world.nadia.account, user_agent="x")).token
    )
    assert known is not None
    browser = service.subscribe()
    await push_subscription.subscribe(
        known.id, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
    )
    target = await push_subscription.of_device(known.id)
    assert target is not None
    notifications = [uuid4() for _ in range(count)]
    made = Fact(
        "credits.granted",
        by=world.nadia.id,
        subject=world.kaya.subject(),
        happened_at=clock.now(),
        particulars={"provider": "Jonas Weber", "credits": 1},
    )
    async with database.transaction():
        events.record(made)
    await outbox.Outbox.delete(force=True)
    async with database.transaction():
        for one in notifications:
            # Each about something of its own, for a subject has one notification.
            await database.rows(_NOTIFY, one, world.nadia.id, uuid4(), made.id)
            named = {"notification": str(one), "event": str(made.id)}
            await outbox.put("push", {**named, "subscription": str(target.id)})
    return browser, {f"notification-{one}" for one in notifications}


def start(
    command: Sequence[str], data: Path, variables: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """One process, which writes what it says to a file."""
    with (data / "log").open("ab") as log:
        return subprocess.Popen(command, env=environment(data, **variables), stdout=log, stderr=log)


def run(command: Sequence[str], data: Path, variables: Mapping[str, str]) -> str:
    """One process to its end; what it printed."""
    ran = environment(data, **variables)
    return subprocess.run(command, env=ran, capture_output=True, text=True, check=False).stdout


def end(processes: "Sequence[subprocess.Popen[bytes]]", number: signal.Signals) -> None:
    """Sends all of them the signal at once, and waits for their end."""
    for process in processes:
        process.send_signal(number)
    for process in processes:
        process.wait(PATIENCE_SECONDS)


async def arrive(browser: Subscriber, count: int) -> None:
    """Waits until so many different messages have come."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(browser.received) < count or len(tags(browser)) < count:
        assert time.monotonic() < deadline, f"{len(tags(browser))} of {count} came"
        await asyncio.sleep(0.05)


def tags(browser: Subscriber) -> Counter[str]:
    """How often each tag was accepted."""
    return Counter(json.loads(one.text)["notification"]["tag"] for one in [*browser.received])


def doubled(browser: Subscriber) -> int:
    """How many messages came more than once."""
    return sum(times - 1 for times in tags(browser).values())
