"""People confirm while web and worker processes are killed at random moments: what was acknowledged
is not lost, credits add up, and nothing is told twice but what was in flight.

Fixed seeds, so the same ones are tried in every run; LERNFADEN_EXAMPLES=20 tries so many new ones.
"""

import asyncio
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import httpx
import pytest

from domain import clock, database, migrations, outbox, settings
from domain.accounts import device, device_login
from domain.notifications import push_subscription
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests import servers
from tests.conftest import new_postgres
from tests.push_service import PushService, Subscriber
from tests.rules import rule
from tests.waiting import until
from tests.workers import kill
from tests.world import World, build
from web.commands.processes import lernfaden
from web.cookies import cookie_name
from workers.relay import WIDTH

EXAMPLES = int(os.environ.get("LERNFADEN_EXAMPLES", "0"))
SEEDS = range(1000, 1000 + EXAMPLES) if EXAMPLES else range(1)
FORMS = ["embedded", *([] if servers.missing() else ["scaled_out"])]
SESSIONS, PEOPLE = 90, 4
PAUSE_SECONDS = 0.25
BETWEEN_KILLS_SECONDS = (0.3, 1.5)

LAPSED = """
UPDATE outbox SET due_at = {} WHERE done_at IS NULL AND dead_at IS NULL AND due_at < {}
"""
UNEQUAL = """
SELECT p.id FROM packages p JOIN entries e ON e.package = p.id
GROUP BY p.id, p.granted_count, p.free_count, p.held_count
HAVING p.granted_count <> sum(e.granted) OR p.free_count <> sum(e.free)
OR p.held_count <> sum(e.held)
"""
HELD = "SELECT count(*), count(DISTINCT session) FROM entries WHERE held > 0"
HAPPENED = """
SELECT count(*), count(DISTINCT session) FROM events WHERE kind = 'session.confirmed'
"""
GIVEN_UP = "SELECT kind, last_error FROM outbox WHERE dead_at IS NOT NULL"


class Kept:
    """One process, started again after each kill."""

    def __init__(self, command: list[str], data: Path, variables: dict[str, str]) -> None:
        self._start = (command, data, variables)
        self.kills = 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = kill.start(*self._start)

    def kill(self) -> None:
        """Amid whatever it is doing."""
        if self._process is not None:
            kill.end([self._process], signal.SIGKILL)
            self._process, self.kills = None, self.kills + 1


class Instance:
    """Shape: works does the background work; in the embedded form that is what serves."""

    def __init__(self, data: Path, variables: dict[str, str]) -> None:
        self.addresses = list[str]()
        serves = []
        for _ in range(2 if "redis_url" in variables else 1):
            port = servers.free_port()
            self.addresses.append(f"http://127.0.0.1:{port}")
            command = lernfaden("serve", "--host", "127.0.0.1", "--port", str(port))
            serves.append(Kept(command, data, variables))
        self.works = [Kept(lernfaden("worker"), data, variables) for _ in range(2)]
        if "redis_url" not in variables:
            self.works = serves
        self.all = list(dict.fromkeys([*serves, *self.works]))


@pytest.fixture(params=FORMS)
async def instance(
    request: pytest.FixtureRequest, tmp_path: Path, service: PushService
) -> AsyncIterator[Instance]:
    """Its database is migrated and open here too."""
    variables = {"database_url": f"sqlite:///{tmp_path / 'lernfaden.sqlite'}"}
    if request.param == "scaled_out":
        postgres_url = request.getfixturevalue("postgres_url")
        variables["database_url"] = await new_postgres(postgres_url, tmp_path.name)
        variables["redis_url"] = request.getfixturevalue("redis_url")
    await database.open(variables["database_url"])
    await migrations.migrate()
    settings.use(replace(settings.current(), redis_url=variables.get("redis_url")))
    made = Instance(tmp_path, {**variables, "push_services": service.origin})
    yield made
    for process in made.all:
        process.kill()
    await database.close()


