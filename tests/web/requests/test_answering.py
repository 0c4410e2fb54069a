"""A request is answered, or taken back."""

from uuid import UUID, uuid4

import pytest

from domain.availability import hours, rules
from domain.availability.hours import Weekly
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.rules import rule
from tests.web.login.people import Open, error_at, words
from tests.web.people import as_
from tests.web.requests.asked import DAY, SLOT, chosen, follow
from tests.world import World


@rule("S5")
async def test_the_educator_accepts_what_a_family_asks(world: World, browser: Open) -> None:
    await world.make.credits(1)
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, note="Bitte Brüche", key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    todo = words(await jonas.get("/calendar"))
    assert "Anfrage Familie Kaya · Mila Mathe, Mo 30. Nov, 14:00: „Bitte Brüche“" in todo
    assert "wartet auf dich" in words(await jonas.get(f"/calendar?date={DAY}"))
    page = await jonas.get(made)
    assert "Annehmen" in words(page) and "Ablehnen" in words(page)
    assert "Anfrage annehmen?" in words(await jonas.get(f"{made}/confirmation"))
    assert (await nadia.post(f"{made}/confirmation")).status_code == 403
    assert (await jonas.post(f"{made}/confirmation")).status_code == 303
    said = words(await jonas.get(made))
    assert "Angenommen! Die Session steht." in said and "Rückgängig" in said
    await jonas.post(f"{made}/confirmation/withdrawal")
    assert "Die Anfrage wartet wieder auf dich." in words(await jonas.get(made))
    kept = await sessions.by_id(UUID(made.rpartition("/")[2]))
    assert kept.state == State.PENDING


@rule("S5")
async def test_a_family_that_lacks_credits_is_named_to_the_educator(
    world: World, browser: Open
) -> None:
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    page = words(await jonas.get(made))
    assert "Familie Kaya fehlt dafür 1 Credit." in page
    assert "Annehmen" not in page and "Ablehnen" in page


@rule("S5")
async def test_a_declined_request_shows_the_reason_and_what_is_free_nearby(
    world: World, browser: Open
) -> None:
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    refused = await jonas.post(f"{made}/decline", data={"reason": ""})
    assert (refused.status_code, error_at(refused, "reason")) == (422, "Das fehlt noch.")
    assert (await jonas.post(f"{made}/decline", data={"reason": "Kino"})).status_code == 303
    page = await nadia.get(made)
    assert "Kino" in words(page)
    assert "In der Nähe frei Mo 30. Nov, 14:00 Mo 30. Nov, 14:30 Mo 30. Nov, 15:00" in words(page)
    again = await follow(nadia, page, "Mo 30. Nov, 14:00")
    assert "Montag, 30. November 2026" in words(again) and "Wann?" in words(again)
    assert "In der Nähe frei" not in words(await jonas.get(made))


@rule("S5", "S1")
async def test_a_family_takes_its_request_back(world: World, browser: Open) -> None:
    nadia = await as_(browser, world.nadia)
    sent = chosen(world, slot=SLOT, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    page = words(await nadia.get(f"{made}/cancellation"))
    assert "Anfrage zurücknehmen?" in page
    data = {"outcome": "offer"}
    assert (await nadia.post(f"{made}/cancellation", data=data)).status_code == 303
    kept = await sessions.by_id(UUID(made.rpartition("/")[2]))
    assert kept.state == State.CANCELLED
    said = words(await nadia.get(made))
    assert "Zurückgenommen. Wir sagen es weiter." in said
    assert "Die Session ist abgesagt." not in said


@rule("S5", "S8")
@pytest.mark.parametrize(
    ("starts", "family", "educator"),
    [
        (
            "2026-11-24T17:00:00Z",
            "Nimmt Jonas Weber an, könnt ihr bis Mo 23. Nov, 18:00 kostenfrei absagen.",
            "Nimmst du an, kann Familie Kaya bis Mo 23. Nov, 18:00 kostenfrei absagen.",
        ),
        (
            "2026-11-24T07:00:00Z",
            "Nimmt Jonas Weber an, ist es gleich verbindlich: kostenfrei absagen geht dann nicht.",
            "Nimmst du an, kann Familie Kaya nicht mehr kostenfrei absagen.",
        ),
    ],
)
async def test_what_accepting_means_is_said_before_to_each_side(
    world: World, browser: Open, starts: str, family: str, educator: str
) -> None:
    """30 and 20 hours before: a request that is accepted binds its family, and no educator."""
    await hours.replace([Weekly(1, 480, 1140)], by=world.jonas.actor)
    by_rules = (await rules.of(world.jonas.id))._replace(minimum_notice_hours=1)
    await rules.choose(by_rules, by=world.jonas.actor)
    await world.make.credits(1)
    nadia, jonas = await as_(browser, world.nadia), await as_(browser, world.jonas)
    last = await nadia.get("/requests/new", params=chosen(world, slot=starts))
    assert family in words(last)
    sent = chosen(world, slot=starts, key=str(uuid4()))
    made = (await nadia.post("/requests/new", data=sent)).headers["location"]
    assert family in words(await nadia.get(made))
    for address in (made, f"{made}/confirmation"):
        page = words(await jonas.get(address))
        assert educator in page and "Ab jetzt verbindlich" not in page
