"""/settings and who comes in."""

import httpx
import pytest

from domain.accounts import account
from domain.profiles import profile
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule
from tests.web.login.people import (
    Open,
    error_at,
    heading,
    logged_in,
    value_of,
    where,
    words,
)
from tests.web.people import as_
from tests.web.settings.people import GOOD, nadia
from tests.world import World

PAGES = ("", "/profile", "/password", "/devices", "/notifications", "/calendar", "/family")
FORMS = ("/profile", "/password", "/notifications", "/family", "/devices/sign-out")


@pytest.mark.parametrize("page", PAGES)
async def test_signed_out_goes_to_login(
    database: str, client: httpx.AsyncClient, page: str
) -> None:
    assert await where(client, f"/settings{page}") == f"/login?next=/settings{page}"


@pytest.mark.parametrize("form", FORMS)
async def test_signed_out_nothing_is_changed(
    database: str, client: httpx.AsyncClient, form: str
) -> None:
    assert (await client.post(f"/settings{form}")).headers["location"] == "/login"


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_opens_and_leads_back(database: str, browser: Open, page: str) -> None:
    _, client = await nadia(browser)
    answer = await client.get(f"/settings{page}")
    assert answer.status_code == 200
    assert heading(answer)
    assert not page or 'href="/settings"' in answer.text


@rule("A8")
@pytest.mark.parametrize("page", PAGES)
async def test_a_child_in_a_guardians_hands_has_no_settings(
    database: str, browser: Open, page: str
) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.mila.id)
    assert (await client.get(f"/settings{page}")).status_code == 403


@rule("A8")
@pytest.mark.parametrize("form", FORMS)
async def test_a_child_in_a_guardians_hands_changes_nothing(
    database: str, browser: Open, form: str
) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.mila.id)
    typed = {"password": GOOD, "name": "Mallory", "profile": str(home.nadia.id)}
    assert (await client.post(f"/settings{form}", data=typed)).status_code == 403
    assert (await account.by_id(home.account)).password_hash is None


@rule("A12")
async def test_name_colour_language_and_zone_change_together(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    form = {"name": "Nadia K.", "colour": "5", "language": "en", "time_zone": "Europe/London"}
    assert (await client.post("/settings/profile", data=form)).status_code == 303
    changed = await profile.by_id(home.nadia.id)
    assert (changed.name, changed.colour, changed.language) == ("Nadia K.", 5, "en")
    assert changed.time_zone == "Europe/London"
    assert '<html lang="en"' in (await client.get("/settings")).text
    assert ">From</label>" in (await client.get("/settings/notifications")).text


@rule("A8", "A12")
async def test_a_child_with_its_own_login_chooses_its_creature_and_its_colour(
    world: World, browser: Open
) -> None:
    mila, nadia = await as_(browser, world.mila), await as_(browser, world.nadia)
    page = await mila.get("/settings/profile")
    assert page.text.count('name="creature"') == 8
    form = {"name": "Mila", "language": "de", "time_zone": "Europe/Berlin"}
    typed = {**form, "colour": "1", "creature": "6"}
    assert (await mila.post("/settings/profile", data=typed)).status_code == 303
    changed = await profile.by_id(world.mila.id)
    assert (changed.colour, changed.creature) == (1, 6)
    assert (
        'data-colour="1" aria-hidden="true"><svg><use href="' in (await mila.get("/sessions")).text
    )
    await world.make.session()
    for address in ("/sessions", "/settings/family", "/profiles"):
        assert "sprite.svg#c6" in (await nadia.get(address)).text
    wrong = await mila.post("/settings/profile", data={**typed, "creature": "8"})
    assert wrong.status_code == 422
    assert "creature" not in (await nadia.get("/settings/profile")).text.partition("<form")[2]


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "x" * 81), ("language", "fr"), ("time_zone", "UTC+1")],
)
async def test_invalid_keeps_the_text_typed(
    database: str, browser: Open, field: str, typed: str
) -> None:
    home, client = await nadia(browser)
    form = {"name": "Nadia K.", "colour": "5", "language": "de", "time_zone": "Europe/London"}
    answer = await client.post("/settings/profile", data={**form, field: typed})
    assert answer.status_code == 422
    assert error_at(answer, field)
    assert value_of(answer, "name") == {**form, field: typed}["name"]
    assert (await profile.by_id(home.nadia.id)).name == "Nadia Kaya"


@rule("A7", "A8")
async def test_only_an_account_with_several_profiles_is_offered_to_change(
    world: World, browser: Open
) -> None:
    for person, offers in ((world.nadia, True), (world.mila, False)):
        page = (await (await as_(browser, person)).get("/settings")).text
        assert ("Profil wechseln" in page, 'href="/profiles"' in page) == (offers, offers)


async def test_an_educator_finds_what_a_provider_needs(database: str, browser: Open) -> None:
    owner = await proven("jonas@lernfaden.example")
    await teaching(owner.id, "Jonas")
    page = await (await logged_in(browser, owner.id)).get("/settings")
    for address in ("/services", "/invitations", "/settings/password", "/logout"):
        assert f'href="{address}"' in page.text
    assert 'href="/settings/family"' not in page.text
    assert "Passwort ändern" in words(page)
