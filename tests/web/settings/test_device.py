"""Another clock or language of the device in hand is offered, and taken with one tap. Rule: A12."""

import pytest

from domain.profiles import profile
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.settings.people import mila_alone, nadia

ADDRESS = "/settings/device"


@rule("A12")
async def test_the_offer_says_both_clocks_and_leads_back(database: str, browser: Open) -> None:
    _, client = await nadia(browser)
    at = {"hx-current-url": "http://localhost/sessions?child=1"}
    page = await client.get(f"{ADDRESS}?time_zone=America/New_York&language=en", headers=at)
    assert "Dieses Gerät ist in New York" in words(page)
    assert "wie in Berlin" in words(page)
    assert 'value="/sessions?child=1"' in page.text
    page = await client.get(f"{ADDRESS}?time_zone=Europe/Berlin&language=en")
    assert "Lernfaden also speaks English." in words(page)


@rule("A12")
@pytest.mark.parametrize("said", ["", "time_zone=Mars/Base", "time_zone=Europe/Berlin&language=de"])
async def test_nothing_is_offered_where_nothing_differs(
    database: str, browser: Open, said: str
) -> None:
    _, client = await nadia(browser)
    assert (await client.get(f"{ADDRESS}?{said}")).status_code == 404


@rule("A12")
async def test_a_guardians_clock_is_that_of_children_without_a_login(
    database: str, browser: Open
) -> None:
    home, client = await nadia(browser)
    await mila_alone(browser, home)
    form = {"time_zone": "America/New_York", "next": "/sessions"}
    answer = await client.post(ADDRESS, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sessions")
    kept = [(await profile.by_id(one.id)).time_zone for one in (home.nadia, home.tom, home.mila)]
    assert kept == ["America/New_York", "America/New_York", "Europe/Berlin"]
    assert (await profile.by_id(home.nadia.id)).language == "de"


@rule("A12")
async def test_a_child_with_a_login_says_itself_which_language(
    database: str, browser: Open
) -> None:
    home, _ = await nadia(browser)
    client = await mila_alone(browser, home)
    assert (await client.post(ADDRESS, data={"language": "en"})).status_code == 303
    assert (await profile.by_id(home.mila.id)).language == "en"
    assert (await profile.by_id(home.nadia.id)).language == "de"


@rule("A12")
@pytest.mark.parametrize("form", [{"time_zone": "UTC+1"}, {"language": "fr"}])
async def test_what_is_no_zone_or_language_changes_nothing(
    database: str, browser: Open, form: dict[str, str]
) -> None:
    home, client = await nadia(browser)
    assert (await client.post(ADDRESS, data=form)).status_code == 404
    kept = await profile.by_id(home.nadia.id)
    assert (kept.time_zone, kept.language) == ("Europe/Berlin", "de")
