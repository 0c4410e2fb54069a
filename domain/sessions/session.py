"""A session: one appointment of one learner with an educator."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID as Id

from domain import database, reach
from domain.errors import NotFound, found
from domain.facts import Subject
from domain.profiles.actor import Actor, Guardian, Staff
from domain.sessions import notice, waiting

_OWN = """
s.id, s.connection, s.provider, s.family, s.educator, s.learner, s.service, s.service_name,
s.credits, s.starts_at, s.ends_at, s.time_zone, s.place, s.place_detail, s.meeting_url, s.state,
s.notice_hours, s.changed_at, s.moved_from, s.sequence, s.series, s.series_day, s.group_date
"""
_SELECT = f"""
SELECT {_OWN}, b.starts_at, b.state, b.group_date, h.words, q.created_at, o.id, o.message,
  o.expires_at, o.answered_at, o.answered_by, o.asked, o.kind, o.is_sooner, a.name, l.name,
  l.kind, l.colour, l.creature, e.name, f.name, v.name, v.time_zone, v.notice_hours, v.sooner_hours,
  m.may_confirm
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN profiles a ON a.id = o."by"
JOIN profiles l ON l.id = s.learner JOIN profiles e ON e.id = s.educator
JOIN families f ON f.id = s.family JOIN providers v ON v.id = s.provider
{reach.OF_LEARNER}
LEFT JOIN sessions b ON b.id = s.moved_from
LEFT JOIN wishes h ON h.session = s.id AND h.answered_at IS NULL
LEFT JOIN sooner_waits q ON q.session = s.id AND q.ended_at IS NULL
"""


class State(StrEnum):
    """Rule: S1."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(slots=True)
class Session:
    """A session as it was read, with its proposal and the names of its people, in one query.

    Shape: changed by `state.change` alone, which brings it up to date after COMMIT; what is asked
    of it does no I/O. learner_kind as Profile.kind; may_confirm is the learner's right, if a child;
    asked and asking are whose answer its proposal waits for, and of which kind that is; instead_of
    and instead_state are when what it was moved from begins, and the state that has, instead_group
    the date of a group that that was in; wished is what its family said that gave it up, while that
    waits for another time; waits_since is since when its family would take an earlier one,
    is_sooner whether it is one that was offered to it.
    """

    id: Id
    connection: Id
    provider: Id
    family: Id
    educator: Id
    learner: Id
    service: Id
    service_name: str
    credits: int
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str
    place_detail: str
    meeting_url: str
    state: str
    notice_hours: int | None
    changed_at: datetime
    moved_from: Id | None
    sequence: int
    series: Id | None
    series_day: date | None
    group_date: Id | None
    instead_of: datetime | None
    instead_state: str | None
    instead_group: Id | None
    wished: str | None
    waits_since: datetime | None
    proposal: Id
    message: str
    expires_at: datetime
    answered_at: datetime | None
    answered_by: Id | None
    asked: str
    asking: str
    is_sooner: bool
    asker_name: str
    learner_name: str
    learner_kind: str
    learner_colour: int
    learner_creature: int
    educator_name: str
    family_name: str
    provider_name: str
    provider_zone: str
    provider_notice_hours: int
    provider_sooner_hours: int | None
    may_confirm: bool | None

    @property
    def free_until(self) -> datetime | None:
        """The last moment at which the family cancels free of charge; None while not confirmed."""
        hours = self.notice_hours
        return None if hours is None else notice.free_until(self.starts_at, hours)

    @property
    def would_be_free_until(self) -> datetime:
        """The same, were it confirmed now. Rule: S8."""
        return notice.free_until(self.starts_at, self.provider_notice_hours)

    def is_free_to_cancel(self, now: datetime) -> bool:
        """Rule: S8."""
        return notice.is_free(self.free_until, now)

    def is_waiting(self, now: datetime) -> bool:
        """Pending, and still to be answered."""
        return self.answered_at is None and waiting.is_waiting(
            self.state, self.starts_at, self.expires_at, now
        )

    def is_taught_by(self, somebody: Actor) -> bool:
        """Rule: S10."""
        return isinstance(somebody, Staff) and self.educator == somebody.profile_id

    @property
    def is_move(self) -> bool:
        """Whether the educator moved it there. Rule: S10."""
        return self.asking == "move"

    @property
    def leaves_old(self) -> bool:
        """Whether the time that it was moved from holds as long as nobody confirms. Rule: S10."""
        return self.instead_state == State.CONFIRMED

    @property
    def leaves_group(self) -> bool:
        """Whether it takes one child out of a group, whose date stays as it is. Rule: S18."""
        return self.instead_group is not None and self.group_date is None

    @property
    def is_request(self) -> bool:
        """Whether the family asked for it, or moved it there. Rule: S5."""
        return self.asked == "educator"

    @property
    def is_alternative(self) -> bool:
        """Whether it is one of several times, of which one is to be picked. Rule: S2."""
        return self.asking == "alternatives"

    def is_offered_by(self, somebody: Actor) -> bool:
        """Whether it is theirs to take back while it waits. Rule: S1."""
        if self.is_request:
            return isinstance(somebody, Guardian) and somebody.family_id == self.family
        return self.is_taught_by(somebody)

    @property
    def subject(self) -> Subject:
        return Subject(
            connection=self.connection,
            family=self.family,
            provider=self.provider,
            educator=self.educator,
            learner=self.learner,
            session=self.id,
        )


async def reachable(session: Id, *, by: Actor) -> Session:
    """The session, if it is the family's, the learner's own, the educator's or the house's.

    Rule: A8 B5. Errors: NotFound.
    """
    clause = reach.sessions(by)
    sql = f"{_SELECT} WHERE s.id = {{}} AND {clause.sql}"
    return Session(*found(await database.row(sql, session, *clause.values)))


async def by_id(session: Id) -> Session:
    """For workers, which ask for nobody. Errors: NotFound."""
    return Session(*found(await database.row(f"{_SELECT} WHERE s.id = {{}}", session)))


async def of_proposal(proposal: Id) -> list[Session]:
    """All that hang on it, in order of time."""
    return await where("s.proposal = {} ORDER BY s.starts_at, s.id", proposal)


async def of_group(group_date: Id) -> list[Session]:
    """All that hang on it, in the order in which they were asked. Rule: S18."""
    return await where("s.group_date = {} ORDER BY s.created_at, s.id", group_date)


async def of_series(series: Id, *, by: Actor) -> list[Session]:
    """What the actor reaches of it, in order of time. Errors: NotFound, where that is nothing."""
    clause = reach.sessions(by)
    dates = await where(
        f"s.series = {{}} AND {clause.sql} ORDER BY s.starts_at, s.id", series, *clause.values
    )
    if not dates:
        raise NotFound
    return dates


async def where(condition: str, *values: object) -> list[Session]:
    """For lists of this area. Shape: what stands after WHERE, sessions called s."""
    return [Session(*row) for row in await database.rows(f"{_SELECT} WHERE {condition}", *values)]
