"""Another site cannot make a browser change something."""

import httpx
import pytest

HERE = "http://localhost:8000"
CHANGING = "/logout"


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
async def test_what_another_site_sends_is_refused(client: httpx.AsyncClient, site: str) -> None:
    answer = await client.post(CHANGING, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "fremden Seite" in answer.text


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_what_our_own_pages_send_is_taken(client: httpx.AsyncClient, site: str) -> None:
    answer = await client.post(CHANGING, headers={"sec-fetch-site": site})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (HERE, 303),
        ("http://localhost:8000.evil.example", 403),
        ("http://evil.example", 403),
        ("http://localhost:9000", 403),
        ("null", 403),
        ("", 403),
    ],
)
async def test_where_the_browser_does_not_say_the_origin_decides(
    client: httpx.AsyncClient, origin: str, status: int
) -> None:
    del client.headers["sec-fetch-site"]
    assert (await client.post(CHANGING, headers={"origin": origin})).status_code == status


async def test_a_program_that_is_no_browser_is_taken(client: httpx.AsyncClient) -> None:
    del client.headers["sec-fetch-site"]
    assert (await client.post(CHANGING)).status_code == 303


async def test_reading_is_free_for_links_from_everywhere(client: httpx.AsyncClient) -> None:
    assert (await client.get("/offline", headers={"sec-fetch-site": "cross-site"})).is_success
