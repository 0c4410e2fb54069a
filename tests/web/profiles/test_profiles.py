"""/profiles: "Wer bist du?", the switcher and what is remembered."""

import re

import httpx

from domain import clock
from domain.accounts import account, child_login, device
from domain.profiles import profile
from domain.profiles.membership import Membership
from tests.domain.accounts.people import kaya, proven, teaching
from tests.rules import rule
from tests.web.login.people import Open, heading, logged_in, may_set, where, with_token, words


def names(page: httpx.Response) -> list[str]:
    """The profiles to choose from, in order."""
    parts = re.findall(r"</span>\s*<span>([^<]+)</span>\s*<small>", page.text)
    return [part.strip() for part in parts]


@rule("A7")
async def test_a_guardian_finds_herself_and_her_children(database: str, browser: Open) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account)
    assert await where(client) == "/profiles"
    page = await client.get("/profiles")
    assert heading(page) == "Wer bist du?"
    assert names(page) == ["Nadia Kaya", "Mila", "Tom"]


@rule("A7", "A10")
async def test_choosing_leads_home_with_a_new_token_and_is_remembered(
    database: str, browser: Open
) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account)
    before = client.cookies["device"]
    answer = await client.post(f"/profiles/{home.nadia.id}/choice")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert client.cookies["device"] != before
    assert not await may_set(with_token(browser, before))
    for _ in range(2):
        assert await where(client, "/") == "/sessions"
        assert "Nadia Kaya" in words(await client.get("/settings/notifications"))


@rule("A7")
async def test_the_switcher_changes_who_it_is_at_any_time(database: str, browser: Open) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.nadia.id)
    page = await client.get("/settings")
    assert 'href="/profiles"' in page.text
    await client.post(f"/profiles/{home.tom.id}/choice")
    assert 'data-kind="child"' in (await client.get("/profiles")).text


@rule("A7", "A8")
async def test_dora_finds_no_profile_of_the_kayas(database: str, browser: Open) -> None:
    home, dora = await kaya(), await proven("dora@lernfaden.example")
    await teaching(dora.id, "Dora Rossi")
    client = await logged_in(browser, dora.id)
    assert names(await client.get("/profiles")) == ["Dora Rossi"]
    for stranger in (home.nadia, home.mila, home.tom):
        assert (await client.post(f"/profiles/{stranger.id}/choice")).status_code == 404


@rule("A8")
async def test_a_child_that_logs_in_by_itself_finds_itself_alone(
    database: str, browser: Open
) -> None:
    home = await kaya()
    await child_login.give(home.mila.id, "mila@lernfaden.example", by=home.guardian)
    own = (await profile.by_id(home.mila.id)).account
    client = await logged_in(browser, own)
    page = await client.get("/profiles")
    assert names(page) == ["Mila"]
    assert "Passwort ändern" in words(page)
    assert (await client.post(f"/profiles/{home.tom.id}/choice")).status_code == 404
    assert (await client.post(f"/profiles/{home.nadia.id}/choice")).status_code == 404


async def test_an_account_without_profiles_is_told_what_to_do(database: str, browser: Open) -> None:
    empty = await account.register("neu@lernfaden.example")
    client = await logged_in(browser, empty.id)
    page = await client.get("/profiles")
    assert 'href="/start"' in page.text
    assert 'href="/logout"' in page.text


async def test_signed_out_goes_to_login(database: str, client: httpx.AsyncClient) -> None:
    home = await kaya()
    assert await where(client, "/profiles") == "/login?next=/profiles"
    answer = await client.post(f"/profiles/{home.nadia.id}/choice")
    assert answer.headers["location"] == "/login"


@rule("A7")
async def test_who_is_no_longer_in_the_family_chooses_anew(database: str, browser: Open) -> None:
    home = await kaya()
    client = await logged_in(browser, home.account, home.tom.id)
    found = await device.by_token(client.cookies["device"])
    assert found is not None
    await Membership.update({Membership.ended_at: clock.now()}).where(
        Membership.profile == home.tom.id
    )
    assert await where(client) == "/profiles"
