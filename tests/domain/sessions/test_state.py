"""No other route leads from state to state than those of S1: in the code and in the database."""

import asyncio
import re
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest

from domain import clock, database, events
from domain.database import Violation
from domain.sessions import answer, cancellation, state
from domain.sessions import session as sessions
from domain.sessions.session import Session, State
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.source import ROOT
from tests.world import World

ARROWS = {
    ("pending", "confirmed"),
    ("pending", "declined"),
    ("pending", "cancelled"),
    ("confirmed", "pending"),
    ("confirmed", "completed"),
    ("confirmed", "cancelled"),
    ("confirmed", "missed"),
    ("completed", "missed"),
    ("missed", "completed"),
}
"""As product.md has them."""

KIND = "session.reminded"
"""A fact that none of these sessions has of itself."""

MOVES = [(origin, to) for origin, to in product(State, State) if origin != to]
RAW = "UPDATE sessions SET state = {}, notice_hours = 24 WHERE id = {}"


async def in_state(world: World, wanted: State) -> Session:
    return await world.make.session(wanted, starts_at=clock.now() + timedelta(days=3))


async def stored_state(session: UUID) -> str:
    return (await sessions.by_id(session)).state


def test_the_code_knows_the_arrows_and_no_other() -> None:
    assert {(str(origin), str(to)) for origin, to in state.ARROWS} == ARROWS


@rule("S1")
@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_the_database_has_the_list_of_the_code(dialect: str) -> None:
    rules = (ROOT / f"domain/migrations/first/rules.{dialect}.sql").read_text()
    listed = re.findall(r"'(\w+)>(\w+)'", rules)
    assert sorted(listed) == sorted((str(origin), str(to)) for origin, to in state.ARROWS)


@rule("S1")
@pytest.mark.parametrize(("origin", "to"), MOVES)
async def test_a_session_goes_along_an_arrow_and_nowhere_else(
    origin: State, to: State, world: World
) -> None:
    session = await in_state(world, origin)
    await world.make.credits(1)
    is_arrow = (origin, to) in ARROWS
    try:
        await state.change([session], to, by=world.nadia.id, kind=KIND, why="Probe")
    except state.Stale as stale:
        assert not is_arrow
        assert stale.state == origin
        assert await stored_state(session.id) == origin
    else:
        assert is_arrow
        assert session.state == await stored_state(session.id) == to
    kinds = [kind for kind, *_ in await database_history(session.id)]
    assert kinds.count(KIND) == is_arrow


async def database_history(session: UUID) -> list[tuple[str, str]]:
    return await database.rows("SELECT kind, why FROM events WHERE session = {}", session)


@rule("S1")
@pytest.mark.parametrize(("origin", "to"), MOVES)
async def test_the_database_itself_refuses_what_is_no_arrow(
    origin: State, to: State, world: World
) -> None:
    session = await in_state(world, origin)
    if (origin, to) in ARROWS:
        await database.rows(RAW, to, session.id)
        assert await stored_state(session.id) == to
        return
    with pytest.raises(Violation) as refused:
        await database.rows(RAW, to, session.id)
    assert refused.value.name == "S1_arrows"
    assert await stored_state(session.id) == origin


@rule("S1")
async def test_every_change_is_kept_with_who_when_and_why(
    world: World, frozen_clock: FrozenClock
) -> None:
    session = await world.make.session(message="Bruchrechnen?")
    await world.make.credits(1)
    frozen_clock.forward(timedelta(hours=1))
    await answer.confirm(session, by=world.nadia.actor)
    cancelled_at = frozen_clock.forward(timedelta(hours=1))
    await cancellation.cancel(session, by=world.nadia.actor, why=" Mila ist krank ")
    history = await events.of_session(session.id)
    assert [(kind, why, by) for kind, _, why, by, _ in history] == [
        ("session.proposed", "Bruchrechnen?", "Jonas Weber"),
        ("session.confirmed", "", "Nadia Kaya"),
        ("session.cancelled", "Mila ist krank", "Nadia Kaya"),
    ]
    assert history[-1][1] == cancelled_at


@rule("S1")
async def test_of_two_answers_at_once_one_counts_and_the_other_is_told(world: World) -> None:
    session = await world.make.session()
    await world.make.credits(1)
    copies = [await sessions.by_id(session.id) for _ in range(2)]
    said = await asyncio.gather(
        answer.confirm(copies[0], by=world.nadia.actor),
        answer.decline(copies[1], by=world.nadia.actor),
        return_exceptions=True,
    )
    stale = [error for error in said if isinstance(error, state.Stale)]
    assert said.count(None) == len(stale) == 1
    assert stale[0].state == await stored_state(session.id)


@rule("S1")
async def test_a_change_that_is_rolled_back_leaves_the_row_in_hand_as_it_was(world: World) -> None:
    session = await world.make.session()
    with pytest.raises(RuntimeError):
        async with database.transaction():
            await state.change([session], State.DECLINED, by=None, kind="session.declined")
            raise RuntimeError
    assert session.state == await stored_state(session.id) == State.PENDING
