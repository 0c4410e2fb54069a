"""An organisation whose families all answer at once: several educators, one child each family."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from domain import clock, database
from domain.credits import grant
from domain.profiles import membership, profile
from domain.profiles.actor import Educator, Guardian, Manager
from domain.profiles.profile import Kind
from domain.providers import connection, provider, service, staff
from domain.providers.service import Service
from domain.sessions import session as sessions
from domain.sessions.session import Session
from tests import series
from tests.world import BERLIN

FAMILIES, EDUCATORS, SESSIONS_EACH = 24, 8, 40


@dataclass(frozen=True)
class Home:
    """A family with what waits for its answer."""

    guardian: Guardian
    waiting: list[Session]


async def build() -> list[Home]:
    """Shape: no two sessions want the same time of anybody."""
    async with database.transaction():
        made = await provider.create(provider.Kind.ORGANISATION, "Lernhaus", BERLIN)
        manager = Manager(await _employed(made.id, "Maria", Kind.MANAGER), made.id)
        educators = [
            Educator(await _employed(made.id, f"Anna {number}", Kind.EDUCATOR), made.id)
            for number in range(EDUCATORS)
        ]
        maths = await service.create(uuid4(), "Mathe", 60, 1, "", by=manager)
        return [
            await _home(number, educators[number % EDUCATORS], manager, maths)
            for number in range(FAMILIES)
        ]


async def _home(number: int, educator: Educator, manager: Manager, maths: Service) -> Home:
    nadia, mila = profile.new(Kind.GUARDIAN, "Nadia"), profile.new(Kind.CHILD, "Mila")
    family = await membership.start_family(f"Familie {number}", [nadia, mila])
    shared = await connection.make(
        family.id, manager.provider_id, by=nadia.id, invited_by=educator.profile_id
    )
    await grant.grant(uuid4(), shared, SESSIONS_EACH, "Karte", by=manager)
    first = clock.now() + timedelta(days=1, hours=number // EDUCATORS)
    asked = [
        await series.propose(
            shared, maths, [(mila.id, first + day * timedelta(days=1))], by=educator
        )
        for day in range(SESSIONS_EACH)
    ]
    waiting = [each for asking in asked for each in await sessions.of_proposal(asking)]
    return Home(Guardian(nadia.id, family.id), waiting)


async def _employed(at: UUID, name: str, kind: Kind) -> UUID:
    made = profile.new(kind, name)
    await profile.write([made])
    await staff.employ(made.id, at, staff.Role(kind))
    id: UUID = made.id
    return id
