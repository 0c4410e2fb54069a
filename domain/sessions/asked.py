"""What a family is asked: more of the sessions that wait, or were confirmed a moment ago.

Rule: S4 S8 K3. Said before the tap; what holds is decided at the confirmation, by the database.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.credits import package
from domain.sessions import notice
from domain.sessions.group_free import FREE_PLACES
from domain.sessions.listed import Listed
from domain.sessions.session import Session

LONGEST = timedelta(hours=12)
"""No service is longer, which bounds the index by the start."""

# Whose time is taken, of the educator or of the learner; the start bounds the index. What a move
# gives up takes no time of it, and for the sessions of a group its date does.
_AT_ONCE = "k.starts_at > {} AND k.starts_at < s.ends_at AND k.ends_at > s.starts_at"
_TAKEN = f"""
EXISTS (SELECT 1 FROM sessions k WHERE k.{{whose}} = s.{{whose}} AND k.state = 'confirmed'
  AND k.id <> s.id AND {_AT_ONCE} {{unless}} AND NOT EXISTS
  (SELECT 1 FROM sessions w WHERE w.moved_from = k.id AND w.proposal = s.proposal))
"""
_BY_GROUP = f"""
EXISTS (SELECT 1 FROM group_dates k WHERE k.educator = s.educator AND k.called_off_at IS NULL
  AND {_AT_ONCE} AND (s.group_date IS NULL OR k.id <> s.group_date))
"""
_OF_EDUCATOR = f"""
({_TAKEN.format("{}", whose="educator", unless="AND k.group_date IS NULL")} OR {_BY_GROUP})
"""
_ASKED = f"""
SELECT s.id, s.connection, s.provider, s.starts_at, s.credits, v.notice_hours, v.time_zone,
  o.answered_by, o.id, s.series, o.kind, o.is_sooner, b.id, b.starts_at, b.ends_at, b.state,
  {_OF_EDUCATOR},
  {_TAKEN.format("{}", whose="learner", unless="")}, {FREE_PLACES}
FROM sessions s JOIN proposals o ON o.id = s.proposal JOIN providers v ON v.id = s.provider
LEFT JOIN sessions b ON b.id = s.moved_from
WHERE s.id IN ({{ids}})
"""


class Asked(NamedTuple):
    """Shape: notice_hours is what would hold if it were confirmed now; kind and is_sooner are the
    proposal's, old is what it was moved from, free_places of its group, if it is of one.
    Units: whole credits.
    """

    id: UUID
    connection: UUID
    provider: UUID
    starts_at: datetime
    credits: int
    notice_hours: int
    time_zone: str
    answered_by: UUID | None
    proposal: UUID
    series: UUID | None
    kind: str
    is_sooner: bool
    old: UUID | None
    old_starts_at: datetime | None
    old_ends_at: datetime | None
    old_state: str | None
    is_educator_taken: bool
    is_learner_taken: bool
    free_places: int | None

    @property
    def would_be_free_until(self) -> datetime:
        """As Session.would_be_free_until. Rule: S8."""
        return notice.free_until(self.starts_at, self.notice_hours)

    @property
    def is_series(self) -> bool:
        """Whether some of its dates may be picked. Rule: S7."""
        return self.kind == "series"

    @property
    def is_move(self) -> bool:
        """As Session.is_move. Rule: S10."""
        return self.kind == "move"

    @property
    def leaves_old(self) -> bool:
        """As Session.leaves_old. Rule: S10."""
        return self.old_state == "confirmed"

    @property
    def day(self) -> date:
        """The session's day where its provider is, by which packages end."""
        return package.local_day(self.starts_at, self.time_zone)


async def asked(listed: Sequence[Listed], now: datetime) -> dict[UUID, Asked]:
    """Of a list those that wait or can be taken back. One query, none where there are none."""
    # Most rows of a list have neither time, and are no question.
    dated = [row for row in listed if row.expires_at or row.answered_at]
    rows = [row for row in dated if row.is_waiting(now) or row.is_just_confirmed(now)]
    if not rows:
        return {}
    return await _read([row.id for row in rows], min(row.starts_at for row in rows))


async def of_session(session: Session) -> Asked:
    return (await of_sessions([session]))[0]


async def of_sessions(asked: Sequence[Session]) -> list[Asked]:
    """One query. Shape: in order of time."""
    read = await _read([each.id for each in asked], min(each.starts_at for each in asked))
    return sorted(read.values(), key=lambda each: each.starts_at)


async def _read(ids: list[UUID], first: datetime) -> dict[UUID, Asked]:
    since = first - LONGEST
    sql = _ASKED.replace("{ids}", database.marks(ids))
    return {row[0]: Asked(*row) for row in await database.rows(sql, since, since, since, *ids)}
