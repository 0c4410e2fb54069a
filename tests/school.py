"""An organisation beside the people of tests/world.py: Ines manages it, Lea and Max teach.

Kaya came by Lea's invitation and is assigned to her; Rossi is known to nobody there.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain import clock
from domain.profiles import profile
from domain.profiles.actor import Educator, Manager
from domain.profiles.profile import Kind
from domain.providers import acceptance, invitation, provider, service, staff
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation
from domain.providers.service import Places, Service
from domain.providers.staff import Role
from domain.sessions import group_offer, offer, series_offer
from domain.sessions.group_invitation import Invited
from domain.sessions.group_offer import GroupOffer
from domain.sessions.offer import Offer
from domain.sessions.place import Place
from domain.sessions.recurrence import Recurrence
from domain.sessions.session import Session
from tests.world import BERLIN, Person, World, person, proven


@dataclass(frozen=True, slots=True)
class School:
    """Shape: code is Lea's invitation, which is still open."""

    ines: Person[Manager]
    lea: Person[Educator]
    max: Person[Educator]
    kaya: Connection
    code: Invitation
    maths: Service
    mila: UUID

    async def session(self, learner: UUID, days: int = 3) -> Session:
        """A session that Lea proposed."""
        return await offer.propose(self._typed(learner, days), self.kaya, by=self.lea.actor)

    async def series(self, learner: UUID, days: int = 3) -> UUID:
        """Two weeks that Lea proposed; returns the id of the series."""
        typed = self._typed(learner, days)
        day, at = typed.day, typed.wall_time
        twice = Recurrence(day, 1, (day.weekday(),), at, BERLIN, times=2)
        await series_offer.propose(typed, twice, twice.days(), self.kaya, by=self.lea.actor)
        return typed.key

    async def group(self, days: int = 3) -> UUID:
        """A date with places that Lea made, and proposed to Mila."""
        key, several = uuid4(), Places(5)
        booked = await service.create(key, "Chor", 60, 0, "", several, by=self.ines.actor)
        local = (clock.now() + timedelta(days=days)).astimezone(ZoneInfo(BERLIN))
        mila = Invited(self.kaya.family, self.mila)
        when = local.date(), local.time(), BERLIN, Place.AT_PROVIDER
        typed = GroupOffer(key, booked.id, *when, is_open=True, invited=(mila,))
        return (await group_offer.make(typed, by=self.lea.actor)).id

    def _typed(self, learner: UUID, days: int) -> Offer:
        local = (clock.now() + timedelta(days=days)).astimezone(ZoneInfo(BERLIN))
        day, at, place = local.date(), local.time(), Place.AT_FAMILY
        return Offer(uuid4(), learner, self.maths.id, day, at, BERLIN, place)


async def build(world: World, host: str = "lernfaden.example") -> School:
    """Shape: a host of one's own for their addresses makes a second school beside the first."""
    made = await provider.create(provider.Kind.ORGANISATION, "Schule", BERLIN)
    ines = await person(await _employed(made.id, "Ines", Kind.MANAGER, host), Manager)
    lea = await person(await _employed(made.id, "Lea", Kind.EDUCATOR, host), Educator)
    max = await person(await _employed(made.id, "Max", Kind.EDUCATOR, host), Educator)
    code = await invitation.create(uuid4(), by=lea.actor, uses_limit=None, expires_at=None)
    kaya = await acceptance.accept(code, by=world.nadia.actor)
    maths = await service.create(uuid4(), "Mathe", 60, 0, "", by=ines.actor)
    return School(ines, lea, max, kaya, code, maths, world.mila.id)


async def _employed(at: UUID, name: str, kind: Kind, host: str) -> UUID:
    owner = await proven(f"{name.lower()}@{host}")
    made = profile.new(kind, name, account=owner.id)
    await profile.write([made])
    await staff.employ(made.id, at, Role(kind))
    return made.id
