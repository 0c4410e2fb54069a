"""The group of the demo world: Mila and Emil come, and there are places left."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain.sessions import answer, group_offer
from domain.sessions import session as sessions
from domain.sessions.group_invitation import Invited
from domain.sessions.group_offer import GroupOffer
from domain.sessions.place import Place

from .life import Step
from .people import Household, People
from .teaching import CLUB
from .times import BERLIN, Days

MESSAGE = "Diesmal falten wir Körper aus Papier. Bringt eine Schere mit."
_PROPOSED, _ANSWERED, _HELD = (-4, "17:40"), ("18:05", "19:50"), (7, "17:00")


def of(days: Days, people: People) -> Iterator[Step]:
    """Its proposal, and the two who said yes."""
    key = uuid4()
    yield days.at(*_PROPOSED), partial(_propose, key, days, people)
    for clock, household in zip(_ANSWERED, (people.kaya, people.rossi), strict=True):
        yield days.at(_PROPOSED[0], clock), partial(_confirm, key, household)


async def _propose(key: UUID, days: Days, people: People) -> None:
    local = days.at(*_HELD).astimezone(ZoneInfo(BERLIN))
    offer = GroupOffer(
        key=key,
        service=people.services[CLUB, 60].id,
        day=local.date(),
        wall_time=local.time(),
        time_zone=BERLIN,
        place=Place.AT_PROVIDER,
        message=MESSAGE,
        is_open=True,
        invited=(_invited(people.kaya, "Mila"), _invited(people.rossi, "Emil")),
    )
    await group_offer.make(offer, by=people.jonas)


def _invited(household: Household, name: str) -> Invited:
    return Invited(household.connection.family, household.children[name].profile_id)


async def _confirm(key: UUID, household: Household) -> None:
    (asked,) = [
        each for each in await sessions.of_group(key) if each.family == household.connection.family
    ]
    await answer.confirm(asked, by=household.guardian)
