"""Times to choose from: alternatives as Jonas proposes them, and families' own times in return."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain import clock
from domain.sessions import alternatives, counter
from domain.sessions import session as sessions
from domain.sessions.alternatives import When
from domain.sessions.fault import Draft
from domain.sessions.session import Session
from tests.world import BERLIN, World


def starts(count: int = 3, *, days: int = 3) -> list[datetime]:
    """So many, a day apart."""
    return [clock.now() + timedelta(days=days + number) for number in range(count)]


def times(at: Sequence[datetime]) -> list[When]:
    """As Jonas types them."""
    local = [each.astimezone(ZoneInfo(BERLIN)) for each in at]
    return [When(each.date(), each.time()) for each in local]


def another(at: datetime) -> Draft:
    """One of them instead of another, as he types it."""
    (typed,) = times([at])
    return Draft(None, typed.day, typed.wall_time, BERLIN)


async def proposed(
    world: World,
    at: Sequence[datetime] | None = None,
    *,
    key: UUID | None = None,
    instead_of: Session | None = None,
    message: str = "Such dir eine aus",
) -> list[Session]:
    """Jonas proposes maths with Mila at one of these times."""
    wanted = starts() if at is None else at
    typed = world.make.offer(starts_at=wanted[0], key=key, message=message)
    return await alternatives.propose(
        typed, times(wanted), world.kaya, by=world.jonas.actor, instead_of=instead_of
    )


async def countered(
    world: World, proposed: Session, at: Sequence[datetime] | None = None, *, why: str = ""
) -> list[Session]:
    """ "Passt nicht" by Nadia, with times that would suit."""
    wanted = starts(2, days=7) if at is None else at
    return await counter.reply(proposed, wanted, by=world.nadia.actor, why=why)


async def now(asked: Sequence[Session]) -> list[Session]:
    """As they are by now."""
    return [await sessions.by_id(each.id) for each in asked]


async def states(asked: Sequence[Session]) -> list[str]:
    return [each.state for each in await now(asked)]
