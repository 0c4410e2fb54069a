"""A message of others is reported from its page, and whoever is told of it reads why there."""

import re
from uuid import UUID

import httpx

from domain import database
from domain.conversations import report
from domain.notifications import notification
from tests.conversations import say
from tests.domain.notifications.news import told
from tests.rules import rule
from tests.world import World


async def is_unread(profile: UUID, message: UUID) -> bool:
    id = notification.id_of(profile, report.about(message))
    sql = "SELECT 1 FROM notifications WHERE id = {} AND read_at IS NULL"
    return await database.row(sql, id) is not None


@rule("N1", "N6")
async def test_a_child_reports_and_its_guardian_reads_it_and_the_author_does_not(
    world: World,
    mila: httpx.AsyncClient,
    nadia: httpx.AsyncClient,
    jonas: httpx.AsyncClient,
    address: str,
) -> None:
    id = await say(world.kaya, "Gemeines", by=world.jonas.actor)
    deeds = f"{address}/messages/{id}"
    page = (await mila.get(deeds)).text
    assert "Es erfahren: Nadia Kaya." in page and f'action="{deeds}/report"' in page
    answer = await mila.post(f"{deeds}/report", data={"why": "Das war <gemein>"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}#message-{id}")
    assert "Gemeldet. Danke" in (await mila.get(address)).text
    again = (await mila.get(deeds)).text
    assert "Gemeldet von Mila" in again and "/report" not in again
    assert await told("message.reported") == {world.nadia.id}
    listed = (await nadia.get("/notifications")).text
    assert "Gemeldet: eine Nachricht von Jonas Weber" in listed and deeds in listed
    seen = (await nadia.get(deeds)).text
    assert "Gemeldet von Mila" in seen and "Das war &lt;gemein&gt;" in seen
    assert await is_unread(world.nadia.id, id)
    (subjects,) = re.findall(r'subjects="([^"]+)" action="/notifications/reading"', seen)
    await nadia.post("/notifications/reading", data={"subjects": subjects})
    assert not await is_unread(world.nadia.id, id)
    for theirs in (deeds, address, "/notifications"):
        text = (await jonas.get(theirs)).text
        assert "gemein>" not in text and "emeldet" not in text


@rule("N1")
async def test_too_long_a_reason_stays_typed_and_nobody_is_offered_what_reaches_nobody(
    world: World, mila: httpx.AsyncClient, nadia: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Gemeines", by=world.jonas.actor)
    deeds = f"{address}/messages/{id}"
    answer = await mila.post(f"{deeds}/report", data={"why": "x" * 501})
    assert answer.status_code == 422 and "höchstens 500 Zeichen" in answer.text
    assert "x" * 501 in answer.text
    page = (await nadia.get(deeds)).text
    assert (
        "gibt es niemanden, der davon" in page
        and "/support" in page
        and f"{deeds}/report" not in page
    )
