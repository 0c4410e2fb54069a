"""A proposal: what one side asks the other in one piece; told, expired and answered once.

Rule: S2 S3 S5. The sessions that it is about hang on it.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID as Id

from piccolo.columns import UUID, Boolean, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.profiles.profile import Profile
from domain.providers.connection import Connection

_ANSWER = """
UPDATE proposals SET answered_at = {}, answered_by = {}
WHERE id = {} AND answered_at IS NULL AND expires_at > {} RETURNING id
"""
_EXPIRE = """
UPDATE proposals SET answered_at = {} WHERE id = {} AND answered_at IS NULL AND expires_at <= {}
RETURNING id
"""
_END = """
UPDATE proposals SET answered_at = {{}}, answered_by = {{}}
WHERE id IN ({ids}) AND answered_at IS NULL
"""
_SHORTEN = """
UPDATE proposals SET expires_at = CASE WHEN expires_at < {} THEN expires_at ELSE {} END
WHERE id = {} AND answered_at IS NULL RETURNING expires_at
"""
_WAIT = "UPDATE proposals SET expires_at = {} WHERE id = {} AND answered_at IS NULL"
_REOPEN = """
UPDATE proposals SET answered_at = NULL, answered_by = NULL
WHERE id = {} AND answered_by = {} AND answered_at > {} RETURNING expires_at
"""


class Side(StrEnum):
    """Whose answer is waited for."""

    FAMILY = "family"
    EDUCATOR = "educator"


class Kind(StrEnum):
    """Rule: S2 S5 S7 S10."""

    ONE = "one"
    ALTERNATIVES = "alternatives"
    SERIES = "series"
    MOVE = "move"
    REQUEST = "request"


class Proposal(Table, tablename="proposals"):
    """Shape: answered_at is when nothing waited any more: answered, taken back or expired, the
    last without answered_by. expires_at is never later than the last start. replies_to is what it
    asks other times instead of, which was declined for it; is_sooner is a move that was made by
    itself, to an earlier time that became free (S17).
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    asked = Varchar(16, choices=Side)
    kind = Varchar(16, choices=Kind)
    replies_to: ForeignKey[Any] = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, default=None
    )
    message = Text(default="")
    is_sooner = Boolean(default=False)
    expires_at = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)
    answered_by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)
    created_at = Timestamptz()

    S2_who_is_asked = Check("asked IN ('family', 'educator')")
    S2_kind_of_proposal = Check("kind IN ('one', 'alternatives', 'series', 'move', 'request')")


async def answer(proposal: Id, *, by: Id) -> bool:
    """Takes the one answer; False when it was answered, taken back or has expired.

    Shape: the first statement of every answer, so that two phones at once queue here.
    """
    now = clock.now()
    return bool(await database.rows(_ANSWER, now, by, proposal, now))


async def end(ended: Collection[Id], *, by: Id | None) -> None:
    """Nothing waits any more of these; what was answered stays as it is. Within a transaction."""
    await database.lock(Proposal, ended)
    await database.rows(_END.format(ids=database.marks(ended)), clock.now(), by, *ended)


async def expire(proposal: Id) -> bool:
    """Ends it when its time is over; False when it ended before, or has time left."""
    now = clock.now()
    return bool(await database.rows(_EXPIRE, now, proposal, now))


async def shorten(proposal: Id, expires_at: datetime) -> datetime:
    """Lets one that waits, and is locked, wait no longer than until then; returns until when."""
    rows = await database.rows(_SHORTEN, expires_at, expires_at, proposal)
    ends_at: datetime = rows[0][0]
    return ends_at


async def wait(proposal: Id, expires_at: datetime) -> None:
    """Lets it wait until then, longer too. Within a transaction that has locked it."""
    await database.rows(_WAIT, expires_at, proposal)


async def reopen(proposal: Id, *, by: Id, since: datetime) -> datetime | None:
    """Takes the answer back that somebody gave after `since`; returns when it now expires.

    Shape: None where another gave it, or it was longer ago.
    """
    rows = await database.rows(_REOPEN, proposal, by, since)
    return rows[0][0] if rows else None
