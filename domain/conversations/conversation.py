"""A conversation: what the people of a connection write to each other. Rule: C1."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database, reach
from domain.errors import Conflict, found
from domain.facts import Subject
from domain.profiles.actor import Actor
from domain.providers import side
from domain.providers.connection import Connection

_REACHABLE = """
SELECT c.id, c.family, c.provider, f.name, v.name, c.ended_at,
  coalesce(t.last_number, 0), coalesce(t.last_change, 0),
  coalesce((SELECT r.number FROM message_readings r
    WHERE r.conversation = c.id AND r.profile = {}), 0),
  coalesce((SELECT max(r.number) FROM message_readings r
    WHERE r.conversation = c.id AND r.side <> {}), 0)
FROM connections c JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
LEFT JOIN conversations t ON t.id = c.id WHERE c.id = {}
"""


class ConversationRow(Table, tablename="conversations"):
    """There is one once something was written. Rule: C1 C4.

    Shape: its id is its connection's; last_number is the place of its newest message, last_change
    rises with every message and every change of one.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=True, unique=True)
    last_number = Integer()
    last_change = Integer()
    written_at = Timestamptz()

    C1_one_per_connection = Check("connection IS NULL OR connection = id")
    C4_in_order = Check("last_number BETWEEN 1 AND last_change")


class Over(Conflict):
    """The connection has ended: what was written can be read, and nothing is added. Rule: B6."""


class Conversation(NamedTuple):
    """One as its reader sees it. Shape: read_number is how far the reader has read, seen_number how
    far somebody of the other side.
    """

    id: Id
    family: Id
    provider: Id
    family_name: str
    provider_name: str
    ended_at: datetime | None
    last_number: int
    last_change: int
    read_number: int
    seen_number: int

    def subject(self) -> Subject:
        return Subject(self.id, self.family, self.provider, talk=talk(self.id))


async def reachable(id: Id, *, by: Actor) -> Conversation:
    """Errors: NotFound."""
    reached = reach.conversations(by)
    sql = f"{_REACHABLE} AND {reached.sql}"
    row = await database.row(sql, by.profile_id, side.of(by), id, *reached.values)
    return Conversation(*found(row))


def refusal(one: Conversation) -> Over | None:
    """Why nothing can be written any more."""
    return Over() if one.ended_at is not None else None


def talk(id: Id) -> Id:
    """What news of its messages is about, by which reading them ends it. Rule: N1."""
    return uuid5(id, "messages")
