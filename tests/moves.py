"""What Jonas types when he moves a session."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from domain.sessions import move
from domain.sessions import session as sessions
from domain.sessions.aim import Move
from domain.sessions.place import Place
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session
from tests.world import BERLIN, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def to(
    session: Session,
    starts_at: datetime,
    *,
    minutes: int | None = None,
    message: str = "",
    gives_up: bool = False,
    scope: Scope = Scope.THIS,
    agreed: int = 1,
    key: UUID | None = None,
) -> Move:
    """Another start, and all else as it was."""
    local = starts_at.astimezone(ZoneInfo(BERLIN))
    length = (session.ends_at - session.starts_at).seconds // 60
    return Move(
        key=key or uuid4(),
        day=local.date(),
        wall_time=local.time(),
        time_zone=BERLIN,
        minutes=minutes or length,
        place=Place(session.place),
        place_detail=session.place_detail,
        meeting_url=session.meeting_url,
        message=message,
        gives_up=gives_up,
        scope=scope,
        agreed=agreed,
    )


async def moved(
    world: World, session: Session, by: timedelta = DAY, *, gives_up: bool = False
) -> Session:
    """What Jonas proposes in its place, later by as much."""
    aimed = to(session, session.starts_at + by, gives_up=gives_up)
    (made,) = await move.propose(session, aimed, by=world.jonas.actor)
    return made


async def now(session: Session) -> Session:
    return await sessions.by_id(session.id)
