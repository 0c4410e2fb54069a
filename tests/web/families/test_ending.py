"""/providers/{id}/ending and /families/{id}/ending. Rule: B6."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain import clock
from domain.providers import connection
from domain.sessions import parting
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests import conversations, documents
from tests.rules import rule
from tests.web.login.people import Open, heading, value_of, words
from tests.web.people import as_
from tests.world import World


@rule("B6")
@pytest.mark.parametrize("side", ["family", "provider"])
async def test_it_says_before_what_ends_and_after_what_stays(
    world: World, browser: Open, side: str
) -> None:
    who, other = world.nadia, world.jonas
    theirs, ours = f"/providers/{world.kaya.provider}", f"/families/{world.kaya.family}"
    if side == "provider":
        who, other, theirs, ours = world.jonas, world.nadia, ours, theirs  # type: ignore[assignment]
    await world.make.credits(3)
    later = clock.now() + timedelta(days=2)
    coming = await world.make.session(State.CONFIRMED, starts_at=later)
    await world.make.session(State.PENDING, starts_at=later + timedelta(days=1))
    gone = await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=2))
    await conversations.say(world.kaya, "Danke für alles!", by=world.nadia.actor)
    client = await as_(browser, who)
    assert f'href="{theirs}/ending"' in (await client.get(theirs)).text
    page = await client.get(f"{theirs}/ending")
    said = words(page)
    assert "Verbindung beenden?" in said
    assert "1 Session wird kostenfrei abgesagt" in said
    assert "Offene Vorschläge und Anfragen gelten nicht mehr: 1." in said
    assert "Credits danach: 2 frei" in said
    typed = {"agreed": value_of(page, "agreed"), "why": "Wir ziehen um."}
    answer = await client.post(f"{theirs}/ending", data=typed)
    assert answer.headers["location"] == theirs
    assert (await sessions.by_id(coming.id)).state == State.CANCELLED
    for reader, at in ((client, theirs), (await as_(browser, other), ours)):
        former = await reader.get(at)
        assert "Eure Verbindung ist beendet" in (text := words(former)) and "Wir ziehen um." in text
        assert f"/sessions/{gone.id}" in former.text
        for read in (
            f"/conversations/{world.kaya.id}",
            f"{at}/documents",
            f"{at}/account",
            f"{at}/agreements",
        ):
            assert read in former.text
            assert (await reader.get(read)).status_code == 200
        assert "Beendet" in words(await reader.get(at.rpartition("/")[0]))
        assert (await reader.get(f"{at}/ending")).status_code == 409
        assert "/grant" not in (await reader.get(f"{at}/account")).text


@rule("B6", "D1")
async def test_what_was_shared_is_still_among_the_documents(world: World, browser: Open) -> None:
    clients = [await as_(browser, each) for each in (world.nadia, world.jonas)]
    one = await connection.known_provider(world.kaya.provider, by=world.nadia.actor)
    agreed = (await parting.foreseen(one)).agreement
    await documents.share(world.kaya, by=world.jonas.actor)
    await parting.end(one, by=world.nadia.actor, agreed=agreed)
    for client in clients:
        assert "Blatt.pdf" in (await client.get("/documents")).text


@rule("B6", "N1")
@pytest.mark.parametrize("by", ["nadia", "jonas"])
async def test_the_other_side_and_the_child_read_what_ended(
    world: World, browser: Open, by: str
) -> None:
    await world.make.credits(3)
    later = clock.now() + timedelta(days=2)
    await world.make.session(State.CONFIRMED, starts_at=later)
    one = await connection.known_provider(world.kaya.provider, by=world.nadia.actor)
    agreed = (await parting.foreseen(one)).agreement
    await parting.end(one, by=getattr(world, by).actor, agreed=agreed, why="Wir ziehen um.")
    other, said = world.jonas, "Familie Kaya hat die Verbindung beendet"
    if by == "jonas":
        other, said = world.nadia, "Jonas Weber hat die Verbindung beendet"  # type: ignore[assignment]
    told = words(await (await as_(browser, other)).get("/notifications"))
    assert said in told
    assert "1 Session ist kostenfrei abgesagt." in told
    assert "Wir ziehen um." in told
    child = words(await (await as_(browser, world.mila)).get("/notifications"))
    assert "Die Sessions mit Jonas Weber finden nicht mehr statt" in child
    assert "Wir ziehen um." not in child


@rule("B6", "K6")
async def test_credits_are_settled_and_not_granted_after_it(world: World, browser: Open) -> None:
    await world.make.credits(3)
    staff = await as_(browser, world.jonas)
    at = f"/families/{world.kaya.family}"
    agreed = value_of(await staff.get(f"{at}/ending"), "agreed")
    await staff.post(f"{at}/ending", data={"agreed": agreed})
    refused = await staff.get(f"/families/{world.kaya.family}/account/grant")
    assert "Eure Verbindung ist beendet." in words(refused)
    settled = {"count": "2", "reason": "Erstattet", "key": str(uuid4())}
    assert (await staff.post(f"{at}/account/correction", data=settled)).status_code == 303


@rule("B6")
async def test_what_changed_meanwhile_is_said_and_nothing_typed_is_lost(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.nadia)
    at = f"/providers/{world.kaya.provider}/ending"
    agreed = value_of(await client.get(at), "agreed")
    await world.make.session(State.PENDING)
    answer = await client.post(at, data={"agreed": agreed, "why": "Wir ziehen um."})
    assert answer.status_code == 409
    assert "Lies noch einmal, was endet." in words(answer)
    assert "Wir ziehen um." in answer.text
    assert heading(await client.get(at.removesuffix("/ending"))) == "Jonas Weber"
    again = await client.post(at, data={"agreed": value_of(answer, "agreed")})
    assert again.status_code == 303
