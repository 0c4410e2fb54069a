"""/settings/family: children, and a login of their own."""

import re

from domain.profiles import members, membership, profile
from domain.sessions.session import State
from tests.domain.accounts.people import kaya, mails, rossi
from tests.rules import rule
from tests.web.login.people import Open, error_at, heading, logged_in, may_set, value_of, words
from tests.web.people import as_
from tests.web.settings.people import mila_alone, nadia
from tests.world import World
from web.rendering.templates import mail_address


@rule("A7")
async def test_a_guardian_adds_and_changes_a_child(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/family", data={"name": "Emil", "colour": "4"})
    assert answer.status_code == 303
    emil = (await members.children(home.id))[-1]
    assert (emil.name, emil.colour, emil.creature) == ("Emil", 4, 4)
    assert not emil.may_confirm
    page = await client.get(f"/settings/family/{emil.id}")
    assert heading(page) == "Emil"
    form = {"name": "Emil Kaya", "colour": "6", "creature": "2", "may_confirm": "on"}
    await client.post(f"/settings/family/{emil.id}", data=form)
    changed = (await members.children(home.id))[-1]
    assert (changed.name, changed.colour, changed.creature) == ("Emil Kaya", 6, 2)
    assert changed.may_confirm


@rule("A7", "A8")
async def test_a_child_made_by_mistake_is_removed_and_one_with_sessions_is_not(
    world: World, browser: Open
) -> None:
    client = await as_(browser, world.nadia)
    made = await membership.add_child("Emli", by=world.nadia.actor)
    place = f"/settings/family/{made.id}"
    assert f'href="{place}/removal"' in (await client.get(place)).text
    assert "Emli entfernen?" in words(await client.get(f"{place}/removal"))
    answer = await client.post(f"{place}/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings/family")
    assert "Das Kind ist entfernt." in words(await client.get("/settings/family"))
    assert "Emli" not in words(await client.get("/profiles"))
    assert (await client.get(place)).status_code == 404

    await world.make.session(State.CANCELLED)
    place = f"/settings/family/{world.mila.id}"
    assert "/removal" not in (await client.get(place)).text
    refused = await client.post(f"{place}/removal")
    assert refused.status_code == 409
    assert "deshalb bleibt sein Profil" in words(refused)
    assert (await client.get(place)).status_code == 200


async def test_a_child_without_a_name_is_not_added(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/family", data={"name": " "})
    assert answer.status_code == 422
    assert error_at(answer, "name")
    assert len(await members.children(home.id)) == 2


@rule("A3", "A8")
async def test_giving_a_child_a_login_never_tells_who_has_an_account(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    await rossi()
    shown = []
    for child, address in ((home.mila, "dora@lernfaden.example"), (home.tom, "new@x.example")):
        place = f"/settings/family/{child.id}"
        answer = await client.post(f"{place}/login", data={"email": address})
        page = (await client.get(place)).text
        for differing in (mail_address(address), address, str(child.id), child.name):
            page = page.replace(differing, "…")
        shown.append((answer.status_code, re.sub(r'(value|data-colour)="\d"( checked)?', "", page)))
    assert shown[0] == shown[1]
    kinds = sorted(kind for kind, _ in await mails())
    assert kinds == ["child_login_mail", "child_login_not_made_mail"]


@rule("A8")
async def test_a_childs_login_can_be_ended(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    mila = await mila_alone(browser, home)
    assert await may_set(mila)
    page = await client.get(f"/settings/family/{home.mila.id}")
    assert "mila@lernfaden.example" in words(page)
    again = await client.post(
        f"/settings/family/{home.mila.id}/login", data={"email": "other@x.example"}
    )
    assert again.status_code == 409
    await client.post(f"/settings/family/{home.mila.id}/login/end")
    assert not await may_set(mila)


async def test_a_login_needs_an_address(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    answer = await client.post(f"/settings/family/{home.mila.id}/login", data={"email": "mila"})
    assert answer.status_code == 422
    assert error_at(answer, "email")
    assert value_of(answer, "email") == "mila"
    assert value_of(answer, "name") == "Mila"


async def test_dora_gets_404_for_the_children_of_others(database: str, browser: Open) -> None:
    home = await kaya()
    owner = await profile.by_id((await rossi()).profile_id)
    client = await logged_in(browser, owner.account)
    place = f"/settings/family/{home.mila.id}"
    assert (await client.get(place)).status_code == 404
    typed = {"name": "Mallory", "colour": "1", "email": "evil@x.example"}
    for address in (place, f"{place}/login", f"{place}/login/end"):
        assert (await client.post(address, data=typed)).status_code == 404
    form = {"profile": str(home.mila.id), f"minutes-{home.mila.id}": "60"}
    assert (await client.post("/settings/notifications", data=form)).status_code == 404


@rule("A8")
async def test_a_child_gets_404_for_its_brother(database: str, browser: Open) -> None:
    home = await kaya()
    mila = await logged_in(browser, home.account, home.mila.id)
    place = f"/settings/family/{home.tom.id}"
    assert (await mila.get(place)).status_code == 404
    for address in (place, f"{place}/login", f"{place}/login/end"):
        assert (await mila.post(address, data={"name": "Tim"})).status_code == 404
    assert (await mila.get("/settings/family")).status_code == 403
