"""How Jonas plans, for tests in which that is not the usual way."""

from domain.providers import provider
from tests.world import BERLIN, World


async def plans(
    world: World,
    *,
    notice_hours: int = 24,
    answer_hours: int | None = None,
    sooner_hours: int | None = 12,
    holiday_region: str = "",
) -> None:
    """Jonas says so from now on."""
    await provider.change(
        "Jonas Weber",
        BERLIN,
        notice_hours=notice_hours,
        answer_hours=answer_hours,
        sooner_hours=sooner_hours,
        holiday_region=holiday_region,
        by=world.jonas.actor,
    )
