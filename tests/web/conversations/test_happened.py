"""What happened between messages stands among them, and can be answered there."""

import re
from datetime import timedelta

import httpx

from domain import database
from domain.profiles import permission
from domain.sessions import answer, cancellation, passing_over, undo_window
from domain.sessions import session as sessions
from domain.sessions.session import State
from domain.sessions.terms import Outcome
from tests import agreements, choices
from tests.conftest import FrozenClock
from tests.conversations import say
from tests.documents import PDF, share
from tests.rules import rule
from tests.web.conftest import Enter
from tests.world import World

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
MINUTE = timedelta(minutes=1)


def told(page: str) -> list[str]:
    """Messages and what happened, as they follow each other, without what stands on the cards."""
    parts = re.findall(
        r'<p class="talk__words" dir="auto">(?!</p>)(.+?)</p>|<p class="talk__line">.*?· (.*?)</p>',
        page,
        re.S,
    )
    return [re.sub(r"<[^>]+>|\s+", " ", "".join(part)).strip() for part in parts]


def cards(page: str) -> list[str]:
    return re.findall(
        r'<li class="talk__card".*?(?=<li class="talk__|</ol>\s*<span id="end")', page, re.S
    )


@rule("C3")
async def test_a_proposal_stands_where_it_came_and_is_confirmed_there(
    world: World, nadia: httpx.AsyncClient, address: str, frozen_clock: FrozenClock
) -> None:
    await say(world.kaya, "Vorher", by=world.nadia.actor)
    frozen_clock.forward(MINUTE)
    await world.make.credits()
    one = await world.make.session(message="Geht das?")
    frozen_clock.forward(MINUTE)
    await say(world.kaya, "Nachher", by=world.jonas.actor)
    page = (await nadia.get(address)).text
    assert told(page) == ["Vorher", "Jonas Weber hat die Session vorgeschlagen", "Nachher"]
    (card,) = cards(page)
    assert f'hx-post="/sessions/{one.id}/confirmation"' in card and "Geht das?" in card
    await nadia.post(f"/sessions/{one.id}/confirmation", headers=PARTIAL)
    # Until it is final it stays where it was asked, with the way back; then it is what happened.
    asked, done = cards((await nadia.get(address)).text)
    assert "Rückgängig" in asked and "/confirmation/withdrawal" in asked
    assert "Nadia Kaya hat bestätigt" in done and f"/sessions/{one.id}" in done
    assert 'class="card"' not in done
    frozen_clock.forward(undo_window.LENGTH + MINUTE)
    asked, done = cards((await nadia.get(address)).text)
    assert "Rückgängig" not in asked and 'class="card' not in asked
    assert 'class="card"' in done and "Bestätigt" in done


@rule("C3", "S2")
async def test_several_times_are_picked_from_in_the_thread(
    world: World,
    nadia: httpx.AsyncClient,
    jonas: httpx.AsyncClient,
    address: str,
    frozen_clock: FrozenClock,
) -> None:
    await world.make.credits()
    first, *_ = await choices.proposed(world)
    (card,) = cards((await nadia.get(address)).text)
    assert card.count("/confirmation") == 2 * 3 and "3 Zeiten zur Wahl" in card
    (card,) = cards((await jonas.get(address)).text)
    assert card.count('class="card"') == 3 and "/confirmation" not in card
    frozen_clock.forward(MINUTE)
    await answer.confirm(first, by=world.nadia.actor)
    assert "hat bestätigt" in cards((await jonas.get(address)).text)[-1]


@rule("C3", "S5")
async def test_what_a_family_asks_for_its_educator_answers_in_the_thread(
    world: World,
    jonas: httpx.AsyncClient,
    nadia: httpx.AsyncClient,
    address: str,
    frozen_clock: FrozenClock,
) -> None:
    one = await world.make.session()
    frozen_clock.forward(MINUTE)
    await choices.countered(world, one, why="Lieber später")
    *_, card = cards((await jonas.get(address)).text)
    assert "Andere Zeiten" in card and card.count(">Annehmen</button>") == 2
    assert "Andere vorschlagen" in card and "Lieber später" in card
    # He stays in the thread: what asks more opens in front of it.
    assert card.count(f'hx-target="#{re.findall(r"happened-[0-9a-f-]+", card)[0]}"') == 2
    assert re.search(r'/decline" data-sheet>Ablehnen', card)
    *_, card = cards((await nadia.get(address)).text)
    assert "/confirmation" not in card


@rule("C3", "S2")
async def test_of_several_times_none_is_called_off_where_one_was_taken(
    world: World, jonas: httpx.AsyncClient, address: str, frozen_clock: FrozenClock
) -> None:
    await world.make.credits()
    one = await world.make.session()
    frozen_clock.forward(MINUTE)
    first, *_ = await choices.countered(world, one)
    frozen_clock.forward(MINUTE)
    await answer.confirm(first, by=world.jonas.actor)
    frozen_clock.forward(undo_window.LENGTH + MINUTE)
    assert first.proposal is not None
    await passing_over.end_rest(first.proposal)
    asked, taken = told((await jonas.get(address)).text)[-2:]
    assert asked.startswith("Nadia Kaya hat andere Zeiten vorgeschlagen")
    assert "Abgesagt" not in asked and taken == "Jonas Weber hat bestätigt"


