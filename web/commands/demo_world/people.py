"""Who is in the demo world, and how they met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock
from domain.availability import family_time
from domain.profiles import family, membership, permission
from domain.profiles.actor import Child, Educator, Guardian, Supporter
from domain.profiles.membership import Role
from domain.profiles.profile import Profile
from domain.providers import acceptance, invitation
from domain.providers.connection import Connection
from domain.providers.service import Service

from . import logins, teaching
from .times import BERLIN, Days

INVITATION_USES = 5

_MILAS_TIMES = [(day, 15 * 60, 18 * 60) for day in (1, 3, 5)]
_COLOURS = {"Nadia Kaya": 6, "Mila": 0, "Tom": 5, "Dora Rossi": 7, "Emil": 1}


@dataclass(frozen=True, slots=True)
class Household:
    """A guardian with her children by name, and what the family shares with Jonas."""

    guardian: Guardian
    children: Mapping[str, Child]
    connection: Connection


@dataclass(frozen=True, slots=True)
class People:
    """Shape: services by name and minutes."""

    jonas: Educator
    kaya: Household
    rossi: Household
    support: Supporter
    services: Mapping[tuple[str, int], Service]


async def meet(days: Days) -> People:
    """Jonas starts, invites, and two families come."""
    with clock.at(days.at(-75, "10:00")):
        jonas = await teaching.begin()
        services = await teaching.services(jonas)
    with clock.at(days.at(-62, "09:30")):
        code = await _invitation(jonas, days.now + timedelta(days=30))
    with clock.at(days.at(-61, "20:15")):
        kaya = await _household("Nadia Kaya", {"Mila": "mila", "Tom": None}, code)
        mila = kaya.children["Mila"].profile_id
        await family_time.replace(mila, _MILAS_TIMES, BERLIN, by=kaya.guardian)
        await permission.allow(mila, may_share=True, by=kaya.guardian)
    with clock.at(days.at(-41, "17:50")):
        rossi = await _household("Dora Rossi", {"Emil": None}, code)
    with clock.at(days.at(-76, "09:00")):
        return People(jonas, kaya, rossi, await logins.supporter(), services)


async def _invitation(jonas: Educator, expires_at: datetime) -> str:
    """Its code, which both families use; it is still open."""
    made = await invitation.create(
        uuid4(), by=jonas, uses_limit=INVITATION_USES, expires_at=expires_at
    )
    return made.code


async def _household(name: str, children: Mapping[str, str | None], code: str) -> Household:
    given, _, surname = name.partition(" ")
    login = await logins.register(given.lower())
    home = await family.create(surname)
    guardian = Guardian((await _member(Role.GUARDIAN, name, home.id, login)).id, home.id)
    await logins.choose_password(login)
    members = {}
    for child, address in children.items():
        own = await logins.register(address) if address else None
        members[child] = Child((await _member(Role.CHILD, child, home.id, own)).id)
        if own:
            await logins.choose_password(own)
    shared = await acceptance.accept(await invitation.by_code(code), by=guardian)
    return Household(guardian, members, shared)


async def _member(role: Role, name: str, home: UUID, login: UUID | None) -> Profile:
    return await membership.create(
        home, role, name, account=login, colour=_COLOURS[name], time_zone=BERLIN
    )
