"""Nadia, Mila and Jonas, each with a browser."""

import httpx
import pytest

from tests.web.conftest import Enter
from tests.world import World


@pytest.fixture
async def nadia(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.nadia.account, world.nadia.id)


@pytest.fixture
async def mila(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.mila.account, world.mila.id)


@pytest.fixture
async def jonas(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.jonas.account, world.jonas.id)


@pytest.fixture
def address(world: World) -> str:
    return f"/conversations/{world.kaya.id}"