async def token_of(account: UUID | None, profile: UUID) -> tuple[str, UUID]:
    """A device on which the profile is chosen: its cookie and its id."""
    assert account is not None
    known = await device.by_token((await device_login.log_in(account, user_agent="x")).token)
    assert known is not None
    return await device.choose_profile(known.id, profile, account=account), known.id


async def propose(world: World, service: PushService) -> tuple[list[UUID], str, Subscriber]:
    """Sessions to confirm, Nadia's cookie, and Jonas's laptop, which is told."""
    await world.make.credits(SESSIONS)
    first = clock.now() + timedelta(days=2)
    made = [
        (await world.make.session(starts_at=first + number * timedelta(hours=1))).id
        for number in range(SESSIONS)
    ]
    token, _ = await token_of(world.nadia.account, world.nadia.id)
    _, laptop = await token_of(world.jonas.account, world.jonas.id)
    browser = service.subscribe()
    await push_subscription.subscribe(
        laptop, endpoint=browser.endpoint, p256dh=browser.p256dh, auth=browser.auth
    )
    await outbox.Outbox.delete(force=True)
    return made, token, browser


async def confirm(
    todo: Iterator[UUID], token: str, addresses: list[str], by: Random, acknowledged: set[UUID]
) -> None:
    """One person, who presses again where no answer came."""
    headers = {"sec-fetch-site": "same-origin", "cookie": f"{cookie_name()}={token}"}
    async with httpx.AsyncClient(headers=headers, timeout=20) as client:
        for each in todo:
            while each not in acknowledged:
                await asyncio.sleep(by.uniform(0, PAUSE_SECONDS))
                address = f"{by.choice(addresses)}/sessions/{each}/confirmation"
                try:
                    answer = await client.post(address)
                except httpx.TransportError:
                    continue
                assert answer.status_code == 303, answer.text
                acknowledged.add(each)


async def kill_some(instance: Instance, by: Random, acknowledged: set[UUID]) -> None:
    """At random moments while people are answered, until it is cancelled."""
    while True:
        before = len(acknowledged)
        await until(lambda before=before: len(acknowledged) > before)  # type: ignore[misc]
        await asyncio.sleep(by.uniform(*BETWEEN_KILLS_SECONDS))
        chosen = by.choice(instance.all)
        await asyncio.to_thread(chosen.kill)
        chosen.start()


@rule("K1", "K2", "N2", "S3")
@pytest.mark.parametrize("seed", SEEDS)
async def test_no_confirmation_is_lost_and_none_told_twice_whatever_is_killed(
    instance: Instance, service: PushService, seed: int
) -> None:
    by = Random(seed)
    wanted, token, laptop = await propose(await build(), service)
    for process in instance.all:
        process.start()
    acknowledged, todo = set[UUID](), iter(wanted)
    killing = asyncio.create_task(kill_some(instance, Random(seed), acknowledged))
    people = [confirm(todo, token, instance.addresses, by, acknowledged) for _ in range(PEOPLE)]
    await asyncio.gather(*people)
    assert sum(process.kills for process in instance.all) > 1
    killing.cancel()
    await asyncio.gather(killing, return_exceptions=True)
    for process in instance.all:
        process.kill()
    assert {(await sessions.by_id(each)).state for each in acknowledged} == {State.CONFIRMED}
    assert len(acknowledged) == SESSIONS
    await database.rows(LAPSED, clock.now(), clock.now() + timedelta(minutes=1))
    for process in instance.works:
        process.start()
    await until(lambda: len(kill.tags(laptop)) == SESSIONS)
    await until(lambda: _nothing_is_due())
    assert await database.rows(UNEQUAL) == []
    assert await database.row(HELD) == await database.row(HAPPENED) == (SESSIONS, SESSIONS)
    assert await database.rows(GIVEN_UP) == []
    assert kill.doubled(laptop) <= WIDTH * sum(process.kills for process in instance.works)


async def _nothing_is_due() -> bool:
    return await outbox.overdue() == (0, None)
