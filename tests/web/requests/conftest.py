"""Jonas works on Monday afternoons."""

import pytest

from domain.availability import hours
from domain.availability.hours import Weekly
from tests.world import World


@pytest.fixture(autouse=True)
async def working(world: World) -> None:
    await hours.replace([Weekly(0, 840, 1080)], by=world.jonas.actor)
