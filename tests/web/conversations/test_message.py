"""What is done with a message: answered, said in other words, taken back; without scripts too."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from tests.conftest import FrozenClock
from tests.conversations import say, written
from tests.rules import rule
from tests.web.conversations.test_talk import PARTIAL, PLAIN, words
from tests.world import World


@rule("C3", "N6")
async def test_a_message_is_answered_with_its_words_above_the_field(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Um drei?", by=world.nadia.actor)
    page = (await jonas.get(address)).text
    (quoting,) = re.findall(r'href="([^"]+)"\s+data-quotes="' + str(id), page)
    asked = (await jonas.get(quoting)).text
    assert re.search(rf'name="quotes"\s+value="{id}"', asked)
    assert asked.count("Um drei?") == 2 and "Ohne Zitat" in asked
    typed = {"key": str(uuid4()), "words": "Ja", "quotes": str(id)}
    await jonas.post(f"{address}/messages", data=typed)
    quote = re.search(
        r'<a class="talk__quote" href="([^"]+)".*?</a>', (await nadia.get(address)).text
    )
    assert quote and "Nadia Kaya" in quote[0] and "Um drei?" in quote[0]
    around = (await nadia.get(quote[1].partition("#")[0])).text
    assert f'id="message-{id}"' in around and quote[1].endswith(f"#message-{id}")


@rule("C3")
async def test_what_was_refused_keeps_its_quote_and_nobody_quotes_from_elsewhere(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Um drei?", by=world.jonas.actor)
    answer = await nadia.post(f"{address}/messages", data={"words": " ", "quotes": str(id)})
    assert answer.status_code == 422
    assert re.search(rf'name="quotes"\s+value="{id}"', answer.text)
    theirs = await say(world.rossi, "Geheimnis", by=world.dora.actor)
    for quotes in (str(theirs), str(uuid4()), "x"):
        page = await nadia.get(f"{address}?quotes={quotes}")
        assert page.status_code == 200 and "Geheimnis" not in page.text
        assert re.search(r'class="talk__quoted" hidden', page.text)
    sent = {"words": "Dazu", "quotes": str(theirs)}
    assert (await nadia.post(f"{address}/messages", data=sent, headers=PLAIN)).status_code == 404
    assert len(await written(world.kaya)) == 1


@rule("C3")
async def test_a_few_emoji_alone_are_larger(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    for typed in ("👍🏽 🎉", "Gut 👍🏽"):
        await say(world.kaya, typed, by=world.jonas.actor)
    page = (await nadia.get(address)).text
    assert re.findall(r'talk__words--large" dir="auto">([^<]+)<', page) == ["👍🏽 🎉"]


@rule("C3", "N6")
async def test_whoever_wrote_it_changes_it_by_a_form_and_everybody_sees_that(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Um drei", by=world.nadia.actor)
    deeds = f"{address}/messages/{id}"
    page = (await nadia.get(deeds)).text
    assert "Bearbeiten" in page and "Für alle löschen" in page and "\nUm drei</textarea>" in page
    answer = await nadia.post(f"{deeds}/wording", data={"words": "Um vier"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}#message-{id}")
    missed = (await jonas.get(f"{address}/messages?after=1", headers=PARTIAL)).text
    assert words(missed) == ["Um vier"] and "bearbeitet" in missed
    refused = await nadia.post(f"{deeds}/wording", data={"words": "x" * 4001})
    assert refused.status_code == 422 and "x" * 4001 in refused.text
    assert "höchstens 4000 Zeichen" in refused.text


@rule("C3", "N6")
async def test_what_is_deleted_leaves_a_mark_and_no_words_anywhere(
    world: World, nadia: httpx.AsyncClient, jonas: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Geheimnis", by=world.nadia.actor)
    await say(world.kaya, "Was?", by=world.jonas.actor, quotes=id)
    answer = await nadia.post(f"{address}/messages/{id}/removal", headers=PARTIAL)
    assert answer.status_code == 200 and "Nachricht gelöscht" in answer.text
    missed = (await jonas.get(f"{address}/messages?after=2", headers=PARTIAL)).text
    for page in (missed, (await jonas.get(address)).text, (await jonas.get("/conversations")).text):
        assert "Geheimnis" not in page
    assert missed.count("Nachricht gelöscht") == 2
    deeds = (await nadia.get(f"{address}/messages/{id}")).text
    assert "Geheimnis" not in deeds and "Antworten" not in deeds and "Bearbeiten" not in deeds
    again = await nadia.post(f"{address}/messages/{id}/removal", headers=PLAIN)
    assert again.status_code == 409 and "schon gelöscht" in again.text


@rule("C3")
@pytest.mark.parametrize("deed", ["wording", "removal"])
async def test_after_a_quarter_of_an_hour_a_sentence_says_that_it_is_over(
    world: World, nadia: httpx.AsyncClient, address: str, frozen_clock: FrozenClock, deed: str
) -> None:
    id = await say(world.kaya, "Um drei", by=world.nadia.actor)
    frozen_clock.forward(timedelta(minutes=16))
    page = (await nadia.get(f"{address}/messages/{id}")).text
    assert "ging 15 Minuten lang" in page and "Bearbeiten" not in page and "Für alle" not in page
    answer = await nadia.post(
        f"{address}/messages/{id}/{deed}", data={"words": "Um vier"}, headers=PLAIN
    )
    assert answer.status_code == 409 and "ging 15 Minuten lang" in answer.text
    assert [line.words for line in await written(world.kaya)] == ["Um drei"]


@rule("C3", "C1")
async def test_nobody_is_offered_to_change_what_somebody_else_wrote(
    world: World, nadia: httpx.AsyncClient, mila: httpx.AsyncClient, address: str
) -> None:
    id = await say(world.kaya, "Hallo!", by=world.mila.actor)
    page = (await nadia.get(f"{address}/messages/{id}")).text
    assert "Antworten" in page and "Bearbeiten" not in page and "Für alle" not in page
    assert (await nadia.post(f"{address}/messages/{id}/removal")).status_code == 403
    assert (await mila.post(f"{address}/messages/{id}/removal")).status_code == 303
    elsewhere = f"/conversations/{world.rossi.id}/messages/{id}"
    assert (await nadia.get(elsewhere)).status_code == 404
