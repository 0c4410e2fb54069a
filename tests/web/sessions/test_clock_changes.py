"""What the form says of a time that clocks skip or show twice."""

from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World


@rule("S7")
async def test_a_time_that_a_clock_change_skips_or_repeats_is_said_at_the_form(
    world: World, browser: Open
) -> None:
    jonas = await enter(browser, world.jonas)
    address = f"/sessions/new?learner={world.mila.id}&date="
    skipped = words(await jonas.get(f"{address}2027-03-28&time=02:30"))
    assert "Diese Uhrzeit gibt es nicht, Beginn ist um 03:30." in skipped
    twice = words(await jonas.get(f"{address}2027-10-31&time=02:30"))
    assert "Diese Uhrzeit gibt es zweimal, gemeint ist die erste." in twice
    assert "Zeitumstellung" not in words(await jonas.get(f"{address}2027-03-28&time=15:30"))
