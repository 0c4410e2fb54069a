"""/sessions/{id}/waiver: the educator gives back what a late cancellation lapsed."""

from datetime import timedelta

from domain.credits import balance
from domain.sessions import cancellation
from domain.sessions import session as sessions
from domain.sessions.session import State
from domain.sessions.terms import Outcome
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.web.login.people import Open, error_at, words
from tests.web.sessions.people import enter, refused_to_others
from tests.world import World


@rule("S9", "K1", "N6")
async def test_both_sides_see_who_gave_it_back_and_why(
    world: World, browser: Open, frozen_clock: FrozenClock
) -> None:
    made = await world.make.session(State.CONFIRMED)
    frozen_clock.to(made.starts_at - timedelta(hours=1))
    await cancellation.cancel(made, by=world.nadia.actor, agreed=Outcome.LAPSES)
    made = await sessions.by_id(made.id)
    jonas, nadia = await enter(browser, world.jonas), await enter(browser, world.nadia)
    address = f"/sessions/{made.id}/waiver"
    assert f'href="{address}"' in (await jonas.get(f"/sessions/{made.id}")).text
    empty = await jonas.post(address, data={"reason": " "})
    assert (empty.status_code, bool(error_at(empty, "reason"))) == (422, True)
    for method in ("GET", "POST"):
        await refused_to_others(browser, world, address, method=method)
    assert (await nadia.post(address, data={"reason": "Bitte"})).status_code == 403

    answer = await jonas.post(address, data={"reason": "Mila war krank"})
    assert answer.status_code == 303
    assert (await balance.of(world.kaya.id)).free == 1
    for client in (jonas, nadia):
        page = words(await client.get(f"/sessions/{made.id}"))
        assert "Jonas Weber hat den Verfall erlassen Mila war krank" in page
    account = await nadia.get(f"/providers/{world.kaya.provider}/account")
    assert "1 Credit zurückgegeben: Verfall erlassen" in words(account)
    assert (await jonas.post(address, data={"reason": "Noch einmal"})).status_code == 409
