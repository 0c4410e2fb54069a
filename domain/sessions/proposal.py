"""A proposal: what one side asks the other in one piece; told, expired and answered once.

Rule: S2 S3 S5. The sessions that it is about hang on it.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
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
_REOPEN = """
UPDATE proposals SET answered_at = NULL, answered_by = NULL
WHERE id = {} AND answered_by = {} AND answered_at > {} RETURNING expires_at
"""


class Asked(StrEnum):
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
    last without answered_by. expires_at is never later than the last start.
    """

    id = UUID(primary_key=True, default=UUID4())
    connection = ForeignKey(Connection, on_delete=OnDelete.restrict, null=False)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    asked = Varchar(16, choices=Asked)
    kind = Varchar(16, choices=Kind)
    message = Text(default="")
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


async def expire(proposal: Id) -> bool:
    """Ends it when its time is over; False when it ended before, or has time left."""
    now = clock.now()
    return bool(await database.rows(_EXPIRE, now, proposal, now))


async def reopen(proposal: Id, *, by: Id, since: datetime) -> datetime | None:
    """Takes the answer back that somebody gave after `since`; returns when it now expires.

    Shape: None where another gave it, or it was longer ago.
    """
    rows = await database.rows(_REOPEN, proposal, by, since)
    return rows[0][0] if rows else None
