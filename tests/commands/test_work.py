"""Work that nobody does is noticed from outside, and done as soon as somebody is there."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from domain import clock, database, migrations, outbox
from tests.commands.program import environment, run, serving, succeed
from tests.conftest import new_postgres
from tests.waiting import LONGEST_SECONDS, until
from web.commands.processes import lernfaden

COUNT = 200


def work_of(address: str) -> dict[str, object]:
    """What the server says of the background work."""
    try:
        with urlopen(f"{address}/health", timeout=LONGEST_SECONDS) as answer:
            found = json.load(answer)
    except HTTPError as error:
        assert error.code == 503
        found = json.load(error)
    work: dict[str, object] = found["work"]
    return work


async def test_a_missing_worker_is_told_until_one_is_there(
    tmp_path: Path, postgres_url: str, redis_url: str
) -> None:
    url = await new_postgres(postgres_url, "without_worker")
    variables = {"database_url": url, "redis_url": redis_url}
    await database.open(url)
    await migrations.migrate()
    async with database.transaction():
        for _ in range(COUNT):
            await outbox.put("purge", {}, due_at=clock.now() - timedelta(minutes=10))
    with serving(tmp_path, **variables) as (_, address):
        assert work_of(address) == {"ok": False, "is": "behind"}
        told = run(tmp_path, "doctor", **variables)
        assert told.returncode == 1
        assert "✗ Work: 200 pieces of work wait, the oldest for 10 minutes" in told.stdout
        worker = subprocess.Popen(lernfaden("worker"), env=environment(tmp_path, **variables))
        await until(lambda: work_of(address)["ok"])
        assert "✓ Work" in succeed(tmp_path, "doctor", "--only", "work", **variables)
        worker.terminate()
        assert worker.wait(LONGEST_SECONDS) == 0
    await database.close()
