"""What is done to a session: confirming, declining, cancelling, absence and objection."""

from datetime import timedelta

import pytest

from domain import clock
from domain.credits import balance
from domain.sessions.session import State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL, WORKER
from tests.web.login.people import Open, asks_before, error_at, words
from tests.web.sessions.people import enter, refused_to_others, state_of
from tests.world import World

TOO_LONG = "Zu lang! " * 60


@rule("S3")
async def test_a_guardian_confirms_from_the_list(world: World, browser: Open) -> None:
    made = await world.make.session()
    await world.make.credits(1)
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/confirmation"
    assert "1 Credit wird reserviert" in words(await nadia.get(address))
    answer = await nadia.post(address, headers=PARTIAL)
    assert answer.status_code == 200
    assert 'hx-target="#sessions"' in answer.text
    assert "Rückgängig" in answer.text
    assert f'action="{address}"' not in answer.text
    assert "1 reserviert" in answer.text
    assert f'hx-target="#session-{made.id}-show"' in answer.text
    assert "Bestätigt! Die Session steht." in answer.text
    assert await state_of(made) == State.CONFIRMED


@rule("S3", "N6")
async def test_confirming_works_without_htmx_and_twice_is_answered_kindly(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    await world.make.credits(1)
    nadia = await enter(browser, world.nadia)
    for sentence in ("Bestätigt! Die Session steht.", "Diese Session ist schon bestätigt."):
        answer = await nadia.post(f"/sessions/{made.id}/confirmation")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sessions/{made.id}")
        assert sentence in words(await nadia.get(f"/sessions/{made.id}"))


@rule("N1", "S3", "K3")
async def test_the_service_worker_gets_words_in_every_case(world: World, browser: Open) -> None:
    made = await world.make.session()
    nadia, dora = await enter(browser, world.nadia), await enter(browser, world.dora)
    address = f"/sessions/{made.id}/confirmation"
    answers = [
        (409, await nadia.post(address, headers=WORKER)),
        (404, await dora.post(address, headers=WORKER)),
        (401, await browser().post(address, headers=WORKER)),
        (403, await (await enter(browser, world.mila)).post(address, headers=WORKER)),
    ]
    await world.make.credits(1)
    answers += [(200, await nadia.post(address, headers=WORKER)) for _ in range(2)]
    assert [answer.status_code for _, answer in answers] == [status for status, _ in answers]
    for _, answer in answers:
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.text
        assert "<" not in answer.text
    assert answers[0][1].text.startswith("Dafür fehlen noch Credits: 1.")
    assert answers[-1][1].text == "Diese Session ist schon bestätigt."


@rule("K3")
async def test_before_confirming_it_says_how_many_credits_are_missing(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    text = words(await nadia.get(f"/sessions/{made.id}/confirmation"))
    assert "Dafür fehlt euch 1 Credit." in text
    assert "Jonas Weber kann euch Credits gutschreiben." in text
    assert (await nadia.post(f"/sessions/{made.id}/confirmation")).status_code == 409
    assert await state_of(made) == State.PENDING


@rule("K2", "K3")
async def test_credits_that_end_before_the_session_are_not_promised(
    world: World, browser: Open
) -> None:
    made = await world.make.session()
    await world.make.credits(1, expires_on=clock.now().date() + timedelta(days=2))
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/confirmation"
    text = words(await nadia.get(address))
    assert "Eure Credits enden vor diesem Tag. Jonas Weber kann" in text
    assert "wird reserviert" not in text
    refused = await nadia.post(address, headers=WORKER)
    assert (refused.status_code, refused.text) == (
        409,
        "Eure Credits enden vor diesem Tag. Bittet um neue, dann könnt ihr bestätigen.",
    )
    await world.make.credits(2)
    assert "danach habt ihr 1 Credit frei." in words(await nadia.get(address))
    assert (await nadia.post(address)).status_code == 303


@rule("S1", "S3")
async def test_declining_keeps_the_reason_in_the_history(world: World, browser: Open) -> None:
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/decline"
    assert "Passt euch der Termin nicht?" in words(await nadia.get(address))
    wrong = await nadia.post(address, data={"reason": TOO_LONG})
    assert wrong.status_code == 422
    assert error_at(wrong, "reason")
    assert TOO_LONG.strip() in wrong.text
    assert (await nadia.post(address, data={"reason": "Lieber Freitag"})).status_code == 303
    assert await state_of(made) == State.DECLINED
    text = words(await nadia.get(f"/sessions/{made.id}"))
    assert "Nadia Kaya hat abgelehnt Lieber Freitag" in text
    assert (await nadia.post(address, data={"reason": ""})).status_code == 409


@rule("S8")
@pytest.mark.parametrize(
    ("hours", "outcome", "told", "notice", "free"),
    [
        (30, "free", "Kostenfrei Ihr könnt bis", "Der Credit ist wieder frei.", 1),
        (24, "free", "Kostenfrei Ihr könnt bis", "Der Credit ist wieder frei.", 1),
        (3, "lapses", "Der Credit verfällt Die Session beginnt in 3 Std.", "verfallen.", 0),
    ],
)
async def test_cancelling_says_before_what_it_costs(
    world: World, browser: Open, hours: int, outcome: str, told: str, notice: str, free: int
) -> None:
    starts_at = clock.now() + timedelta(hours=hours)
    made = await world.make.session(State.CONFIRMED, starts_at=starts_at)
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/cancellation"
    page = await nadia.get(address)
    assert told in words(page)
    assert ("Trotzdem absagen" if outcome == "lapses" else "Session absagen") in words(page)
    assert (await nadia.post(address, data={"outcome": outcome})).status_code == 303
    assert notice in words(await nadia.get(f"/sessions/{made.id}"))
    assert (await balance.of(world.kaya.id)).free == free
    assert (await nadia.post(address, data={"outcome": outcome})).status_code == 409


@rule("S8")
async def test_what_stopped_being_free_while_the_page_was_open_is_asked_again(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=24))
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/cancellation"
    frozen_clock.forward(timedelta(seconds=1))
    again = await nadia.post(address, data={"outcome": "free", "reason": "Tom ist krank"})
    assert again.status_code == 409
    assert "Inzwischen gilt etwas anderes" in words(again)
    assert "Trotzdem absagen" in words(again)
    assert "Tom ist krank" in again.text
    assert await state_of(made) == State.CONFIRMED
    assert (await nadia.post(address)).status_code == 409
    assert (await nadia.post(address, data={"outcome": "lapses"})).status_code == 303


@rule("S10")
async def test_the_educator_cancels_without_cost(world: World, browser: Open) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=1))
    offer = await world.make.session(starts_at=clock.now() + timedelta(days=4))
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/{made.id}/cancellation"
    assert "Ohne Kosten für die Familie" in words(await jonas.get(address))
    data = {"outcome": "released", "reason": "Ich bin krank"}
    assert (await jonas.post(address, data=data)).status_code == 303
    assert (await balance.of(world.kaya.id)).free == 1
    nadia = await enter(browser, world.nadia)
    text = words(await nadia.get(f"/sessions/{made.id}"))
    assert "Jonas Weber hat abgesagt Ich bin krank" in text
    address = f"/sessions/{offer.id}/cancellation"
    taking_back = (await jonas.get(address)).text
    assert "Vorschlag zurücknehmen?" in taking_back
    assert ">Vorschlag zurücknehmen</button>" in taking_back
    assert "Session absagen" not in taking_back
    assert ">Vorschlag zurücknehmen</a>" in (await jonas.get(f"/sessions/{offer.id}")).text
    assert (await nadia.get(address)).status_code == 409
    assert (await jonas.post(address, data={"outcome": "offer"})).status_code == 303
    assert await state_of(offer) == State.CANCELLED


