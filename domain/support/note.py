"""Notes: what supporters write to each other about a case, and nobody else reads. Rule: C6."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID as Id
from uuid import uuid5

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, topics
from domain.conversations.conversation import Conversation
from domain.errors import Invalid, NotFound
from domain.profiles.actor import Supporter
from domain.profiles.profile import Profile
from domain.support.case import CaseRow

WORDS_MOST = 4000
_INTO = 'support_notes (id, support_case, "by", words, created_at)'
_ONCE = "ON CONFLICT (id) DO NOTHING"
_OF = """
SELECT n.id, p.name, n.words, n.created_at FROM support_notes n JOIN profiles p ON p.id = n."by"
WHERE n.support_case = {} ORDER BY n.created_at, n.id
"""


class NoteRow(Table, tablename="support_notes"):
    """Shape: never changed."""

    id = UUID(primary_key=True, default=UUID4())
    support_case = ForeignKey(CaseRow, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    words = Text()
    created_at = Timestamptz()

    C6_note_has_words = Check("length(words) BETWEEN 1 AND 4000")


class Note(NamedTuple):
    id: Id
    by_name: str
    words: str
    created_at: datetime


async def of(one: Conversation, *, by: Supporter) -> list[Note]:
    """In the order in which they were written."""
    return [Note(*row) for row in await database.rows(_OF, one.id)]


async def write(key: Id, one: Conversation, words: str, *, by: Supporter) -> None:
    """Stores it once, and other words under the same key as another one.

    Errors: Invalid (words), NotFound (nothing was asked yet).
    """
    if not words.strip():
        raise Invalid("words", "missing")
    if len(words) > WORDS_MOST:
        raise Invalid("words", "too_long", most=WORDS_MOST)
    if not one.state:
        raise NotFound
    async with database.transaction():
        row = (uuid5(key, words.strip()), one.id, by.profile_id, words.strip(), clock.now())
        await database.insert(_INTO, [row], _ONCE)
        topics.touch(*await one.topics())
