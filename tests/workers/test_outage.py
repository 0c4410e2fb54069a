"""A database that goes away and comes back leaves a few lines in the logs, and no work behind."""

import asyncio
import signal
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from domain import clock, database, migrations, outbox
from tests import servers
from tests.conftest import new_postgres
from tests.waiting import LONGEST_SECONDS, until
from tests.workers import kill
from web.commands.processes import lernfaden

COUNT = 4000
LEFT = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND kind = 'purge'"


def status_of(address: str) -> int:
    """What a page answers; 0 where nobody does."""
    try:
        with urlopen(address, timeout=LONGEST_SECONDS) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except URLError:
        return 0


async def left(url: str) -> int:
    await database.open(url)
    found = await database.row(LEFT)
    await database.close()
    assert found is not None
    return int(found[0])


async def seed(url: str) -> None:
    """Writes COUNT pieces of work about nothing, and one that is due during the outage."""
    await database.open(url)
    await migrations.migrate()
    async with database.transaction():
        for _ in range(COUNT):
            await outbox.put("purge", {})
        soon = clock.now() + timedelta(seconds=8)
        await outbox.put("purge", {}, due_at=soon)
    await database.close()


async def test_an_outage_of_the_database_is_said_once_and_work_goes_on_after_it(
    tmp_path: Path, redis_url: str
) -> None:
    web, worker = tmp_path / "web", tmp_path / "worker"
    address = f"http://127.0.0.1:{(port := servers.free_port())}"
    for data in (web, worker):
        data.mkdir()
    with servers.postgres_server() as (server, postgres_url):
        url = await new_postgres(postgres_url, "outage")
        variables = {"database_url": url, "redis_url": redis_url}
        await seed(url)
        serve = lernfaden("serve", "--host", "127.0.0.1", "--port", str(port))
        processes = [kill.start(serve, web, variables)]
        await until(lambda: status_of(f"{address}/i/nobody") == 404)
        processes.append(kill.start(lernfaden("worker"), worker, variables))
        try:
            await until(lambda: has_begun(url))
            await asyncio.to_thread(server.stop)
            for _ in range(20):
                assert status_of(f"{address}/i/nobody") == 500
                assert status_of(f"{address}/health") == 503
                await asyncio.sleep(0.2)
            await asyncio.to_thread(server.start)
            await until(lambda: status_of(f"{address}/i/nobody") == 404)
            await until(lambda: none_left(url))
        finally:
            kill.end(processes, signal.SIGTERM)
    for data in (web, worker):
        said = (data / "log").read_text().splitlines()
        about = [line for line in said if "the database is away" in line]
        assert len([line for line in about if "over:" not in line]) == 1, about
        assert len([line for line in about if "over:" in line]) == 1, about
        assert len(said) < 20, "\n".join(said)


async def has_begun(url: str) -> bool:
    return await left(url) < COUNT


async def none_left(url: str) -> bool:
    try:
        return await left(url) == 0
    except database.Away:
        return False