@rule("S11")
async def test_missed_objected_and_corrected(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=1))
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    here = f"/sessions/{made.id}"
    frozen_clock.forward(timedelta(minutes=74))
    assert (await jonas.get(f"{here}/absence")).status_code == 409
    early = await jonas.post(f"{here}/absence", headers=WORKER)
    assert (early.status_code, early.text) == (
        409,
        "Das geht noch nicht, erst ab Mo\xa023.\xa0Nov, 13:15.",
    )
    frozen_clock.forward(timedelta(minutes=1))
    assert "Niemand gekommen?" in words(await jonas.get("/calendar"))
    assert "Der Credit verfällt" in words(await jonas.get(f"{here}/absence"))
    assert (await jonas.post(f"{here}/absence", data={"reason": "Leer"})).status_code == 303
    assert "1 Credit verfallen" in words(await nadia.get(here))
    assert "Widersprechen" in words(await nadia.get(here))
    empty = await nadia.post(f"{here}/objection", data={"reason": " "})
    assert (empty.status_code, bool(error_at(empty, "reason"))) == (422, True)
    sent = await nadia.post(f"{here}/objection", data={"reason": "Sie war da"})
    assert sent.status_code == 303
    assert "Einspruch" in words(await jonas.get("/calendar"))
    assert "Sie war da" in words(await jonas.get(here))
    assert "Euer Einspruch ist angekommen" in words(await nadia.get(here))
    frozen_clock.forward(timedelta(minutes=45))
    assert await asks_before(jonas, here, f"{here}/completion")
    assert "Doch abgeschlossen?" in words(await jonas.get(f"{here}/completion"))
    assert (await jonas.post(f"{here}/completion", headers=PARTIAL)).status_code == 200
    assert "1 Credit eingelöst" in words(await nadia.get(here))
    assert "Jonas Weber hat berichtigt" in words(await nadia.get(here))
    late = await nadia.get(f"{here}/objection")
    assert late.status_code == 409
    assert f'href="{here}">Zur Session</a>' in late.text
    assert (await jonas.post(f"{here}/completion")).status_code == 409


