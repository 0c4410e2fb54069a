"""What a card says follows from the session and the day on which it is read."""

from datetime import UTC, datetime

from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World

NEW_YEARS_EVE = datetime(2026, 12, 31, 12, tzinfo=UTC)
IN_JANUARY = datetime(2027, 1, 4, 15, tzinfo=UTC)


@rule("S12")
async def test_a_waiting_card_says_the_year_only_while_it_is_another(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    frozen_clock.to(NEW_YEARS_EVE)
    await world.make.session(starts_at=IN_JANUARY)
    nadia = await enter(browser, world.nadia)
    assert "Mo 4. Jan 2027 · 16:00–17:00" in words(await nadia.get("/sessions"))
    frozen_clock.to(NEW_YEARS_EVE.replace(year=2027, month=1, day=1))
    assert "Mo 4. Jan · 16:00–17:00" in words(await nadia.get("/sessions"))
