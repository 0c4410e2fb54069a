"""/health says to everybody whether this process serves and the work is done."""

from datetime import timedelta

import httpx

from domain import clock, outbox


async def test_each_part_is_named(client: httpx.AsyncClient, database: str) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 200
    assert answer.json().keys() == {"status", "release", "database", "broker", "storage", "work"}


async def test_work_that_nobody_does_is_told_with_a_word(
    client: httpx.AsyncClient, database: str
) -> None:
    await outbox.put("purge", {}, due_at=clock.now() - timedelta(minutes=3))
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()["work"]) == (503, {"ok": False, "is": "behind"})
    assert answer.json()["database"]["ok"]


async def test_whoever_asks_chooses_the_parts(client: httpx.AsyncClient, database: str) -> None:
    await outbox.put("purge", {}, due_at=clock.now() - timedelta(minutes=3))
    answer = await client.get("/health?part=database&part=storage")
    assert answer.status_code == 200
    assert answer.json().keys() == {"status", "release", "database", "storage"}
    assert (await client.get("/health?part=work")).status_code == 503
    assert (await client.get("/health?part=nonsense")).status_code == 404
