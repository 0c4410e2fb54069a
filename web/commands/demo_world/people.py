"""Who is in the demo world, and how they met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from domain import clock, reach
from domain.accounts import account, device, device_end, device_login, password, proof
from domain.accounts.login_email import Used
from domain.availability import family_time, hours
from domain.availability.hours import Weekly
from domain.profiles import changing, family, membership
from domain.profiles.actor import Child, Educator, Guardian
from domain.profiles.membership import Role
from domain.profiles.profile import Profile
from domain.providers import acceptance, invitation, room, service, staff
from domain.providers.connection import Connection
from domain.providers.service import Places, Service

from .times import BERLIN, Days

PASSWORD = "Faden-und-Knoten-26"
ROOM = "https://meet.lernfaden.example/jonas"
INVITATION_USES = 5

_HOURS = [*(Weekly(day, 14 * 60, 19 * 60) for day in range(5)), Weekly(5, 10 * 60, 13 * 60)]
_MILAS_TIMES = [(day, 15 * 60, 18 * 60) for day in (1, 3, 5)]
_COLOURS = {"Jonas Weber": 3, "Nadia Kaya": 6, "Mila": 0, "Tom": 5, "Dora Rossi": 7, "Emil": 1}
_SERVICES = {
    "Mathe": "Vom Einmaleins bis zur Algebra, in eurem Tempo.",
    "Physik": "Experimente für zu Hause und die Formeln dahinter.",
}

CLUB = "Matheclub"
_CLUB_TEXT = "Zusammen knobeln, für alle von der fünften Klasse an."


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
    services: Mapping[tuple[str, int], Service]


async def meet(days: Days) -> People:
    """Jonas starts, invites, and two families come."""
    with clock.at(days.at(-75, "10:00")):
        jonas = await _jonas()
        services = await _services(jonas)
    with clock.at(days.at(-62, "09:30")):
        code = await _invitation(jonas, days.now + timedelta(days=30))
    with clock.at(days.at(-61, "20:15")):
        kaya = await _household("Nadia Kaya", {"Mila": "mila", "Tom": None}, code)
        mila = kaya.children["Mila"].profile_id
        await family_time.replace(mila, _MILAS_TIMES, BERLIN, by=kaya.guardian)
    with clock.at(days.at(-41, "17:50")):
        rossi = await _household("Dora Rossi", {"Emil": None}, code)
    return People(jonas, kaya, rossi, services)


async def _jonas() -> Educator:
    login = await _register("jonas")
    name = "Jonas Weber"
    made = await staff.start_as_specialist(login, name, language="de", time_zone=BERLIN)
    await _choose_password(login)
    jonas = await reach.acting_as(made.id)
    assert isinstance(jonas, Educator)
    await changing.rename(made.id, name, _COLOURS[name], by=jonas)
    await room.set_own(ROOM, by=jonas)
    await hours.replace(_HOURS, by=jonas)
    return jonas


async def _services(jonas: Educator) -> dict[tuple[str, int], Service]:
    alone = {
        (name, minutes): await service.create(uuid4(), name, minutes, 1, text, by=jonas)
        for name, text in _SERVICES.items()
        for minutes in (45, 60)
    }
    club = await service.create(uuid4(), CLUB, 60, 0, _CLUB_TEXT, Places(5, 2, 24), by=jonas)
    return {**alone, (CLUB, 60): club}


async def _invitation(jonas: Educator, expires_at: datetime) -> str:
    """Its code, which both families use; it is still open."""
    made = await invitation.create(
        uuid4(), by=jonas, uses_limit=INVITATION_USES, expires_at=expires_at
    )
    return made.code


async def _household(name: str, children: Mapping[str, str | None], code: str) -> Household:
    given, _, surname = name.partition(" ")
    login = await _register(given.lower())
    home = await family.create(surname)
    guardian = Guardian((await _member(Role.GUARDIAN, name, home.id, login)).id, home.id)
    await _choose_password(login)
    members = {}
    for child, address in children.items():
        own = await _register(address) if address else None
        members[child] = Child((await _member(Role.CHILD, child, home.id, own)).id)
        if own:
            await _choose_password(own)
    shared = await acceptance.accept(await invitation.by_code(code), by=guardian)
    return Household(guardian, members, shared)


async def _member(role: Role, name: str, home: UUID, login: UUID | None) -> Profile:
    return await membership.create(
        home, role, name, account=login, colour=_COLOURS[name], time_zone=BERLIN
    )


async def _register(name: str) -> UUID:
    """Somebody who has shown that the address is theirs."""
    made = await account.register(f"{name}@lernfaden.example")
    await proof.prove(Used(made.id, is_same_browser=True))
    return made.id


async def _choose_password(login: UUID) -> None:
    entered = await device_login.log_in(login, user_agent="")
    browser = await device.by_token(entered.token)
    if browser is not None:
        await password.change(login, PASSWORD, on=browser.id)
        await device_end.of(browser.id, account=login)
