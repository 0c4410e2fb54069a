"""A child's home: what is next, what is only proposed, and what was done."""

from datetime import timedelta

import pytest

from domain import clock
from domain.profiles import permission
from domain.sessions.session import State
from tests.rules import rule
from tests.web.login.people import Open, words
from tests.web.sessions.people import enter
from tests.world import World
from web.pages.sessions.child_next import ring


@pytest.mark.parametrize(
    ("seconds", "left"),
    [(-60, 0), (0, 0), (900, 25), (3_600, 100), (43_200, 50), (86_401, 14), (9_000_000, 100)],
)
def test_the_ring_shows_what_is_left(seconds: float, left: int) -> None:
    assert ring(seconds) == left


@rule("S12")
async def test_what_is_proposed_is_not_called_nothing(world: World, browser: Open) -> None:
    mila = await enter(browser, world.mila)
    assert "Gerade ist nichts geplant" in words(await mila.get("/sessions"))
    await world.make.session(starts_at=clock.now() + timedelta(days=2))
    text = words(await mila.get("/sessions"))
    assert "Gerade ist nichts geplant" not in text
    assert "noch nicht fest. Vorgeschlagen" in text


@rule("S12")
async def test_what_is_proposed_before_the_next_session_does_not_come_after_it(
    world: World, browser: Open
) -> None:
    for days, state in ((1, State.PENDING), (2, State.CONFIRMED), (3, State.PENDING)):
        await world.make.session(state, starts_at=clock.now() + timedelta(days=days))
    text = words(await (await enter(browser, world.mila)).get("/sessions"))
    proposed, afterwards = text.index("Vorgeschlagen"), text.index("Danach")
    assert text.count("Ausstehend", proposed, afterwards) == 1
    assert text.count("Ausstehend", afterwards) == 1


@rule("S12")
async def test_every_fifth_session_is_a_star_and_one_tab_is_no_bar(
    world: World, browser: Open
) -> None:
    for days in range(2, 8):
        await world.make.session(State.COMPLETED, starts_at=clock.now() - timedelta(days=days))
    mila = await enter(browser, world.mila)
    page = await mila.get("/sessions")
    assert "6 Sessions seit November Noch 4 Sessions bis zum nächsten Stern" in words(page)
    assert page.text.count("#star") == 1
    assert page.text.count('class="is-done"') == 1
    assert '<nav class="tabs"' in page.text
    await permission.allow(world.mila.id, may_write=False, by=world.nadia.actor)
    assert '<nav class="tabs"' not in (await mila.get("/sessions")).text
    assert '<nav class="tabs"' in (await (await enter(browser, world.nadia)).get("/sessions")).text
