"""A case: what somebody wants of the support, how far it is, and who of it answers. Rule: C6."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, events, outbox, topics
from domain.conversations.conversation import Conversation, ConversationRow
from domain.errors import NotFound, found
from domain.facts import Fact
from domain.profiles.actor import Actor, Guest, Supporter
from domain.profiles.profile import Profile
from domain.support import supporter

MAIL = "support_mail"
"""Work: mails to a guest what was answered. Shape: message is its id."""


class State(StrEnum):
    """OPEN waits for the support, WAITING for whoever asked; CLOSED needs nobody."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


_BECAME = {
    State.OPEN: "support.reopened",
    State.WAITING: "support.put_off",
    State.CLOSED: "support.closed",
}
# Whoever answers first has taken it. The conversation's row is held, so nobody is in between.
_WRITTEN = """
INSERT INTO support_cases (id, conversation, asker, address, state, assignee, changed_at)
VALUES ({}, {}, {}, {}, {}, {}, {}) ON CONFLICT (id) DO UPDATE SET state = excluded.state,
  assignee = coalesce(support_cases.assignee, excluded.assignee), changed_at = excluded.changed_at
"""
_OF = """
SELECT k.state, p.kind, k.assignee, a.name FROM support_cases k JOIN profiles p ON p.id = k.asker
LEFT JOIN profiles a ON a.id = k.assignee WHERE k.id = {}
"""
_CLOSED = "SELECT 1 FROM support_cases WHERE id = {} AND state = 'closed'"
_CHANGE = """
UPDATE support_cases SET state = {}, changed_at = {} WHERE id = {} AND state <> {} RETURNING id
"""
_ASSIGN = "UPDATE support_cases SET assignee = {}, changed_at = {} WHERE id = {} RETURNING id"


class CaseRow(Table, tablename="support_cases"):
    """Shape: its id is its conversation's, which each asker has one of; address is a guest's."""

    id = UUID(primary_key=True, default=UUID4())
    conversation = ForeignKey(ConversationRow, on_delete=OnDelete.restrict, null=False, unique=True)
    asker = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False, unique=True)
    address = Varchar(254, null=True, default=None, unique=True)
    state = Varchar(8, choices=State)
    assignee = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    changed_at = Timestamptz()

    C6_one_per_conversation = Check("conversation = id")
    C6_state = Check("state IN ('open', 'waiting', 'closed')")


class Case(NamedTuple):
    """As supporters see it. Shape: kind is the asker's, as Profile.kind."""

    state: str
    kind: str
    assignee: Id | None
    assignee_name: str | None


async def of(one: Conversation, *, by: Supporter) -> Case:
    """Errors: NotFound."""
    return Case(*found(await database.row(_OF, one.id)))


async def written(one: Conversation, message: Id, *, by: Actor | Guest) -> None:
    """Somebody wrote a message: whoever asks opens the case again, whoever answers waits.

    Shape: in the message's transaction, once it is stored.
    """
    answers = isinstance(by, Supporter)
    if not answers and await database.row(_CLOSED, one.id) is not None:
        _record("support.reopened", one, by)
    state, assignee = (State.WAITING, by.profile_id) if answers else (State.OPEN, None)
    about = one.id, one.id, one.asker, one.address or None
    await database.rows(_WRITTEN, *about, state, assignee, clock.now())
    topics.touch(*await one.topics())
    if answers and one.address:
        await outbox.put(MAIL, {"message": str(message)}, dedupe=f"{MAIL}:{message}")


async def change(one: Conversation, state: State, *, by: Supporter) -> None:
    """Says how far it is; what it is already stays untouched."""
    async with database.transaction():
        if await database.rows(_CHANGE, state, clock.now(), one.id, state):
            _record(_BECAME[state], one, by)
            topics.touch(*await one.topics())


async def assign(one: Conversation, to: Id | None, *, by: Supporter) -> None:
    """Gives it to a supporter, who is told, or to nobody. Errors: NotFound (no supporter)."""
    known = {each.profile for each in await supporter.every()}
    if to is not None and to not in known:
        raise NotFound
    async with database.transaction():
        await database.rows(_ASSIGN, to, clock.now(), one.id)
        _record("support.assigned", one, by, to if to != by.profile_id else None)
        topics.touch(*await one.topics())


def _record(kind: str, one: Conversation, by: Actor | Guest, only_to: Id | None = None) -> None:
    particulars = {"conversation": str(one.id), "asker": one.asker_name}
    subject = one.subject(by)
    events.record(Fact(kind, by.profile_id, subject, clock.now(), "", particulars, only_to=only_to))
