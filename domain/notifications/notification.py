"""Notifications: what one profile is told, one line for each subject: its newest news."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Unique
from piccolo.table import Table

from domain import database
from domain.facts import Fact
from domain.profiles.profile import Profile

IS_NEWS = "n.kind <> 'message.sent'"
"""Of a notification called n: not a message, which its conversation has, and not the list."""
_INTO = "notifications (id, profile, subject, session, event, kind, facts_count, created_at)"
_FIRST = "ON CONFLICT DO NOTHING RETURNING id"
_AGAIN = """
ON CONFLICT (profile, subject) DO UPDATE SET session = excluded.session, event = excluded.event,
  kind = excluded.kind, facts_count = excluded.facts_count, created_at = excluded.created_at,
  read_at = NULL
"""


class Notification(Table, tablename="notifications"):
    """Rule: N1. Shape: id is made of profile and subject, which have one notification; session is
    what it opens, event the newest that it tells, facts_count how many of its kind came with it.
    """

    id = UUID(primary_key=True, default=UUID4())
    profile = ForeignKey(Profile, on_delete=OnDelete.cascade, null=False)
    subject = UUID()
    session = UUID(null=True, default=None)
    event = UUID()
    kind = Varchar(40)
    facts_count = SmallInt(default=1)
    created_at = Timestamptz()
    read_at = Timestamptz(null=True, default=None)

    N1_once_per_subject = Unique([profile, subject])


class News(NamedTuple):
    """What one profile is to be told now."""

    profile: Id
    fact: Fact
    facts_count: int
    created_at: datetime

    @property
    def id(self) -> Id:
        return id_of(self.profile, self.fact.subject.about)

    def one_more(self) -> "News":
        return self._replace(facts_count=self.facts_count + 1)


def id_of(profile: Id, subject: Id) -> Id:
    """The notification of a profile about a subject, whether there is one or not."""
    return uuid5(profile, str(subject))


async def put(news: Sequence[News]) -> None:
    """Writes each in the place of the older of its subject, unread, if there is one.

    The first of a subject goes in on its own: naming one key, as DO UPDATE must, leaves what two
    write at the same moment to fail at the other. All in the order of their ids, so that two
    transactions cannot wait for each other.
    """
    rows = [_row(one) for one in sorted(news, key=lambda one: one.id)]
    first = {id for (id,) in await database.insert(_INTO, rows, _FIRST)}
    await database.insert(_INTO, [row for row in rows if row[0] not in first], _AGAIN)


def _row(news: News) -> tuple[object, ...]:
    subject = news.fact.subject
    return (
        news.id,
        news.profile,
        subject.about,
        subject.session,
        news.fact.id,
        news.fact.kind,
        news.facts_count,
        news.created_at,
    )
