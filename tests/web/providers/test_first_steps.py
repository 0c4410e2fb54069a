"""The first steps: what is next has the one large button, wherever a new provider is."""

import re
from uuid import UUID

import httpx

from tests.rules import rule
from tests.web.login.people import Open, value_of, words
from tests.web.sessions.people import enter
from tests.world import World

BUTTON = re.compile(r'<a class="button button--main button--wide" href="([^"]+)">\s*([^<]+)</a>')


async def next_at(client: httpx.AsyncClient, place: str) -> str:
    """The words of the one large button; with another beside it, both."""
    page = await client.get(place)
    return ", ".join(text for _, text in BUTTON.findall(page.text))


@rule("A11", "B1")
async def test_each_step_leads_to_the_next(database: str, browser: Open) -> None:
    tutor, family = browser(), browser()
    await tutor.post("/start", data={"name": "Clara Falk", "email": "clara@x.example"})
    assert "Alles erledigt" not in words(await tutor.get("/calendar"))
    for place in ("/services", "/calendar", "/invitations"):
        assert await next_at(tutor, place) == "Leistung anlegen"
    assert "Noch keine Einladung" not in words(await tutor.get("/invitations"))
    service = {"name": "Mathe", "duration_minutes": "45", "credits": "1"}
    assert (await tutor.post("/services/new", data=service)).status_code == 303
    for place in ("/services", "/calendar"):
        assert await next_at(tutor, place) == "Einladung erstellen"
    made = (await tutor.post("/invitations/new", data={"uses": "one"})).headers["location"]
    assert await next_at(tutor, "/calendar") == "Einladung weitergeben"
    code = value_of(await tutor.get(made), "link").rpartition("/")[2]
    typed = {"name": "Kim Nowak", "email": "kim@x.example", "learner": "self"}
    assert (await family.post(f"/i/{code}", data=typed)).status_code == 303
    for place in (made, "/calendar", "/families"):
        assert await next_at(tutor, place) == "Credits gutschreiben"
    grant = re.search(r'href="(/families/([^/"]+)/account/grant)"', (await tutor.get(made)).text)
    assert grant is not None
    assert UUID(grant[2])
    assert await next_at(tutor, f"/families/{grant[2]}") == "Credits gutschreiben"
    granted = await tutor.post(grant[1], data={"count": "5", "reason": "Zum Anfang"})
    for place in (granted.headers["location"], "/calendar", f"/families/{grant[2]}"):
        assert await next_at(tutor, place) == "Session einstellen"


@rule("S2")
async def test_whoever_has_proposed_is_past_them(world: World, browser: Open) -> None:
    jonas = await enter(browser, world.jonas)
    week_off = "/calendar?date=2027-03-01"
    await world.make.credits(1)
    assert await next_at(jonas, week_off) != ""
    await world.make.session()
    assert await next_at(jonas, week_off) == ""
    assert "Alles erledigt" in words(await jonas.get(week_off))
