"""The page of all components, in the demo only."""

import dataclasses
import re

import httpx
import pytest

from domain import settings


@pytest.fixture
def demo() -> None:
    settings.use(dataclasses.replace(settings.current(), demo=True))


async def test_every_component_is_shown_with_every_state(
    client: httpx.AsyncClient, demo: None
) -> None:
    page = (await client.get("/patterns")).text
    for state in ("pending", "confirmed", "completed", "declined", "cancelled", "missed"):
        assert f'data-state="{state}"' in page
    for part in ("field__error", "banner--costs", "notice--error", "hero", "meeting", "empty"):
        assert f'class="{part}' in page or f" {part}" in page


async def test_no_element_has_the_id_of_another(client: httpx.AsyncClient, demo: None) -> None:
    ids = re.findall(r'\sid="([^"]+)"', (await client.get("/patterns")).text)
    assert sorted(set(ids)) == sorted(ids)


async def test_it_is_not_there_outside_the_demo(client: httpx.AsyncClient) -> None:
    assert (await client.get("/patterns")).status_code == 404
    assert (await client.get("/mails")).status_code == 404