@rule("C3")
async def test_what_is_over_is_a_line_that_says_how_it_ended(
    world: World, nadia: httpx.AsyncClient, address: str
) -> None:
    one = await world.make.session(State.COMPLETED)
    page = (await nadia.get(address)).text
    assert 'class="card"' not in page
    assert told(page)[-1].endswith("· Abgeschlossen")
    assert f'href="/sessions/{one.id}"' in cards(page)[-1]


@rule("C3", "D1", "D5")
async def test_documents_and_agreements_stand_there_for_whom_they_are(
    world: World,
    nadia: httpx.AsyncClient,
    mila: httpx.AsyncClient,
    address: str,
    frozen_clock: FrozenClock,
) -> None:
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    await share(world.kaya, name="Brüche.pdf", by=world.jonas.actor)
    await share(world.kaya, name="Zahlen.pdf", by=world.jonas.actor)
    frozen_clock.forward(MINUTE)
    await agreements.written(by=world.jonas.actor)
    frozen_clock.forward(MINUTE)
    await agreements.agree(world.kaya, by=world.nadia.actor)
    page = (await nadia.get(address)).text
    assert told(page) == [
        "Jonas Weber hat 2 Dateien geteilt",
        "Jonas Weber bittet um Zustimmung: AGB",
        "Nadia Kaya hat zugestimmt: AGB",
    ]
    assert "Brüche.pdf" in page and "Zahlen.pdf" in page
    assert told((await mila.get(address)).text) == ["Jonas Weber hat 2 Dateien geteilt"]
    await permission.allow(world.mila.id, may_share=False, by=world.nadia.actor)
    page = (await mila.get(address)).text
    assert told(page) == [] and "Brüche.pdf" not in page


@rule("C2", "C3")
async def test_an_open_page_asks_for_all_that_happened_since_what_it_shows(
    world: World,
    nadia: httpx.AsyncClient,
    enter: Enter,
    address: str,
    frozen_clock: FrozenClock,
) -> None:
    one = await world.make.session()
    frozen_clock.forward(MINUTE)
    await say(world.kaya, "Hallo", by=world.nadia.actor)
    frozen_clock.forward(MINUTE)
    await answer.decline(await sessions.by_id(one.id), by=world.nadia.actor)
    for first, count in ((1, 2), (2, 1)):
        page = (await nadia.get(f"{address}/messages?cards={first}", headers=PARTIAL)).text
        assert page.count('class="talk__card"') == count and "talk__words" not in page
    outsider = await enter(world.dora.account, world.dora.id)
    answered = await outsider.get(f"{address}/messages?cards=1", headers=PARTIAL)
    assert answered.status_code == 404


@rule("C3", "D1", "B6")
async def test_the_paperclip_is_there_for_who_shares_documents(
    world: World,
    nadia: httpx.AsyncClient,
    jonas: httpx.AsyncClient,
    mila: httpx.AsyncClient,
    address: str,
) -> None:
    async def goes_to(reader: httpx.AsyncClient) -> list[str]:
        page = (await reader.get(address)).text
        return re.findall(r'class="talk__attach" method="post" action="([^"]+)"', page)

    (of_family,), (of_jonas,) = await goes_to(nadia), await goes_to(jonas)
    assert await goes_to(mila) == []
    await permission.allow(world.mila.id, may_share=True, by=world.nadia.actor)
    (of_mila,) = await goes_to(mila)
    for reader, where in ((nadia, of_family), (jonas, of_jonas), (mila, of_mila)):
        sent = {"files": ("Foto.pdf", PDF, "application/pdf")}
        answer = await reader.post(where, files=sent, headers={"Accept": "text/plain"})
        assert answer.status_code == 200, answer.text
    assert (await nadia.get(address)).text.count("Foto.pdf") == 3
    ended = "UPDATE connections SET ended_at = created_at WHERE id = {}"
    await database.rows(ended, world.kaya.id)
    assert await goes_to(nadia) == []


@rule("C3", "S8")
async def test_a_late_cancellation_says_what_it_cost_and_to_no_child(
    world: World,
    nadia: httpx.AsyncClient,
    mila: httpx.AsyncClient,
    address: str,
    frozen_clock: FrozenClock,
) -> None:
    one = await world.make.session(State.CONFIRMED)
    frozen_clock.to(one.starts_at - timedelta(hours=2))
    await cancellation.cancel(one, by=world.nadia.actor, agreed=Outcome.LAPSES)
    assert told((await nadia.get(address)).text)[-1].endswith("· Der Credit ist verfallen.")
    assert "Credit" not in told((await mila.get(address)).text)[-1]
