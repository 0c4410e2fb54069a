"""Jonas, who teaches in the demo world: his hours, his room and his services."""

from uuid import uuid4

from domain import reach
from domain.availability import hours
from domain.availability.hours import Weekly
from domain.profiles import changing
from domain.profiles.actor import Educator
from domain.providers import room, service, specialist
from domain.providers.service import Places, Service

from . import logins
from .times import BERLIN

ROOM = "https://meet.lernfaden.example/jonas"

_HOURS = [*(Weekly(day, 14 * 60, 19 * 60) for day in range(5)), Weekly(5, 10 * 60, 13 * 60)]
_COLOUR = 3
_SERVICES = {
    "Mathe": "Vom Einmaleins bis zur Algebra, in eurem Tempo.",
    "Physik": "Experimente für zu Hause und die Formeln dahinter.",
}

CLUB = "Matheclub"
_CLUB_TEXT = "Zusammen knobeln, für alle von der fünften Klasse an."


async def begin() -> Educator:
    login = await logins.register("jonas")
    name = "Jonas Weber"
    made = await specialist.start(login, name, language="de", time_zone=BERLIN)
    await logins.choose_password(login)
    jonas = await reach.acting_as(made.id)
    assert isinstance(jonas, Educator)
    await changing.rename(made.id, name, _COLOUR, by=jonas)
    await room.set_own(ROOM, by=jonas)
    await hours.replace(_HOURS, by=jonas)
    return jonas


async def services(jonas: Educator) -> dict[tuple[str, int], Service]:
    alone = {
        (name, minutes): await service.create(uuid4(), name, minutes, 1, text, by=jonas)
        for name, text in _SERVICES.items()
        for minutes in (45, 60)
    }
    club = await service.create(uuid4(), CLUB, 60, 0, _CLUB_TEXT, Places(5, 2, 24), by=jonas)
    return {**alone, (CLUB, 60): club}