@pytest.mark.parametrize(
    "action",
    [
        *("confirmation", "decline", "cancellation", "absence", "completion", "objection"),
        "upholding",
    ],
)
async def test_what_is_done_is_refused_to_others(world: World, browser: Open, action: str) -> None:
    made = await world.make.session()
    address = f"/sessions/{made.id}/{action}"
    await refused_to_others(browser, world, address)
    await refused_to_others(browser, world, address, method="GET")
    other = world.jonas if action in ("confirmation", "decline", "objection") else world.nadia
    stranger = await enter(browser, other)
    if action != "cancellation":
        assert (await stranger.post(address, data={"reason": "x"})).status_code in (403, 409)
    assert await state_of(made) == State.PENDING


@rule("S3", "S8")
@pytest.mark.parametrize("answer", ["confirmation", "decline"])
async def test_a_page_that_asks_nothing_else_is_left_for_meeting_info(
    world: World, browser: Open, answer: str
) -> None:
    """The button of a push opens it, where the browser shows the push by itself."""
    await world.make.credits()
    made = await world.make.session()
    nadia = await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/{answer}"
    here = {**PARTIAL, "hx-current-url": f"http://localhost:8000{address}"}
    answered = await nadia.post(address, headers=here)
    assert answered.headers["hx-redirect"] == f"/sessions/{made.id}"
    assert answered.text == ""


@rule("S1", "S8")
async def test_the_second_of_two_who_cancel_is_led_to_the_session_as_it_is(
    world: World, browser: Open
) -> None:
    made = await world.make.session(state=State.CONFIRMED)
    nadia, jonas = await enter(browser, world.nadia), await enter(browser, world.jonas)
    address = f"/sessions/{made.id}/cancellation"
    await jonas.post(address, data={"outcome": "released"})
    here = {**PARTIAL, "hx-current-url": f"http://localhost:8000{address}"}
    refused = await nadia.post(address, headers=here, data={"outcome": "free"})
    assert refused.headers["hx-redirect"] == f"/sessions/{made.id}"
    text = words(await nadia.get(f"/sessions/{made.id}"))
    assert "Die Session wurde abgesagt oder ist abgelaufen." in text
    assert "Abgesagt." in text
    # Beside a page that asks more it is a notice.
    assert (await nadia.post(address, headers=PARTIAL)).headers["hx-retarget"] == "#notice"
