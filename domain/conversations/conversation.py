"""A conversation: what the people of a connection write to each other, or somebody and the support.

Rule: C1 C6.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from piccolo.columns import UUID, ForeignKey, Integer, OnDelete, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import database, reach, topics
from domain.conversations import with_support
from domain.errors import Conflict, Forbidden, found
from domain.facts import Subject
from domain.profiles.actor import Actor, Guest, Supporter
from domain.providers import side
from domain.providers.connection import Connection
from domain.providers.side import Side

_REACHABLE = """
SELECT c.id, c.family, c.provider, f.name, v.name, c.ended_at,
  coalesce(t.last_number, 0), coalesce(t.last_change, 0),
  coalesce((SELECT r.number FROM message_readings r
    WHERE r.conversation = c.id AND r.profile = {}), 0),
  coalesce((SELECT max(r.number) FROM message_readings r
    WHERE r.conversation = c.id AND r.side <> {}), 0),
  EXISTS (SELECT 1 FROM conversation_mutings s WHERE s.connection = c.id AND s.profile = {})
FROM connections c JOIN families f ON f.id = c.family JOIN providers v ON v.id = c.provider
LEFT JOIN conversations t ON t.id = c.id WHERE c.id = {}
"""


class ConversationRow(Table, tablename="conversations"):
    """There is one once something was written. Rule: C1 C4.

    Shape: its id is its connection's, or it is of the support; last_number is the place of its
    newest message, last_change rises with every message and every change of one.
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


class SwitchedOff(Forbidden):
    """The guardians of a child do not want it to take part. Rule: C1."""


class Conversation(NamedTuple):
    """One as its reader sees it. Shape: read_number is how far the reader has read, seen_number how
    far somebody of the other side; asker is who asks the support, else None and the rest empty:
    address where it answers by mail, state as the case's, empty before anything was written.
    """

    id: Id
    family: Id | None
    provider: Id | None
    family_name: str
    provider_name: str
    ended_at: datetime | None
    last_number: int
    last_change: int
    read_number: int
    seen_number: int
    asker: Id | None = None
    asker_name: str = ""
    address: str = ""
    state: str = ""
    is_muted: bool = False

    def subject(self, by: Actor | Guest) -> Subject:
        """What news of it is about. Shape: by is who brings them."""
        if self.asker is None:
            return Subject(self.id, self.family, self.provider, talk=talk(self.id))
        asks = not isinstance(by, Supporter)
        return Subject(talk=talk(self.id), case=self.id if asks else None)

    def side_of(self, somebody: Actor | Guest) -> Side:
        if self.asker is not None or isinstance(somebody, Guest):
            return with_support.side_of(somebody)
        return side.of(somebody)

    async def topics(self) -> list[str]:
        """What shows it."""
        if self.asker is not None:
            return await with_support.shown_to(self.asker)
        return [topics.name("message", id) for id in (self.family, self.id) if id is not None]


async def reachable(id: Id, *, by: Actor) -> Conversation:
    """Errors: NotFound."""
    reached = reach.conversations(by)
    sql = f"{_REACHABLE} AND {reached.sql}"
    row = await database.row(sql, by.profile_id, side.of(by), by.profile_id, id, *reached.values)
    if row is not None:
        *known, is_muted = row
        return Conversation(*known)._replace(is_muted=bool(is_muted))
    of_support = found(await with_support.row(id, by))
    return Conversation(id, None, None, "", "", None, *of_support)


def refusal(one: Conversation) -> Over | None:
    """Why nothing can be written any more."""
    return Over() if one.ended_at is not None else None


def talk(id: Id) -> Id:
    """What news of its messages is about, by which reading them ends it. Rule: N1."""
    return uuid5(id, "messages")
