"""The real thing in which both ask, to and fro, and wait for earlier times beside the model's."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock, database
from domain.profiles.actor import Educator, Guardian
from domain.providers.service import Service
from domain.sessions import (
    alternatives,
    bookable,
    counter,
    exchange,
    offer,
    request,
    rescheduling,
    series_cancellation,
    series_offer,
    slot,
    sooner_next,
    sooner_offer,
    sooner_wait,
    wish_decline,
)
from domain.sessions import session as sessions
from domain.sessions.recurrence import Recurrence
from domain.sessions.request import Wish
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session, State
from tests import choices
from tests.domain.credits.real_groups import RunGroups
from tests.world import BERLIN

_WAITS = """
SELECT w.session FROM sooner_waits w JOIN sessions s ON s.id = w.session
WHERE w.ended_at IS NULL AND s.educator = {} ORDER BY w.created_at, w.id
"""
_CHOSEN = """
SELECT family, starts_at, expires_at FROM claims
WHERE kind = 'choice' AND educator = {} AND expires_at > {}
"""
_LEFT = "SELECT due_at, payload FROM outbox WHERE kind = 'sooner' AND payload LIKE {}"
_TAKE = """
DELETE FROM outbox WHERE kind = 'sooner' AND payload LIKE {} AND due_at <= {}
RETURNING due_at, payload
"""
Hours = tuple[int, ...]
HOUR = timedelta(hours=1)


class RunAsking(RunGroups):
    """What Jonas offers and what the family asks for."""

    services: list[Service]
    people: dict[str, Guardian | Educator]

    async def propose(self, key: UUID, hours: Hours, credits: int) -> None:
        await self._offer(key, hours, credits, self.learners["mila"])

    async def put_in(self, key: UUID, hours: int, count: int, credits: int) -> None:
        local = start(hours).astimezone(ZoneInfo(BERLIN))
        days = tuple(range(7))
        daily = Recurrence(local.date(), 1, days, local.time(), BERLIN, times=count)
        typed = self.world.make.offer(key=key, service=self.services[credits])
        await series_offer.propose(typed, daily, daily.days(), self.world.kaya, by=self.by)

    async def choose(self, hours: float, who: str) -> None:
        by, learner = self._choosing[who]
        await request.choose(await self._wish(slot_at(hours), learner, by), by=by)

    async def request(self, key: UUID, hours: int, credits: int, learner: str) -> None:
        wish = await self._wish(slot_at(hours), self.learners[learner], self.nadia, credits)
        await request.make(key, wish, "", by=self.nadia)

    async def counter(self, key: UUID, hours: Hours) -> None:
        at = [start(each) for each in hours]
        await counter.reply(await sessions.by_id(key), at, by=self.nadia)

    async def reply(self, key: UUID, new: UUID, hours: Hours, credits: int) -> None:
        asked = await sessions.by_id(key)
        await self._offer(new, hours, credits, asked.learner, asked)

    async def exchange(self, key: UUID, new: UUID, hours: int | None) -> None:
        to = None if hours is None else choices.another(start(hours))
        await exchange.make(await sessions.by_id(key), to, new, by=self.by)

    async def ask_to_move(self, key: UUID, hours: Hours) -> None:
        at, words = [start(each) for each in hours], "" if hours else "Lieber abends"
        await rescheduling.ask(await sessions.by_id(key), at, words, by=self.nadia)

    async def decline_wish(self, key: UUID) -> None:
        await wish_decline.decline(await sessions.by_id(key), "Nichts frei", by=self.by)

    async def cancel_dates(self, key: UUID, scope: str, who: str) -> None:
        by = self.people[who]
        session = await sessions.by_id(key)
        parts = await series_cancellation.parts(session, by=by)
        agreed = {each.scope: each.agreement for each in parts}.get(Scope(scope), "")
        await series_cancellation.cancel(session, Scope(scope), by=by, agreed=agreed)

    async def wait_sooner(self, key: UUID) -> None:
        await sooner_wait.wait(await sessions.by_id(key), by=self.nadia)

    async def leave_sooner(self, key: UUID) -> None:
        await sooner_wait.leave(await sessions.by_id(key), by=self.nadia)

    async def offer_sooner(self) -> None:
        async with database.transaction():
            for _, freed in lying(await database.rows(_TAKE, self._own, clock.now())):
                await sooner_offer.pass_on(self.by.profile_id, freed)

    async def sooner(self) -> dict[str, Any]:
        """Who waits for an earlier time, and what is left to a worker to offer."""
        waits = [id for (id,) in await database.rows(_WAITS, self.by.profile_id)]
        return {"waits": waits, "left": lying(await database.rows(_LEFT, self._own))}

    async def held(self) -> dict[str, tuple[datetime, datetime]]:
        """What is kept for who is choosing; on the way, that the other family is not shown it."""
        names = {by.family_id: who for who, (by, _) in self._choosing.items()}
        rows = await database.rows(_CHOSEN, self.by.profile_id, clock.now())
        kept = {names[family]: (starts, until) for family, starts, until in rows}
        for who, (starts, _) in kept.items():
            (other,) = self._choosing.keys() - {who}
            by, learner = self._choosing[other]
            booked = (await self._wish(starts, learner, by)).booked
            shown = await slot.between(booked, learner, starts, starts + HOUR, by=by)
            assert starts not in shown.starts
        return kept

    async def _wish(self, at: datetime, learner: UUID, by: Guardian, credits: int = 0) -> Wish:
        known = await bookable.by_family(by)
        booked = bookable.one(known, self.by.profile_id, self.services[credits].id)
        return Wish(booked, learner, at)

    @property
    def _choosing(self) -> dict[str, tuple[Guardian, UUID]]:
        """Who chooses for whom, of both families."""
        dora = self.world.dora.actor
        return {"nadia": (self.nadia, self.world.mila.id), "dora": (dora, self.world.emil.id)}

    @property
    def _own(self) -> str:
        """What work about Jonas looks like."""
        return f"%{self.by.profile_id}%"

    async def picked(self, first: Session, count: int) -> list[Session]:
        """Of a series so many dates from this one on."""
        if first.asking != "series":
            return [first]
        asked = await sessions.of_proposal(first.proposal)
        after = [each for each in asked if each.starts_at > first.starts_at]
        return [first, *[each for each in after if each.state == State.PENDING][: count - 1]]

    async def _offer(
        self, key: UUID, hours: Hours, credits: int, learner: UUID, asked: Session | None = None
    ) -> None:
        at = [start(each) for each in hours]
        booked, shared = self.services[credits], self.world.kaya
        typed = self.world.make.offer(key=key, starts_at=at[0], service=booked, learner=learner)
        if len(at) == 1:
            await offer.propose(typed, shared, by=self.by, instead_of=asked)
        else:
            times = choices.times(at)
            await alternatives.propose(typed, times, shared, by=self.by, instead_of=asked)


def slot_at(hours: float) -> datetime:
    """As slots begin."""
    at = start(hours)
    return at - timedelta(minutes=at.minute % 30)


def start(hours: float) -> datetime:
    """In whole minutes, as people type."""
    return (clock.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)


def lying(rows: list[tuple[Any, ...]]) -> list[tuple[datetime, list[sooner_next.Freed]]]:
    """In the order in which it is due."""
    return sorted((due_at, sooner_next.spans(json.loads(payload))) for due_at, payload in rows)
