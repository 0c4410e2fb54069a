"""What suits everybody for whom a group is planned. Rule: S17 S18."""

import re
from datetime import UTC, datetime

from domain.availability import family_time, hours
from domain.availability.hours import Weekly
from domain.profiles.profile import Profile
from domain.sessions import answer, group_invitation, group_offer
from domain.sessions.group_invitation import Invited
from tests.domain.sessions import amira, groups
from tests.domain.sessions.groups import emil, mila, tom
from tests.rules import rule
from tests.web.login.people import Open, value_of, words
from tests.web.people import as_
from tests.world import BERLIN, World


async def free(world: World) -> None:
    """Mila can on Tuesdays from three to five, Emil from four to six, Jonas all afternoon."""
    await groups.together(world)
    afternoons = [Weekly(day, 14 * 60, 19 * 60) for day in range(5)]
    await hours.replace(afternoons, by=world.jonas.actor)
    await family_time.replace(world.mila.id, [(1, 900, 1020)], BERLIN, by=world.nadia.actor)
    await family_time.replace(world.emil.id, [(1, 960, 1080)], BERLIN, by=world.dora.actor)


def asked(world: World, *invited: Invited, **more: str) -> dict[str, str | list[str]]:
    ticked = [f"{each.family}.{each.learner}" for each in invited]
    return {"service": str(world.maths.id), "invited": ticked, **more}


@rule("S17", "S18")
async def test_who_is_ticked_decides_which_times_are_one_tap(world: World, browser: Open) -> None:
    await free(world)
    jonas = await as_(browser, world.jonas)
    page = await jonas.get("/groups/new", params=asked(world))
    assert "Passt allen" not in page.text
    page = await jonas.get("/groups/new", params=asked(world, mila(world)))
    assert "Passt allen Di 24. Nov, 15:00 Di 1. Dez, 15:00" in words(page)
    both = asked(world, mila(world), emil(world))
    page = await jonas.get("/groups/new", params=both)
    assert "Passt allen Di 24. Nov, 16:00 Di 1. Dez, 16:00" in words(page)
    page = await jonas.get("/groups/new", params={**both, "slot": "2026-12-01T16:00"})
    assert (value_of(page, "date"), value_of(page, "start")) == ("2026-12-01", "16:00")
    assert page.text.count('aria-current="true"') == 1
    assert page.text.count(" checked") == 3  # two children, and that families may join


@rule("S17", "S18")
async def test_who_cannot_and_who_said_nothing_is_named(world: World, browser: Open) -> None:
    await free(world)
    jonas = await as_(browser, world.jonas)
    three = asked(world, mila(world), emil(world), tom(world))
    said = words(await jonas.get("/groups/new", params=three))
    assert "16:00 Di 1. Dez, 16:00 Ohne Angabe, wann Zeit ist: Tom." in said
    late = {**three, "date": "2026-12-01", "start": "17:00"}
    assert "Da hat Mila sonst keine Zeit." in words(await jonas.get("/groups/new", params=late))
    other = {**three, "date": "2026-12-02", "start": "16:00"}
    said = words(await jonas.get("/groups/new", params=other))
    assert "Da haben sonst keine Zeit: Mila und Emil." in said
    await family_time.replace(world.emil.id, [(2, 960, 1080)], BERLIN, by=world.dora.actor)
    said = words(await jonas.get("/groups/new", params=three))
    assert "In den nächsten 14 Tagen passt keine freie Zeit allen." in said
    assert "Passt allen" not in said
    silent = words(await jonas.get("/groups/new", params=asked(world, tom(world))))
    assert "Ohne Angabe" not in silent and "keine freie Zeit" not in silent


@rule("S17", "S4", "B5")
async def test_what_is_agreed_elsewhere_is_left_out_and_not_named(
    world: World, browser: Open
) -> None:
    await free(world)
    at = datetime(2026, 11, 24, 15, tzinfo=UTC)
    english = await (await amira.build()).session(world.nadia, world.mila.id, at)
    await answer.confirm(english, by=world.nadia.actor)
    jonas = await as_(browser, world.jonas)
    page = await jonas.get("/groups/new", params=asked(world, mila(world), emil(world)))
    assert "Passt allen Di 1. Dez, 16:00" in words(page)
    assert "Amira" not in page.text and "Englisch" not in page.text
    # Nor is anything said of somebody who is not taught.
    stranger = {**asked(world), "invited": [f"{world.kaya.family}.{world.emil.id}"]}
    assert "Passt allen" not in (await jonas.get("/groups/new", params=stranger)).text


@rule("S17", "S18")
async def test_a_date_that_stands_says_beside_each_child_whom_it_does_not_suit(
    world: World, browser: Open
) -> None:
    await free(world)
    at = datetime(2026, 12, 1, 14, tzinfo=UTC)
    one = await group_offer.make(groups.typed(world, starts_at=at), by=world.jonas.actor)
    jonas = await as_(browser, world.jonas)
    page = await jonas.get(f"/groups/{one.id}")
    # From three to four: Mila can, Emil can an hour later, Tom's family said nothing.
    assert re.search(r"Emil Familie Rossi · \S+ Credits? frei Da hat Emil sonst keine", words(page))
    assert words(page).count("sonst keine Zeit") == 1
    await Profile.update({Profile.language: "en"}).where(Profile.id == world.jonas.id)
    english = words(await jonas.get(f"/groups/{one.id}"))
    assert "Emil usually has no time then." in english
    # Who is in it is asked no more, and nothing is said of them.
    await group_invitation.invite(one, [emil(world)], by=world.jonas.actor)
    assert "usually" not in words(await jonas.get(f"/groups/{one.id}"))


@rule("S17", "S18")
async def test_the_week_beside_a_date_shows_when_those_ticked_have_time(
    world: World, browser: Open
) -> None:
    await free(world)
    at = datetime(2026, 12, 1, 14, tzinfo=UTC)
    one = await group_offer.make(groups.typed(world, starts_at=at), by=world.jonas.actor)
    jonas = await as_(browser, world.jonas)
    address = f"/groups/{one.id}"
    assert "data-planned" not in (await jonas.get(address)).text
    both = {"invited": [f"{each.family}.{each.learner}" for each in (mila(world), emil(world))]}
    page = await jonas.get(address, params=both)
    who = f"learner={world.mila.id}&amp;learner={world.emil.id}"
    assert f'data-planned="{who}"' in page.text
    assert f"/calendar?date=2026-12-01&amp;{who}" in page.text
    assert page.text.count(" checked") == 2
    # A family that is not taught is named by nobody.
    stranger = {"invited": [f"{world.kaya.family}.{world.emil.id}", "nobody"]}
    assert "data-planned" not in (await jonas.get(address, params=stranger)).text
