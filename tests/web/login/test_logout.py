"""/logout."""

from tests.rules import rule
from tests.web.login.people import (
    Open,
    heading,
    jonas,
    logged_in,
    may_set,
    with_token,
)


@rule("A10", "N4")
async def test_logging_out_asks_first_and_ends_the_login(database: str, browser: Open) -> None:
    made = await jonas()
    client = await logged_in(browser, made.account)
    token = client.cookies["device"]
    page = await client.get("/logout")
    assert heading(page) == "Ausloggen"
    assert await may_set(client)
    answer = await client.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert "device" not in client.cookies
    assert not await may_set(with_token(browser, token))
    assert (await client.get("/logout")).headers["location"] == "/"


async def test_logging_out_is_two_taps_from_any_page(database: str, browser: Open) -> None:
    client = await logged_in(browser, (await jonas()).account)
    for page in ("/calendar", "/settings/devices"):
        assert 'href="/settings"' in (await client.get(page)).text
    assert 'href="/logout"' in (await client.get("/settings")).text
