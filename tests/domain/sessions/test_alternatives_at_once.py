"""Two people answer the same alternatives at the same moment: it is one answer."""

import asyncio

import pytest

from domain.sessions import answer, cancellation, passing_over, proposal_expiry, state
from domain.sessions.session import Session
from domain.sessions.terms import Outcome
from domain.sessions.undo_window import LENGTH
from tests import choices
from tests.choices import states
from tests.conftest import FrozenClock
from tests.domain.sessions.plans import plans
from tests.rules import rule
from tests.world import World


@rule("S2", "S5")
@pytest.mark.parametrize("first", ["pick", "decline", "withdraw", "expire"])
@pytest.mark.parametrize("second", ["pick", "decline", "withdraw", "expire"])
async def test_two_answers_at_once_are_one_answer(
    world: World, frozen_clock: FrozenClock, first: str, second: str
) -> None:
    await plans(world, answer_hours=12)
    await world.make.credits(5)
    made = await choices.proposed(world)

    async def act(name: str, one: Session) -> None:
        match name:
            case "pick":
                await answer.confirm(one, by=world.nadia.actor)
            case "decline":
                await answer.decline(one, by=world.nadia.actor)
            case "withdraw":
                await cancellation.cancel(one, by=world.jonas.actor, agreed=Outcome.OFFER)
            case _:
                await proposal_expiry.expire(one.proposal)

    outcomes = await asyncio.gather(
        act(first, made[0]), act(second, made[1]), return_exceptions=True
    )
    assert all(each is None or isinstance(each, state.Stale) for each in outcomes)
    frozen_clock.forward(LENGTH)
    await passing_over.end_rest(made[0].proposal)
    ended = await states(made)
    assert ended.count("confirmed") <= 1
    acts = {first, second} - {"expire"}
    # Nothing had expired yet, so that one of the answers holds.
    assert ("pending" in ended) == (not acts)
    assert len({*ended} - {"confirmed"}) == 1
