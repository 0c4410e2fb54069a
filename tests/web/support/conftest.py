"""Nadia and Dora, who may ask, and Ben, who answers for the platform; each with a browser."""

import httpx
import pytest

from domain.conversations import with_support
from domain.profiles.actor import Supporter
from tests import support
from tests.web.conftest import Enter
from tests.world import Person, World


@pytest.fixture
async def supporter(world: World) -> Person[Supporter]:
    return await support.ben()


@pytest.fixture
async def ben(supporter: Person[Supporter], enter: Enter) -> httpx.AsyncClient:
    return await enter(supporter.account, supporter.id)


@pytest.fixture
async def nadia(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.nadia.account, world.nadia.id)


@pytest.fixture
async def dora(world: World, enter: Enter) -> httpx.AsyncClient:
    return await enter(world.dora.account, world.dora.id)


@pytest.fixture
def asked(world: World) -> str:
    """What Nadia and the support write to each other."""
    return str(with_support.own(world.nadia.id))
