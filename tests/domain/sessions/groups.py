"""Groups of Jonas: his maths with several places."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain import clock
from domain.providers import service
from domain.providers.service import Places
from domain.sessions import group_offer
from domain.sessions import session as sessions
from domain.sessions.group import Group
from domain.sessions.group_invitation import Invited
from domain.sessions.group_offer import GroupOffer
from domain.sessions.place import Place
from domain.sessions.session import Session
from tests.world import BERLIN, DAYS_AHEAD, World


async def together(world: World, places: int = 3, minimum: int = 0, hours: int = 24) -> None:
    """Makes maths a group."""
    several = Places(places, minimum, hours)
    await service.change(world.maths, "Mathe", 60, 1, "", several, by=world.jonas.actor)


def mila(world: World) -> Invited:
    return Invited(world.kaya.family, world.mila.id)


def tom(world: World) -> Invited:
    return Invited(world.kaya.family, world.tom.id)


def emil(world: World) -> Invited:
    return Invited(world.rossi.family, world.emil.id)


def typed(
    world: World,
    *invited: Invited,
    starts_at: datetime | None = None,
    key: UUID | None = None,
    is_open: bool = False,
) -> GroupOffer:
    local = (starts_at or clock.now() + DAYS_AHEAD).astimezone(ZoneInfo(BERLIN))
    return GroupOffer(
        key=key or uuid4(),
        service=world.maths.id,
        day=local.date(),
        wall_time=local.time(),
        time_zone=BERLIN,
        place=Place.AT_PROVIDER,
        is_open=is_open,
        invited=invited,
    )


async def made(
    world: World,
    *invited: Invited,
    places: int = 3,
    minimum: int = 0,
    ahead: timedelta = DAYS_AHEAD,
    is_open: bool = False,
) -> Group:
    """A date, and credits for both families."""
    await together(world, places, minimum)
    await world.make.credits(5)
    await world.make.credits(5, connection=world.rossi)
    what = typed(world, *invited, starts_at=clock.now() + ahead, is_open=is_open)
    return await group_offer.make(what, by=world.jonas.actor)


async def of(group: Group) -> dict[UUID, Session]:
    """Its sessions by learner, the newest of each."""
    found = await sessions.where("s.group_date = {} ORDER BY s.created_at, s.id", group.id)
    return {each.learner: each for each in found}
