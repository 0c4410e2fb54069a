"""Amira teaches as well, by herself and for nothing: whoever learns from her and from Jonas."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain.profiles.actor import Educator, Guardian
from domain.providers import connection, service, specialist
from domain.providers.connection import Connection
from domain.providers.service import Service
from domain.sessions import offer
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from domain.sessions.session import Session
from tests.world import BERLIN, Person, person, proven


@dataclass(frozen=True, slots=True)
class Amira:
    """Shape: her lessons cost no credits and last 60 minutes."""

    actor: Educator
    english: Service

    async def knows(self, guardian: Person[Guardian]) -> Connection:
        family = guardian.actor.family_id
        return await connection.make(family, self.actor.provider_id, by=guardian.id)

    async def session(
        self, guardian: Person[Guardian], learner: UUID, starts_at: datetime
    ) -> Session:
        """A proposal to that guardian's family."""
        local = starts_at.astimezone(ZoneInfo(BERLIN))
        day, time, place = local.date(), local.time(), Place.AT_FAMILY
        typed = Offer(uuid4(), learner, self.english.id, day, time, BERLIN, place)
        return await offer.propose(typed, await self.knows(guardian), by=self.actor)


async def build() -> Amira:
    login = await proven("amira@lernfaden.example")
    made = await specialist.start(login.id, "Amira", language="de", time_zone=BERLIN)
    actor = (await person(made.id, Educator)).actor
    return Amira(actor, await service.create(uuid4(), "Englisch", 60, 0, "", by=actor))
