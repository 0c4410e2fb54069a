"""An aim: where to an educator moves a session, or its part of a series. Rule: S10 S7 S4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import rival as rivalry
from domain.sessions import wall_clock
from domain.sessions.fault import Draft
from domain.sessions.place import Place
from domain.sessions.rival import Rival
from domain.sessions.series_cancellation import Scope
from domain.sessions.session import Session
from domain.sessions.wall_clock import Span


@dataclass(frozen=True, slots=True)
class Move:
    """What an educator fills in. Shape: day and wall_time are meant in the zone; gives_up says that
    the old time holds no more from now on; agreed is how many dates the page named.
    """

    key: UUID
    day: date
    wall_time: time
    time_zone: str
    minutes: int
    place: Place
    place_detail: str = ""
    meeting_url: str = ""
    message: str = ""
    gives_up: bool = False
    scope: Scope = Scope.THIS
    agreed: int = 1

    @property
    def draft(self) -> Draft:
        day, start, zone = self.day, self.wall_time, self.time_zone
        return Draft(None, day, start, zone, self.meeting_url, self.message)

    @property
    def where(self) -> tuple[str, str, str]:
        """The place, what is said of it, and the room."""
        return self.place, self.place_detail.strip(), self.meeting_url.strip()


def spans(moved: Sequence[Session], session: Session, to: Move) -> list[Span]:
    """When each would be, by the same difference on the clock on the wall as the session is moved.

    Rule: S7. Shape: so what was moved by hand keeps its difference; lengths stay, unless another
    was chosen. Errors: Invalid (starts_on).
    """
    difference = datetime.combine(to.day, to.wall_time) - _local(session.starts_at, to.time_zone)
    wanted = []
    for each in moved:
        try:
            aimed = _local(each.starts_at, to.time_zone) + difference
            start = wall_clock.instant(aimed.date(), aimed.time(), to.time_zone)
        except OverflowError:
            raise Invalid("starts_on", "out_of_range") from None
        wanted.append((start, start + _length(each, session, to)))
    return wanted


async def rivals(
    moved: Sequence[Session], spans: Sequence[Span], *, by: Staff
) -> list[tuple[Span, Rival]]:
    """What lies at the new times, of either side, besides what is moved. Rule: S4 S18. One query.

    Shape: a group stays at its time, whoever is moved out of it.
    """
    span = min(start for start, _ in spans), max(end for _, end in spans)
    without = {each.id for each in moved}
    overlapping = await rivalry.between(*span, moved[0].learner, without, by=by)
    return [
        (each, rival)
        for each in spans
        for rival in overlapping
        if rival.whose != rivalry.WAITS and rival.starts_at < each[1] and each[0] < rival.ends_at
    ]


def where(session: Session) -> tuple[str, str, str]:
    """As Move.where."""
    return session.place, session.place_detail, session.meeting_url


def _local(moment: datetime, time_zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)


def _length(each: Session, session: Session, to: Move) -> timedelta:
    chosen = timedelta(minutes=to.minutes)
    is_kept = session.ends_at - session.starts_at == chosen
    return each.ends_at - each.starts_at if is_kept else chosen
