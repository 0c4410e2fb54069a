"""Meeting-Info: the state as a sentence, what was said and done, and each fact once."""

from datetime import timedelta
from uuid import uuid4

from domain import clock
from domain.profiles.profile import Profile
from domain.providers import service
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.conftest import PARTIAL
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter, refused_to_others
from tests.world import World


@rule("S12")
async def test_meeting_info_says_all_there_is(world: World, browser: Open) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=30))
    nadia = await enter(browser, world.nadia)
    page = await nadia.get(f"/sessions/{made.id}")
    text = words(page)
    for fact in (
        "Di 24. Nov, 18:00–19:00 Mila",
        "Bestätigt. Kostenfrei absagen bis Mo 23. Nov, 18:00. Noch 6 Std.",
        "Nadia Kaya hat bestätigt",
        "Meeting-Info",
        "Dauer 60 Min",
        "Ort online",
        "Pädagog:in Jonas Weber",
        "Credits 1 Credit reserviert",
    ):
        assert text.count(fact) == 1, fact
    assert "Zeitzone" not in text
    assert text.index("Bestätigt.") < text.index("Verlauf") < text.index("Meeting-Info")
    assert page.text.count("hidden") >= 1
    part = await nadia.get(f"/sessions/{made.id}", headers=PARTIAL)
    assert part.text.lstrip().startswith("<article")
    await refused_to_others(browser, world, f"/sessions/{made.id}", method="GET", child=200)


@rule("S12")
async def test_of_a_session_that_takes_no_credits_none_are_told(
    world: World, browser: Open
) -> None:
    free = await service.create(uuid4(), "Kennenlernen", 30, 0, "", by=world.jonas.actor)
    made = await world.make.session(State.CONFIRMED, service=free)
    nadia = await enter(browser, world.nadia)
    assert "Credit" not in words(await nadia.get(f"/sessions/{made.id}")).split("Meeting-Info")[1]


@rule("S12")
async def test_in_another_zone_than_the_sessions_own_it_says_whose_time_is_told(
    world: World, browser: Open
) -> None:
    made = await world.make.session(State.CONFIRMED, starts_at=clock.now() + timedelta(hours=30))
    await Profile.update({Profile.time_zone: "America/New_York"}, force=True)
    nadia = await enter(browser, world.nadia)
    assert "Zeitzone America/New_York" in words(await nadia.get(f"/sessions/{made.id}"))


@rule("S1", "S8", "S11")
async def test_the_state_is_a_sentence_for_whoever_reads(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    starts_at = clock.now() + timedelta(hours=30)
    offer = await world.make.session(starts_at=starts_at + timedelta(hours=5))
    made = await world.make.session(State.CONFIRMED, starts_at=starts_at)
    readers = [await enter(browser, each) for each in (world.nadia, world.jonas, world.mila)]

    async def told(session: Session, *expected: str) -> None:
        for reader, sentence in zip(readers, expected, strict=True):
            assert sentence in words(await reader.get(f"/sessions/{session.id}"))

    until = "bis Di 24. Nov, 23:00"
    await told(
        offer,
        f"Ausstehend. Antwort möglich {until}.",
        f"Ausstehend. Familie Kaya kann {until} antworten.",
        f"Ausstehend. Ein Elternteil kann {until} antworten.",
    )
    until = "bis Mo 23. Nov, 18:00"
    free = f"Bestätigt. Familie Kaya kann {until} kostenfrei absagen."
    await told(made, f"Bestätigt. Kostenfrei absagen {until}.", free, "Bestätigt. Zur Session")
    frozen_clock.forward(timedelta(hours=20))
    was = f"Bestätigt. Familie Kaya konnte {until} kostenfrei absagen."
    await told(made, f"Bestätigt. Kostenfrei absagen ging {until}.", was, "Bestätigt. Zur Session")
    frozen_clock.forward(timedelta(hours=10, minutes=30))
    await told(made, *["Bestätigt. Sie läuft bis 19:00."] * 3)
    frozen_clock.forward(timedelta(minutes=31))
    await told(made, *["Bestätigt. Ab 19:15 gilt sie als abgeschlossen."] * 3)
    await readers[1].post(f"/sessions/{made.id}/absence", data={"reason": ""})
    until = "bis Do 26. Nov, 19:01"
    objecting = f"Verpasst. Familie Kaya kann {until} widersprechen."
    await told(made, f"Verpasst. Widersprechen könnt ihr {until}.", objecting, "Verpasst. Verlauf")
    frozen_clock.forward(timedelta(hours=48, minutes=1))
    await told(made, "Verpasst. Dokumente", "Verpasst. Doch abgeschlossen", "Verpasst. Verlauf")
