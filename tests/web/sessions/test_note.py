"""Notes as an educator writes them and a family reads them."""

import re
from datetime import timedelta

from domain import clock
from domain.sessions import note
from domain.sessions.session import State
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter, refused_to_others
from tests.world import World

TYPED = {"for_family": "Brüche gekürzt.", "private": "Ruhig anfangen.", "seen": "0"}


@rule("S15", "N6")
async def test_it_is_written_on_the_page_and_read_by_whom_it_is_for(
    world: World, browser: Open
) -> None:
    made = await world.make.session(State.COMPLETED)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    assert "Notiz schreiben" in words(await jonas.get(f"/sessions/{made.id}"))
    answer = await jonas.post(f"/sessions/{made.id}/note", data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sessions/{made.id}")
    page = words(await jonas.get(f"/sessions/{made.id}"))
    assert "Notiz gespeichert." in page
    assert "Nur für dich Ruhig anfangen." in page
    assert "Notiz ändern" in page
    read = words(await nadia.get(f"/sessions/{made.id}"))
    assert "Notiz Brüche gekürzt. Jonas Weber" in read
    assert "Jonas Weber hat eine Notiz geschrieben" in read
    assert "Ruhig" not in read
    assert "Notiz ändern" not in read


@rule("S15")
async def test_the_form_has_what_stands_there_and_replaces_it(world: World, browser: Open) -> None:
    made = await world.make.session(State.COMPLETED)
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{made.id}/note"
    await jonas.post(address, data=TYPED)
    form = await jonas.get(address)
    assert "Brüche gekürzt." in form.text
    assert 'name="seen" value="1"' in form.text
    saved = await jonas.post(address, data={**TYPED, "seen": "1", "private": ""}, headers=PARTIAL)
    assert "Notiz gespeichert." in saved.text
    assert "Ruhig" not in words(await jonas.get(f"/sessions/{made.id}"))


@rule("S15")
async def test_what_was_saved_elsewhere_stands_beside_what_is_typed(
    world: World, browser: Open
) -> None:
    made = await world.make.session(State.COMPLETED)
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{made.id}/note"
    await jonas.post(address, data={**TYPED, "for_family": "Auf dem Tablet."})
    late = await jonas.post(address, data=TYPED)
    assert late.status_code == 422
    assert "Auf dem Tablet." in words(late)
    assert "Brüche gekürzt." in late.text
    assert 'name="seen" value="1"' in late.text
    await jonas.post(address, data={**TYPED, "seen": "1"})
    assert "Brüche gekürzt." in words(await jonas.get(f"/sessions/{made.id}"))


@rule("S15")
async def test_too_long_a_note_is_said_at_its_field_and_kept(world: World, browser: Open) -> None:
    made = await world.make.session(State.COMPLETED)
    jonas = await enter(browser, world.jonas)
    long = "Wort " * 900
    answer = await jonas.post(f"/sessions/{made.id}/note", data={**TYPED, "private": long})
    assert answer.status_code == 422
    assert error_at(answer, "private") == "Das ist zu lang: höchstens 4000 Zeichen."
    assert long.strip() in answer.text


@rule("S15", "A8")
async def test_nobody_else_comes_to_the_form(world: World, browser: Open) -> None:
    made = await world.make.session(State.COMPLETED)
    await refused_to_others(browser, world, f"/sessions/{made.id}/note", method="GET")
    await refused_to_others(browser, world, f"/sessions/{made.id}/note")
    coming = await world.make.session(State.CONFIRMED)
    jonas = await enter(browser, world.jonas)
    assert (await jonas.get(f"/sessions/{coming.id}/note")).status_code == 409


@rule("S15")
async def test_the_next_session_shows_the_last_note_to_who_plans_it(
    world: World, browser: Open
) -> None:
    before = await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=3))
    await note.write(before, "Prozente.", "Ruhig.", seen=0, by=world.jonas.actor)
    coming = await world.make.session(State.CONFIRMED)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    page = await jonas.get(f"/sessions/{coming.id}")
    assert "Zuletzt notiert Prozente." in words(page)
    assert "Zuletzt nur für dich notiert Ruhig." in words(page)
    links = re.findall(rf'<a href="/sessions/{before.id}">(.*?)</a>', page.text, re.S)
    assert [re.sub(r"<[^>]+>|\s+", " ", link).split(" am ")[0].split() for link in links] == [
        ["Zuletzt", "notiert:", "Mathe"],
        ["Zuletzt", "nur", "für", "dich", "notiert:", "Mathe"],
    ]
    assert "Zuletzt" not in words(await nadia.get(f"/sessions/{coming.id}"))


@rule("S15")
async def test_the_form_of_the_next_session_shows_the_last_note_of_the_chosen_child(
    world: World, browser: Open
) -> None:
    before = await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=3))
    await note.write(before, "Prozente.", "Ruhig.", seen=0, by=world.jonas.actor)
    jonas = await enter(browser, world.jonas)
    page = await jonas.get(f"/sessions/new?learner={world.mila.id}")
    assert "Zuletzt notiert: Prozente. Ruhig." in words(page)
    assert "Zuletzt" not in words(await jonas.get(f"/sessions/new?learner={world.tom.id}"))
