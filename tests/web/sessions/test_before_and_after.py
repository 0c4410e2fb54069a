"""Before and after the tap: what confirming means, what stands in its way, and the way back."""

from datetime import timedelta

import pytest

from domain import clock
from domain.providers.provider import Provider
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL, WORKER
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter, refused_to_others, state_of
from tests.world import World
from web.words.formats import iso


@rule("S1")
async def test_a_confirmation_can_be_taken_back_for_ten_seconds(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session()
    await world.make.credits(1)
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/confirmation/withdrawal"
    assert (await nadia.post(address)).status_code == 409
    await nadia.post(f"/sessions/{made.id}/confirmation")
    assert "Rückgängig" in words(await nadia.get("/sessions"))
    meeting = (await nadia.get(f"/sessions/{made.id}")).text
    assert '<button class="button button--main button--wide">Rückgängig</button>' in meeting
    await refused_to_others(browser, world, address)
    assert (await nadia.post(address)).status_code == 303
    assert await state_of(made) == State.PENDING
    assert "1 Credit frei" in words(await nadia.get("/sessions"))
    await nadia.post(f"/sessions/{made.id}/confirmation")
    frozen_clock.forward(timedelta(seconds=10))
    assert "Rückgängig" not in words(await nadia.get("/sessions"))
    late = await nadia.post(address, headers=WORKER)
    assert (late.status_code, late.text) == (
        409,
        "Zurücknehmen ging nur 10 Sekunden lang. Absagen geht weiterhin.",
    )


@rule("S1", "S8")
async def test_the_confirmed_card_turns_where_it_stood(world: World, browser: Open) -> None:
    await world.make.credits(2)
    first = await world.make.session()
    second = await world.make.session(starts_at=first.starts_at + timedelta(days=1))
    nadia = await enter(browser, world.nadia)
    answer = await nadia.post(f"/sessions/{first.id}/confirmation", headers=PARTIAL)
    turned, next_one = (answer.text.index(f"session-{one.id}-waiting") for one in (first, second))
    assert turned < answer.text.index("Rückgängig") < next_one
    page = await nadia.get("/sessions")
    assert "Bestätigt Rückgängig" in words(page)
    assert "etag" not in page.headers


@rule("S8")
@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (30, "Kostenfrei absagen bis Mo 23. Nov, 18:00"),
        (24, "Kostenfrei absagen bis Mo 23. Nov, 12:00"),
        (20, "Ab jetzt verbindlich: kostenfrei absagen geht nicht mehr"),
    ],
)
async def test_before_confirming_every_place_says_until_when_it_is_free(
    world: World, browser: Open, hours: int, told: str
) -> None:
    await world.make.credits(1)
    made = await world.make.session(starts_at=clock.now() + timedelta(hours=hours))
    nadia = await enter(browser, world.nadia)
    for address in ("/sessions", f"/sessions/{made.id}", f"/sessions/{made.id}/confirmation"):
        assert told in words(await nadia.get(address)), address


@rule("K3", "S4")
async def test_what_stands_in_the_way_is_said_on_the_card(world: World, browser: Open) -> None:
    poor = await world.make.session()
    nadia, dora = await enter(browser, world.nadia), await enter(browser, world.dora)
    page = await nadia.get("/sessions")
    assert "Dafür fehlt euch 1 Credit." in words(page)
    assert f"/sessions/{poor.id}/confirmation" not in page.text
    asking = f"/providers/{world.kaya.provider}/account/credit-request?session={poor.id}"
    assert f'action="{asking}" hx-post="{asking}"' in page.text
    assert (await nadia.post(asking)).status_code == 303
    again = await nadia.post(asking, headers=WORKER)
    assert (again.status_code, again.text) == (409, "Das ist schon angekommen.")
    in_place = await nadia.post(asking, headers=PARTIAL)
    assert (in_place.status_code, in_place.headers["hx-retarget"]) == (409, "#notice")
    assert "bittet um Credits" in words(await (await enter(browser, world.jonas)).get(
        "/notifications"))  # fmt: skip
    page = await nadia.get("/sessions")
    assert "Dafür fehlt euch 1 Credit. Jonas Weber weiß Bescheid." in words(page)
    assert asking not in page.text
    await world.make.credits(2)
    rival = await world.make.session(
        connection=world.rossi, learner=world.emil.id, starts_at=poor.starts_at
    )
    await world.make.credits(1, connection=world.rossi)
    known = {"if-none-match": (await dora.get("/sessions")).headers["etag"]}
    await nadia.post(f"/sessions/{poor.id}/confirmation")
    seen = await dora.get("/sessions", headers=known)
    assert "Diese Zeit ist inzwischen vergeben." in words(seen)
    assert f"/sessions/{rival.id}/confirmation" not in seen.text
    assert (await dora.post(f"/sessions/{rival.id}/confirmation")).status_code == 409


