"""Whoever asks takes it back while it waits, and nobody else does."""

from uuid import uuid4

import pytest

from domain import database
from domain.errors import Forbidden
from domain.profiles.actor import Educator
from domain.sessions import retraction, state
from domain.sessions import session as sessions
from domain.sessions.session import State
from tests.rules import rule
from tests.world import World


@rule("S1")
async def test_the_educator_takes_back_what_nobody_answered(world: World) -> None:
    session = await world.make.session()
    await retraction.retract(session, by=world.jonas.actor, why=" verplant ")
    assert (await sessions.by_id(session.id)).state == State.CANCELLED
    found = await database.row("SELECT why FROM events WHERE kind = 'session.withdrawn'")
    assert found == ("verplant",)
    with pytest.raises(state.Stale):
        await retraction.retract(session, by=world.jonas.actor)


@rule("S1")
async def test_nobody_else_takes_it_back(world: World) -> None:
    session = await world.make.session()
    colleague = Educator(uuid4(), world.jonas.actor.provider_id)
    with pytest.raises(Forbidden):
        await retraction.retract(session, by=colleague)
    assert (await sessions.by_id(session.id)).state == State.PENDING
