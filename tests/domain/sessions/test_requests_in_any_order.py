"""Whatever two families and Jonas do, in any order: what is shown can be had, nothing overlaps."""

from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from uuid import UUID, uuid4

import pytest

from domain import clock, database
from domain.availability import absence, hours, rules
from domain.availability.absence import Absence
from domain.availability.hours import Weekly
from domain.errors import Conflict
from domain.profiles.actor import Guardian
from domain.sessions import answer, bookable, cancellation, proposal_expiry, request, slot
from domain.sessions import session as sessions
from domain.sessions.request import SlotGone, Wish
from domain.sessions.session import Session
from tests.conftest import FrozenClock
from tests.rules import rule
from tests.world import World

FROM, TO = datetime(2026, 11, 30, 8, tzinfo=UTC), datetime(2026, 11, 30, 20, tzinfo=UTC)
BUFFER = timedelta(minutes=10)
STEPS = 30
HELD = "SELECT starts_at, ends_at FROM claims WHERE expires_at > {} AND kind = 'choice'"
WAITING = "s.state = 'pending' AND o.expires_at > {}"


class Run:
    """One run: which families there are, and what they may ask for."""

    def __init__(self, world: World, by: Random) -> None:
        self.world, self.by = world, by
        self.families = [
            (world.nadia.actor, world.mila.id),
            (world.dora.actor, world.emil.id),
        ]

    async def shown(self, one: Guardian, learner: UUID) -> list[Wish]:
        known = bookable.one(
            await bookable.by_family(one), self.world.jonas.id, self.world.maths.id
        )
        found = await slot.between(known, learner, FROM, TO, by=one)
        return [Wish(known, learner, start) for start in found.starts]

    async def step(self) -> None:
        one, learner = self.by.choice(self.families)
        wishes = await self.shown(one, learner)
        match self.by.choice(["choose", "ask", "ask", "answer", "answer", "away"]):
            case "choose" if wishes:
                await request.choose(self.by.choice(wishes), by=one)
            case "ask" if wishes:
                await request.make(uuid4(), self.by.choice(wishes), "", by=one)
            case "answer":
                await self._answer()
            case "away" if self.by.random() < 0.2:
                day, minute = FROM.date(), self.by.choice([840, 900, 960])
                away = Absence(uuid4(), day, day, minute, minute + 30)
                await absence.make(away, by=self.world.jonas.actor)
        await self._not_shown(one, await self.shown(one, learner))

    async def _answer(self) -> None:
        waiting = await sessions.where("s.state IN ('pending', 'confirmed') ORDER BY s.id")
        if not waiting:
            return
        each = self.by.choice(waiting)
        try:
            match self.by.choice(["accept", "decline", "cancel", "expire"]):
                case "accept":
                    await answer.confirm(each, by=self.world.jonas.actor)
                case "decline":
                    await answer.decline(each, by=self.world.jonas.actor)
                case "cancel":
                    await cancellation.cancel(each, by=self._family(each))
                case _:
                    await proposal_expiry.expire(each.proposal)
        except Conflict:
            # It was answered before, or is over.
            pass

    def _family(self, each: Session) -> Guardian:
        return next(one for one, _ in self.families if one.family_id == each.family)

    async def _not_shown(self, one: Guardian, wishes: list[Wish]) -> None:
        """A start of the grid that is not shown cannot be had."""
        if not wishes:
            return
        known, shown = wishes[0], {each.starts_at for each in wishes}
        for number in range(24):
            start = FROM + number * timedelta(minutes=30)
            if start not in shown:
                with pytest.raises(SlotGone):
                    await request.choose(Wish(known.booked, known.learner, start), by=one)


async def overlapping() -> list[object]:
    """What is taken or kept, with a buffer after each."""
    now = clock.now()
    taken = await sessions.where(f"s.state = 'confirmed' OR {WAITING}", now)
    spans = [(each.starts_at, each.ends_at + BUFFER) for each in taken]
    spans += [tuple(row) for row in await database.rows(HELD, now)]
    return [
        (first, second)
        for first, second in combinations(spans, 2)
        if first[0] < second[1] and second[0] < first[1]
    ]


@rule("S5", "S6", "S4")
@pytest.mark.parametrize("seed", range(3))
async def test_what_is_shown_can_be_had_and_nothing_overlaps(
    world: World, frozen_clock: FrozenClock, seed: int
) -> None:
    chosen = (await rules.of(world.jonas.id))._replace(
        buffer_after_minutes=10, answer_hours=1, day_most=5
    )
    await rules.choose(chosen, by=world.jonas.actor)
    await hours.replace([Weekly(0, 13 * 60, 19 * 60)], by=world.jonas.actor)
    for connection in (world.kaya, world.rossi):
        await world.make.credits(20, connection=connection)
    run = Run(world, Random(seed))
    for _ in range(STEPS):
        await run.step()
        assert await overlapping() == []
        frozen_clock.forward(timedelta(minutes=run.by.choice([0, 1, 4, 20])))
