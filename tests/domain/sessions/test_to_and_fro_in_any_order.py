"""Whatever a family and Jonas ask each other, in any order: one answer each, and all of it ends."""

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

import pytest

from domain import clock, database
from domain.credits import balance
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.sessions import answer, cancellation, passing_over, proposal_expiry, withdrawal
from domain.sessions import session as sessions
from domain.sessions.session import Session
from domain.sessions.terms import Outcome
from tests import choices
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

STEPS, CREDITS = 40, 30
LATER = timedelta(days=400)


class Run:
    """One run, in which everything that is refused leaves nothing."""

    def __init__(self, world: World, by: Random) -> None:
        self.world, self.by = world, by

    async def step(self) -> None:
        # It was over, or another session is there by then.
        with suppress(Conflict, Forbidden, Invalid):
            await self._step()

    async def _step(self) -> None:
        waiting = await sessions.where(
            "s.state = 'pending' AND o.answered_at IS NULL ORDER BY s.created_at, s.starts_at"
        )
        if not waiting or self.by.random() < 0.2:
            await choices.proposed(self.world, self._times(self.by.randint(2, 4)))
            return
        one = self.by.choice(waiting)
        asked: Actor = self.world.jonas.actor if one.is_request else self.world.nadia.actor
        other: Actor = self.world.nadia.actor if one.is_request else self.world.jonas.actor
        await self._act(one, asked, other)

    async def _act(self, one: Session, asked: Actor, other: Actor) -> None:
        match self.by.choice(["pick", "pick", "undo", "no", "others", "others", "back"]):
            case "pick":
                await answer.confirm(one, by=asked)
            case "undo":
                await answer.confirm(one, by=asked)
                await withdrawal.undo((await choices.now([one]))[0], by=asked)
            case "no":
                await answer.decline(one, by=asked)
            case "others" if one.is_request:
                await choices.proposed(self.world, self._times(2), instead_of=one)
            case "others":
                await choices.countered(self.world, one, self._times(self.by.randint(1, 3)))
            case _:
                await cancellation.cancel(one, by=other, agreed=Outcome.OFFER)

    def _times(self, count: int) -> list[datetime]:
        hours = self.by.sample(range(24, 24 * 20), count)
        return [clock.now() + timedelta(hours=each) for each in sorted(hours)]

    async def work(self) -> None:
        """What is due of it."""
        for (proposal,) in await database.rows("SELECT id FROM proposals ORDER BY created_at"):
            await proposal_expiry.expire(proposal)
            await passing_over.end_rest(proposal)


async def broken() -> list[object]:
    """Proposals of which more than one was picked, or that were answered by two others."""
    picked = await database.rows(
        "SELECT proposal FROM sessions WHERE state = 'confirmed' GROUP BY proposal"
        " HAVING count(*) > 1"
    )
    declined_for_nothing = await database.rows(
        "SELECT o.id FROM proposals o JOIN proposals r ON r.replies_to = o.id"
        " JOIN sessions s ON s.proposal = o.id WHERE s.state NOT IN ('declined', 'cancelled')"
    )
    return [*picked, *declined_for_nothing]


@rule("S1", "S2", "S3", "K2")
@pytest.mark.parametrize("seed", range(3))
async def test_each_proposal_has_one_answer_and_ends(
    world: World, frozen_clock: FrozenClock, seed: int
) -> None:
    await world.make.credits(CREDITS)
    run = Run(world, Random(seed))
    for _ in range(STEPS):
        await run.step()
        await run.work()
        assert await broken() == []
        counts = await balance.of(world.kaya.id)
        held = await sessions.where("s.state = 'confirmed'")
        assert (counts.free + counts.held, counts.held) == (CREDITS, len(held))
        frozen_clock.forward(timedelta(seconds=run.by.choice([0, 3, 11, 3600, 90_000])))
    frozen_clock.forward(LATER)
    await run.work()
    assert await sessions.where("s.state = 'pending'") == []
