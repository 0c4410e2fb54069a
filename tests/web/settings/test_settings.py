"""/settings and what is below it."""

import re
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from domain.accounts import account, child_login, device, password
from domain.accounts.account import Account
from domain.profiles import family, profile, reminder_time
from domain.profiles.profile import Kind
from tests.conftest import FrozenClock
from tests.domain.accounts.people import HERE, NADIA, Home, kaya, mails, proven
from tests.rules import rule
from tests.web.login.people import (
    Open,
    error_at,
    heading,
    logged_in,
    may_set,
    value_of,
    where,
    with_token,
    words,
)

GOOD = "Faden-und-Knoten-26"
PAGES = ("", "/profile", "/password", "/devices", "/notifications", "/family")
FORMS = ("/profile", "/password", "/notifications", "/family", "/devices/sign-out")


async def nadia(browser: Open) -> tuple[Home, httpx.AsyncClient]:
    home = await kaya()
    return home, await logged_in(browser, home.account, home.nadia.id)


async def mila_alone(browser: Open, home: Home) -> httpx.AsyncClient:
    """Mila in her own login."""
    await child_login.give(home.mila.id, "mila@lernfaden.example", by=home.guardian)
    own: UUID = (await profile.by_id(home.mila.id)).account
    await Account.update({Account.email: Account.claimed_email}).where(Account.id == own)
    return await logged_in(browser, own)


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


@rule("A4", "A8")
async def test_a_child_with_a_login_sets_its_own_password_and_nothing_else(
    database: str, browser: Open
) -> None:
    client = await mila_alone(browser, await kaya())
    for page in ("", "/password", "/devices"):
        assert (await client.get(f"/settings{page}")).status_code == 200
    for page in ("/profile", "/notifications", "/family"):
        assert (await client.get(f"/settings{page}")).status_code == 403
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert answer.headers["location"] == "/profiles"
    found = await password.verify("mila@lernfaden.example", GOOD, network=HERE)
    assert found is not None


