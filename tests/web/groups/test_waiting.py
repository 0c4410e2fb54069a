"""What those read who wait for a place of a group, as the provider chose. Rule: S17 S18."""

from uuid import uuid4

import pytest

from domain.profiles.profile import Profile
from domain.sessions import answer, cancellation, group_joining, group_wait
from domain.sessions.group import Group
from domain.sessions.session import Session
from tests.domain.sessions import groups
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.people import PARTIAL, as_
from tests.world import World


async def full(world: World) -> tuple[Group, Session]:
    """Mila and Tom have both places, Emil waits; Mila's session."""
    made = await groups.made(world, places=2, is_open=True)
    milas = await group_joining.join(uuid4(), made, world.mila.id, by=world.nadia.actor)
    await group_joining.join(uuid4(), made, world.tom.id, by=world.nadia.actor)
    await group_wait.wait(made, world.emil.id, by=world.dora.actor)
    return made, milas


async def freed(world: World) -> Session:
    """What Emil is asked once Mila gives her place up."""
    made, milas = await full(world)
    await cancellation.cancel(milas, by=world.nadia.actor)
    await group_wait.pass_on(made.id)
    return (await groups.of(made))[world.emil.id]


async def in_english(world: World) -> None:
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.dora.id)


@rule("S17", "S18")
async def test_before_somebody_waits_it_says_who_is_asked_first(
    world: World, browser: Open
) -> None:
    made, _ = await full(world)
    await group_wait.leave(made, world.emil.id, by=world.dora.actor)
    dora, address = await as_(browser, world.dora), f"/groups/{made.id}/joining"
    assert "Jede hat 12 Stunden für ihre Antwort." in words(await dora.get(address))
    await plans(world, sooner_hours=None)
    at_once = "Alle, die warten, fragen wir zugleich. Wer zuerst bestätigt, bekommt den Platz."
    assert at_once in words(await dora.get(address))
    await in_english(world)
    english = "We ask everyone who is waiting at once. Whoever is first to confirm gets the place."
    assert english in words(await dora.get(address))


@rule("S17", "S18")
@pytest.mark.parametrize(
    ("hours", "german", "english"),
    [
        (3, " gehört er euch. Danach fragen wir die nächste Familie.", "It is yours until"),
        (
            None,
            "Wer zuerst bestätigt, bekommt den Platz.",
            "Whoever is first to confirm gets the place.",
        ),
    ],
)
async def test_the_news_say_whether_the_place_is_kept(
    world: World, browser: Open, hours: int | None, german: str, english: str
) -> None:
    await plans(world, sooner_hours=hours)
    await freed(world)
    dora = await as_(browser, world.dora)
    assert german in words(await dora.get("/notifications"))
    await in_english(world)
    assert english in words(await dora.get("/notifications"))


@rule("S17", "S18")
@pytest.mark.parametrize("headers", [{}, PARTIAL])
async def test_who_comes_too_late_reads_so_and_still_waits(
    world: World, browser: Open, headers: dict[str, str]
) -> None:
    await plans(world, sooner_hours=None)
    emils = await freed(world)
    made = emils.group_date
    dora, address = await as_(browser, world.dora), f"/sessions/{emils.id}"
    assert "Die Gruppe ist inzwischen voll." not in words(await dora.get(address))
    one = await group_joining.reachable(made, by=world.nadia.actor) if made else None
    assert one is not None
    milas = await group_joining.join(uuid4(), one, world.mila.id, by=world.nadia.actor)
    late = await dora.post(f"{address}/confirmation", headers=headers)
    assert late.status_code == 409
    for page in ([] if headers else [late]) + [await dora.get(address)]:
        assert "Die Gruppe ist inzwischen voll." in words(page)
    assert "an Stelle 1." in words(await dora.get(f"/groups/{made}/joining"))
    await cancellation.cancel(milas, by=world.nadia.actor)
    await answer.confirm(emils, by=world.dora.actor)
