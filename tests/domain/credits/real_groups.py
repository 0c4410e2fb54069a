"""The real thing with groups beside the model's: the same actions, and what is kept of them."""

from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.profiles.actor import Guardian
from domain.providers.service import Service
from domain.sessions import (
    group,
    group_calling_off,
    group_invitation,
    group_joining,
    group_minimum,
    group_offer,
    group_wait,
)
from domain.sessions.group_invitation import Invited
from domain.sessions.group_offer import GroupOffer
from domain.sessions.place import Place
from tests.world import BERLIN, World

_GROUPS = """
SELECT g.id, g.called_off_at IS NOT NULL, g.places_count - (SELECT count(*) FROM sessions s
    WHERE s.group_date = g.id AND s.state IN ('confirmed', 'completed', 'missed'))
FROM group_dates g WHERE g.educator = {}
"""
_WAITING = """
SELECT w.group_date, w.learner, w.session IS NOT NULL FROM group_waits w
WHERE w.family = {} AND w.ended_at IS NULL ORDER BY w.created_at, w.id
"""
_LEFT_TO_WORKERS = "SELECT dedupe FROM outbox WHERE kind = 'group_place'"


class RunGroups:
    """Jonas's groups, with the family's own children."""

    def __init__(
        self,
        world: World,
        learners: dict[str, UUID],
        guardians: dict[str, Guardian],
        together: dict[tuple[int, int], Service],
    ) -> None:
        self.world, self.by, self.nadia = world, world.jonas.actor, world.nadia.actor
        self.learners, self.guardians, self.together = learners, guardians, together

    async def make_group(
        self, key: UUID, hours: int, credits: int, minimum: int, invited: tuple[str, ...]
    ) -> None:
        local = (clock.now() + timedelta(hours=hours)).astimezone(ZoneInfo(BERLIN))
        typed = GroupOffer(
            key=key,
            service=self.together[credits, minimum].id,
            day=local.date(),
            wall_time=local.time(),
            time_zone=BERLIN,
            place=Place.AT_PROVIDER,
            is_open=True,
            invited=tuple(self._invited(each) for each in invited),
        )
        await group_offer.make(typed, by=self.by)

    async def invite(self, key: UUID, learner: str) -> None:
        await group_invitation.invite(await group.by_id(key), [self._invited(learner)], by=self.by)

    async def join(self, key: UUID, new: UUID, learner: str, who: str) -> None:
        joined = await group.by_id(key)
        await group_joining.join(new, joined, self.learners[learner], by=self.guardians[who])

    async def wait(self, key: UUID, learner: str) -> None:
        await group_wait.wait(await group.by_id(key), self.learners[learner], by=self.nadia)

    async def leave(self, key: UUID, learner: str) -> None:
        await group_wait.leave(await group.by_id(key), self.learners[learner], by=self.nadia)

    async def pass_on(self, key: UUID) -> None:
        await group_wait.pass_on(key)

    async def decide(self, key: UUID) -> None:
        await group_minimum.decide(key)

    async def call_off(self, key: UUID) -> None:
        await group_calling_off.call_off(await group.by_id(key), by=self.by)

    def _invited(self, learner: str) -> Invited:
        return Invited(self.world.kaya.family, self.learners[learner])

    async def groups(self) -> dict[UUID, Any]:
        """What is kept of each; on the way, that it has no more children than places."""
        names = {id: name for name, id in self.learners.items()}
        waiting = defaultdict(list)
        for date, learner, is_asked in await database.rows(_WAITING, self.world.kaya.family):
            waiting[date].append((names[learner], bool(is_asked)))
        rows = await database.rows(_LEFT_TO_WORKERS)
        tries = Counter(dedupe.split(":")[1] for (dedupe,) in rows)
        found = {}
        for id, is_off, free in await database.rows(_GROUPS, self.by.profile_id):
            assert free >= 0
            found[id] = (bool(is_off), waiting[id], tries[str(id)])
        return found
