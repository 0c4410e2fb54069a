"""/sessions/{id}/exchange: one of several times is changed, or taken back. Rule: S2 S10."""

from datetime import timedelta

from tests import choices
from tests.choices import states
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, error_at, value_of, words
from tests.web.sessions.people import enter
from tests.web.sessions.test_choosing import typed
from tests.world import World

HOUR = timedelta(hours=1)


@rule("S2", "S10", "N6")
async def test_works_without_htmx(world: World, browser: Open) -> None:
    await world.make.credits(2)
    made = await choices.proposed(world)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    page = await jonas.get(f"/sessions/{made[0].id}")
    for each in made:
        assert f'href="/sessions/{each.id}/exchange"' in page.text
    # Nobody else changes it, and whoever wants to move it is led there.
    assert "/exchange" not in (await nadia.get(f"/sessions/{made[0].id}")).text
    moving = await jonas.get(f"/sessions/{made[1].id}/move")
    assert (moving.status_code, moving.headers["location"]) == (
        303,
        f"/sessions/{made[1].id}/exchange",
    )
    form = await jonas.get(f"/sessions/{made[1].id}/exchange")
    assert "Daneben stehen weiter zur Wahl: Do 26. Nov" in words(form)
    key = {"key": value_of(form, "key")}
    start = made[1].starts_at + HOUR
    answered = await jonas.post(f"/sessions/{made[1].id}/exchange", data={**key, **typed(start)})
    assert answered.headers["location"] == f"/sessions/{key['key']}"
    assert await states(made) == ["pending", "cancelled", "pending"]
    told = (
        "Jonas Weber hat eine neue Zeit vorgeschlagen: Fr 27. Nov, 13:00",
        "eine der Zeiten geändert",
    )
    for id, is_new in ((key["key"], True), (made[0].id, False)):
        said = words(await nadia.get(f"/sessions/{id}"))
        assert [each in said for each in told] == [is_new, not is_new]
    page = await nadia.get("/sessions")
    assert "3 Zeiten zur Wahl" in words(page)
    assert f"/sessions/{made[1].id}/confirmation" not in page.text
    # The news of before leads to what there is now.
    old = await nadia.get(f"/sessions/{made[1].id}")
    assert (old.status_code, old.headers["location"]) == (303, f"/sessions/{made[0].id}")
    said = words(await nadia.get("/notifications"))
    assert "Andere Zeit zur Wahl: Mathe mit Jonas Weber" in said
    assert "Zur Wahl: Do 26. Nov, 12:00 · Fr 27. Nov, 13:00 · Sa 28. Nov, 12:00" in said
    late = await nadia.post(f"/sessions/{made[1].id}/confirmation")
    assert late.status_code == 409
    assert "Diese Zeit steht nicht mehr zur Wahl." in words(late)


@rule("S2")
async def test_one_is_taken_back_with_htmx_and_the_last_is_not(world: World, browser: Open) -> None:
    made = await choices.proposed(world, choices.starts(2))
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{made[0].id}/exchange"
    assert "<html" not in (await jonas.get(address, headers=PARTIAL)).text
    answered = await jonas.post(address, data={"none": "1"}, headers=PARTIAL)
    assert answered.headers["hx-redirect"] == f"/sessions/{made[1].id}"
    assert await states(made) == ["cancelled", "pending"]
    page = await jonas.get(f"/sessions/{made[1].id}")
    assert "Jonas Weber hat eine der Zeiten zurückgenommen" in words(page)
    last = f"/sessions/{made[1].id}/exchange"
    assert 'name="none"' not in (await jonas.get(last)).text
    refused = await jonas.post(last, data={"none": "1"})
    assert refused.status_code == 422
    assert "Nimm statt ihrer den ganzen Vorschlag zurück." in words(refused)
    nadia = await enter(browser, world.nadia)
    assert "Eine Zeit weniger: Mathe mit Jonas Weber" in words(await nadia.get("/notifications"))


@rule("S2", "S6")
async def test_invalid_keeps_what_was_typed_and_much_is_said_before(
    world: World, browser: Open
) -> None:
    made = await choices.proposed(world)
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{made[0].id}/exchange"
    page = await jonas.post(address, data={"date": "2026-11-27", "start": ""})
    assert page.status_code == 422 and error_at(page, "start")
    assert value_of(page, "date") == "2026-11-27"
    twice = await jonas.post(address, data=typed(made[1].starts_at))
    assert error_at(twice, "start") == "Diese Zeit steht schon da."
    said = words(await jonas.get(address, params=typed(made[1].starts_at)))
    assert "Diese Zeit steht schon da." in said
    night = words(await jonas.get(address, params={"date": "2026-11-27", "start": "03:00"}))
    assert "Das ist nachts. Einstellen kannst du es trotzdem." in night
    # What will be sent, as of a move.
    assert "Fr 27. Nov, 03:00 statt " in night
    assert " statt " not in words(await jonas.get(address))
    assert "Diese Zeit steht" not in words(await jonas.get(address))
    assert await states(made) == ["pending"] * 3