@rule("A4", "A10")
async def test_changing_the_password_keeps_this_device_only(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    other = await logged_in(browser, home.account, home.nadia.id)
    old = client.cookies["device"]
    page = await client.get("/settings/password")
    assert heading(page) == "Passwort ändern"
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    assert "Dein Passwort ist geändert" in words(await client.get("/settings"))
    assert not await may_set(other)
    assert not await may_set(with_token(browser, old))
    assert ("password_mail", home.account) in await mails()


@rule("A4")
@pytest.mark.parametrize("typed", ["", "kurz", "nadia kaya", "x" * 129])
async def test_a_bad_password_is_refused_beside_its_field_and_not_shown(
    database: str, browser: Open, typed: str
) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/password", data={"password": typed})
    assert answer.status_code == 422
    assert error_at(answer, "password")
    assert value_of(answer, "password") == ""
    assert (await account.by_id(home.account)).password_hash is None


@rule("A4", "A6")
async def test_after_a_while_the_old_password_is_asked_for(
    database: str, browser: Open, frozen_clock: FrozenClock
) -> None:
    home, client = await nadia(browser)
    await client.post("/settings/password", data={"password": GOOD})
    frozen_clock.forward(timedelta(minutes=16))
    assert 'name="current"' in (await client.get("/settings/password")).text
    new = {"password": "Nadel-und-Faden-27"}
    for current in ("", "wrong"):
        answer = await client.post("/settings/password", data={**new, "current": current})
        assert answer.status_code == 422
        assert error_at(answer, "current")
    answer = await client.post("/settings/password", data={**new, "current": GOOD})
    assert answer.status_code == 303
    assert await password.verify(NADIA, new["password"], network=HERE) is not None
    assert home.account == (await account.by_id(home.account)).id


async def test_before_the_address_is_proven_there_is_no_password(
    database: str, browser: Open
) -> None:
    home = await kaya(await account.register(NADIA))
    client = await logged_in(browser, home.account, home.nadia.id)
    assert 'name="password"' not in (await client.get("/settings/password")).text
    answer = await client.post("/settings/password", data={"password": GOOD})
    assert answer.status_code == 409


@rule("A10")
async def test_every_device_is_shown_and_can_be_logged_out(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    other = await logged_in(browser, home.account, home.nadia.id)
    page = await client.get("/settings/devices")
    assert words(page).count("iPhone · Safari") == 2
    assert words(page).count("Dieses Gerät") == 1
    address = re.findall(r'action="(/settings/devices/[0-9a-f-]{36}/sign-out)"', page.text)
    assert len(address) == 1
    await client.post(address[0])
    assert not await may_set(other)
    assert await may_set(client)


@rule("A10")
async def test_all_others_can_be_logged_out_at_once(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    others = [await logged_in(browser, home.account, home.nadia.id) for _ in range(2)]
    await client.post("/settings/devices/sign-out")
    assert [await may_set(each) for each in (client, *others)] == [True, False, False]


@rule("A10")
async def test_dora_gets_404_for_a_device_of_others(database: str, browser: Open) -> None:
    _, client = await nadia(browser)
    dora = await proven("dora@lernfaden.example")
    await profile.create(Kind.EDUCATOR, "Dora", account=dora.id)
    stranger = await logged_in(browser, dora.id)
    found = await device.by_token(client.cookies["device"])
    assert found is not None
    answer = await stranger.post(f"/settings/devices/{found.id}/sign-out")
    assert answer.status_code == 404
    assert await may_set(client)


@rule("A12")
async def test_name_colour_language_and_zone_change_together(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    form = {"name": "Nadia K.", "colour": "5", "language": "en", "time_zone": "Europe/London"}
    assert (await client.post("/settings/profile", data=form)).status_code == 303
    changed = await profile.by_id(home.nadia.id)
    assert (changed.name, changed.colour, changed.language) == ("Nadia K.", 5, "en")
    assert changed.time_zone == "Europe/London"
    assert '<html lang="en"' in (await client.get("/settings")).text


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


@rule("A7")
async def test_a_guardian_adds_and_changes_a_child(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/family", data={"name": "Emil", "colour": "4"})
    assert answer.status_code == 303
    emil = (await family.children(home.id))[-1]
    assert (emil.name, emil.colour, emil.may_confirm) == ("Emil", 4, False)
    page = await client.get(f"/settings/family/{emil.id}")
    assert heading(page) == "Emil"
    form = {"name": "Emil Kaya", "colour": "6", "may_confirm": "on"}
    await client.post(f"/settings/family/{emil.id}", data=form)
    changed = await profile.by_id(emil.id)
    assert (changed.name, changed.colour, changed.may_confirm) == ("Emil Kaya", 6, True)


async def test_a_child_without_a_name_is_not_added(database: str, browser: Open) -> None:
    home, client = await nadia(browser)
    answer = await client.post("/settings/family", data={"name": " "})
    assert answer.status_code == 422
    assert error_at(answer, "name")
    assert len(await family.children(home.id)) == 2


@rule("A3", "A8")
async def test_giving_a_child_a_login_never_tells_who_has_an_account(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    await proven("dora@lernfaden.example")
    shown = []
    for child, address in ((home.mila, "dora@lernfaden.example"), (home.tom, "new@x.example")):
        place = f"/settings/family/{child.id}"
        answer = await client.post(f"{place}/login", data={"email": address})
        page = (await client.get(place)).text
        for differing in (address, str(child.id), child.name):
            page = page.replace(differing, "…")
        shown.append((answer.status_code, re.sub(r'value="\d"( checked)?', "", page)))
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
    rossi, owner = await family.create("Rossi"), await proven("dora@lernfaden.example")
    await profile.create(Kind.GUARDIAN, "Dora", account=owner.id, family=rossi.id)
    client = await logged_in(browser, owner.id)
    place = f"/settings/family/{home.mila.id}"
    assert (await client.get(place)).status_code == 404
    typed = {"name": "Mallory", "colour": "1", "email": "evil@x.example"}
    for address in (place, f"{place}/login", f"{place}/login/end"):
        assert (await client.post(address, data=typed)).status_code == 404
    form = {"profile": str(home.mila.id), "minutes_before": "60"}
    assert (await client.post("/settings/notifications", data=form)).status_code == 404


@rule("S14")
async def test_reminders_are_chosen_for_oneself_and_each_child(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    page = await client.get("/settings/notifications")
    for sentence in ("26 Stunden vorher", "1 Stunde vorher", "10 Minuten vorher"):
        assert sentence in words(page)
    assert re.search(r'value="1560" checked', page.text)
    form = {"profile": str(home.tom.id), "minutes_before": ["30", "60"]}
    assert (await client.post("/settings/notifications", data=form)).status_code == 303
    assert await reminder_time.of(home.tom.id) == [60, 30]
    await client.post("/settings/notifications", data={"profile": str(home.nadia.id)})
    assert await reminder_time.of(home.nadia.id) == []


@pytest.mark.parametrize("minutes", ["-5", "soon", "99999999", "١٠"])
async def test_reminders_of_no_use_are_refused(database: str, browser: Open, minutes: str) -> None:
    home, client = await nadia(browser)
    form = {"profile": str(home.nadia.id), "minutes_before": minutes}
    assert (await client.post("/settings/notifications", data=form)).status_code == 422
    assert await reminder_time.of(home.nadia.id) == [26 * 60, 60]


async def test_an_educator_finds_what_a_provider_needs(database: str, browser: Open) -> None:
    owner = await proven("jonas@lernfaden.example")
    await profile.create(Kind.EDUCATOR, "Jonas", account=owner.id)
    page = await (await logged_in(browser, owner.id)).get("/settings")
    for address in ("/services", "/invitations", "/settings/password", "/logout"):
        assert f'href="{address}"' in page.text
    assert 'href="/settings/family"' not in page.text
    assert "Passwort ändern" in words(page)
