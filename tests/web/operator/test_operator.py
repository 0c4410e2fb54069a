"""/imprint and /privacy: the operator's words, one tap away before any login."""

from dataclasses import replace

import httpx
import pytest

from domain import settings
from tests.web.login.people import heading, words

PLACES = {"/imprint": "Impressum", "/privacy": "Datenschutz"}


@pytest.mark.parametrize("place", PLACES)
async def test_it_says_plainly_that_the_operator_has_written_none(
    database: str, client: httpx.AsyncClient, place: str
) -> None:
    page = await client.get(place)
    assert heading(page) == PLACES[place]
    assert "Hier steht noch nichts" in words(page)


@pytest.mark.parametrize("place", PLACES)
async def test_the_operator_is_quoted_as_plain_text(
    database: str, client: httpx.AsyncClient, place: str
) -> None:
    before = settings.current()
    written = "Clara Falk\nHauptstraße 1 <b>"
    settings.use(replace(before, imprint=written, privacy=written))
    try:
        page = await client.get(place)
    finally:
        settings.use(before)
    assert "Clara Falk<br>Hauptstraße 1 &lt;b&gt;" in page.text
    assert "Hier steht noch nichts" not in words(page)


@pytest.mark.parametrize("place", ["/", "/start", "/login"])
async def test_both_are_one_tap_away_for_whoever_is_not_in(
    database: str, client: httpx.AsyncClient, place: str
) -> None:
    page = await client.get(place)
    assert 'href="/imprint"' in page.text
    assert 'href="/privacy"' in page.text
