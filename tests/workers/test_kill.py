"""Workers that are killed in the middle lose nothing, and repeat only what they had in flight."""

import signal
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, database, migrations, outbox, settings
from tests import servers
from tests.conftest import new_postgres
from tests.push_service import PushService
from tests.rules import rule
from tests.workers import kill
from tests.world import build
from web.commands.processes import lernfaden
from workers.relay import WIDTH

FORMS = ["embedded", *([] if servers.missing() else ["scaled_out"])]
LAPSED = "UPDATE outbox SET due_at = {} WHERE done_at IS NULL AND dead_at IS NULL"
PENDING = "SELECT count(*) FROM outbox WHERE kind = 'push' AND done_at IS NULL"
MOST_DOUBLED = {"embedded": WIDTH, "scaled_out": 2 * WIDTH}


class Instance:
    """One form of Lernfaden: where its data is, and what does its background work."""

    def __init__(self, data: Path, commands: list[list[str]], variables: dict[str, str]) -> None:
        self._data, self._commands, self._variables = data, commands, variables
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._running = [kill.start(one, self._data, self._variables) for one in self._commands]

    def end(self, number: signal.Signals) -> None:
        kill.end(self._running, number)
        self._running = []


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
async def instance(
    form: str, request: pytest.FixtureRequest, tmp_path: Path, service: PushService
) -> AsyncIterator[Instance]:
    """Its database is migrated and open here too; what still runs at the end is killed."""
    variables = {"database_url": f"sqlite:///{tmp_path / 'lernfaden.sqlite'}"}
    commands = [lernfaden("serve", "--port", "0")]
    if form == "scaled_out":
        postgres_url = request.getfixturevalue("postgres_url")
        variables["database_url"] = await new_postgres(postgres_url, tmp_path.name)
        variables["redis_url"] = request.getfixturevalue("redis_url")
        commands = [lernfaden("worker")] * 2
    await database.open(variables["database_url"])
    await migrations.migrate()
    made = Instance(tmp_path, commands, {**variables, "push_services": service.origin})
    settings.use(replace(settings.current(), redis_url=variables.get("redis_url")))
    yield made
    made.end(signal.SIGKILL)
    await database.close()


@rule("N2")
async def test_a_kill_in_the_middle_loses_none_and_doubles_only_what_was_in_flight(
    form: str, instance: Instance, service: PushService
) -> None:
    browser, wanted = await kill.seed(await build(), service)
    instance.start()
    await kill.arrive(browser, kill.COUNT // 3)
    instance.end(signal.SIGKILL)
    assert 0 < len(kill.tags(browser)) < kill.COUNT
    if form == "embedded":
        # The lease is real on the other form; here its time passes at once.
        await database.rows(LAPSED, clock.now())
    instance.start()
    await kill.arrive(browser, kill.COUNT)
    instance.end(signal.SIGTERM)
    assert set(kill.tags(browser)) == wanted
    assert kill.doubled(browser) <= MOST_DOUBLED[form]
    assert await database.row(PENDING) == (0,)


@rule("N2")
async def test_a_stop_in_the_middle_loses_none_and_doubles_none(
    instance: Instance, service: PushService
) -> None:
    browser, wanted = await kill.seed(await build(), service)
    instance.start()
    await kill.arrive(browser, kill.COUNT // 3)
    instance.end(signal.SIGTERM)
    assert await database.row(PENDING) == (kill.COUNT - len(kill.tags(browser)),)
    due, oldest = await outbox.overdue()
    assert due >= kill.COUNT - len(kill.tags(browser))
    assert oldest is not None and oldest < clock.now() + timedelta(seconds=1)
    instance.start()
    await kill.arrive(browser, kill.COUNT)
    instance.end(signal.SIGTERM)
    assert set(kill.tags(browser)) == wanted
    assert kill.doubled(browser) == 0