@rule("K3", "S4")
async def test_what_stands_in_the_way_is_said_wherever_one_could_confirm(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    here = f"/sessions/{made.id}"
    asking = f"/providers/{world.kaya.provider}/account/credit-request"
    confirming = f'action="{here}/confirmation"'
    for address in (here, f"{here}/confirmation"):
        page = await nadia.get(address)
        assert "Dafür fehlt euch 1 Credit." in words(page), address
        assert (
            f'hx-post="{asking}?session={made.id}"' in page.text and confirming not in page.text
        ), address
    await nadia.post(asking)
    for address in (here, f"{here}/confirmation"):
        page = await nadia.get(address)
        assert "Jonas Weber weiß Bescheid." in words(page), address
        assert asking not in page.text and confirming not in page.text, address
    for connection in (world.kaya, world.rossi):
        await world.make.credits(1, connection=connection)
    assert confirming in (await nadia.get(here)).text
    rival = await world.make.session(
        connection=world.rossi, learner=world.emil.id, starts_at=made.starts_at
    )
    dora = await enter(browser, world.dora)
    await dora.post(f"/sessions/{rival.id}/confirmation")
    for address in (here, f"{here}/confirmation"):
        page = await nadia.get(address)
        assert "Diese Zeit ist inzwischen vergeben." in words(page), address
        assert asking not in page.text and confirming not in page.text, address


@rule("S11")
async def test_an_objection_can_be_answered_with_no(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=1))
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    here = f"/sessions/{made.id}"
    frozen_clock.forward(timedelta(minutes=90))
    await jonas.post(f"{here}/absence", data={"reason": ""})
    assert (await jonas.post(f"{here}/completion")).status_code == 409
    assert (await jonas.get(f"{here}/upholding")).status_code == 409
    await nadia.post(f"{here}/objection", data={"reason": "Sie war da"})
    assert "Sie war da" in words(await jonas.get(f"{here}/upholding"))
    for reader, said in ((jonas, "Nadia Kaya widerspricht"), (nadia, "Euer Einspruch ist")):
        assert f"<strong>Einspruch</strong><p>{said}" in (await reader.get(here)).text
    # While it runs there is one answer only: then the page says from when on there is the other.
    other = "Dass sie doch stattfand, kannst du ab"
    assert other in words(await jonas.get(here))
    assert other not in words(await nadia.get(here))
    frozen_clock.to(made.ends_at)
    after = words(await jonas.get(here))
    assert other not in after and "Doch abgeschlossen" in after
    empty = await jonas.post(f"{here}/upholding", data={"reason": " "})
    assert (empty.status_code, bool(error_at(empty, "reason"))) == (422, True)
    sent = await jonas.post(f"{here}/upholding", data={"reason": "Die Leitung blieb stumm"})
    assert sent.status_code == 303
    assert await state_of(made) == State.MISSED
    text = words(await nadia.get(here))
    assert "Jonas Weber bleibt dabei: verpasst. Die Leitung blieb stumm" in text
    assert "Einspruch" not in words(await jonas.get("/calendar"))
    assert (await jonas.post(f"{here}/upholding", data={"reason": "x"})).status_code == 409


@rule("S8")
@pytest.mark.parametrize(
    ("notice", "minutes", "told"),
    [
        (24, 30, "Die Session beginnt in 30 Min. – das ist weniger als 24 Stunden."),
        (1, 30, "Die Session beginnt in 30 Min. – das ist weniger als 1 Stunde."),
        (24, 0, "Die Session hat schon begonnen."),
        (24, -14, "Die Session hat schon begonnen."),
    ],
)
async def test_a_late_cancellation_says_when_the_session_begins_or_that_it_has(
    world: World, browser: Open, notice: int, minutes: int, told: str
) -> None:
    await Provider.update({Provider.notice_hours: notice}, force=True)
    starts = clock.now() + timedelta(minutes=minutes)
    made = await world.make.session(State.CONFIRMED, starts_at=starts)
    nadia = await enter(browser, world.nadia)
    page = words(await nadia.get(f"/sessions/{made.id}/cancellation"))
    assert f"{told} Kostenfrei absagen ging bis" in page


@rule("S11")
async def test_the_educators_open_page_turns_when_verpasst_can_be_pressed(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() - timedelta(minutes=10))
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    turning = '<relative-time datetime="{}" hidden></relative-time>'.format
    address, possible = f"/sessions/{made.id}", made.starts_at + timedelta(minutes=15)
    early = (await jonas.get(address)).text
    assert turning(iso(possible)) in early and f"{address}/absence" not in early
    assert turning(iso(made.ends_at)) in (await nadia.get(address)).text
    frozen_clock.forward(timedelta(minutes=5))
    missable = (await jonas.get(address)).text
    assert turning(iso(made.ends_at)) in missable and f"{address}/absence" in missable
    await jonas.post(f"{address}/absence")
    assert turning(iso(made.ends_at)) in (await jonas.get(address)).text


@rule("K3")
@pytest.mark.parametrize(
    ("asked_on", "back"),
    [
        ("/sessions?child=one", "/sessions?child=one"),
        ("/sessions/one", "/sessions/one"),
        ("/elsewhere", "/sessions"),
        ("", "/sessions"),
    ],
)
async def test_who_asks_for_credits_stays_on_the_page_of_the_session(
    world: World, browser: Open, asked_on: str, back: str
) -> None:
    nadia = await enter(browser, world.nadia)
    asking = f"/providers/{world.kaya.provider}/account/credit-request"
    answer = await nadia.post(
        asking, headers=PARTIAL | {"hx-current-url": f"http://localhost{asked_on}"}
    )
    assert answer.headers["hx-redirect"] == back


@rule("K3")
async def test_asking_for_credits_is_answered_where_the_card_stands(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    nadia, dora = await enter(browser, world.nadia), await enter(browser, world.dora)
    asking = f"/providers/{world.kaya.provider}/account/credit-request?session={made.id}"
    assert asking in (await nadia.get("/sessions")).text
    here = PARTIAL | {"hx-current-url": "http://localhost/sessions"}
    for address in (asking, asking.partition("=")[0] + "=made-up"):
        assert (await dora.post(address, headers=here)).status_code == 404
    answer = await nadia.post(asking, headers=here)
    assert "hx-redirect" not in answer.headers
    assert 'hx-target="#sessions"' in answer.text
    assert f'hx-target="#session-{made.id}-show"' in answer.text
    assert "Jonas Weber weiß Bescheid." in answer.text
    assert "Um Credits bitten" not in answer.text
