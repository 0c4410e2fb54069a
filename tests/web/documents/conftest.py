"""Each test has a store of its own; Nadia, Jonas and Mila, each with a browser."""

import httpx
import pytest

from domain.documents.document import Document
from tests.documents import shared
from tests.web.conftest import Enter
from tests.world import World


@pytest.fixture(autouse=True)
def _own_store(own_store: object) -> None:
    """For all of them."""


@pytest.fixture
async def nadia(world: World, enter: Enter) -> httpx.AsyncClient:
    assert world.nadia.account
    return await enter(world.nadia.account, world.nadia.id)


@pytest.fixture
async def jonas(world: World, enter: Enter) -> httpx.AsyncClient:
    assert world.jonas.account
    return await enter(world.jonas.account, world.jonas.id)


@pytest.fixture
async def mila(world: World, enter: Enter) -> httpx.AsyncClient:
    assert world.mila.account
    return await enter(world.mila.account, world.mila.id)


@pytest.fixture
def address(world: World) -> str:
    return f"/providers/{world.kaya.provider}/documents"


@pytest.fixture
async def one(world: World) -> Document:
    return await shared(world.kaya, by=world.jonas.actor)
