"""Ready answers: what the support often says, kept to be put into the field and sent. Rule: C6."""

from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database, names
from domain.errors import Invalid, found
from domain.profiles.actor import Supporter
from domain.profiles.profile import Profile

WORDS_MOST = 4000
_INTO = 'ready_answers (id, title, words, "by", created_at)'
_ONCE = "ON CONFLICT (id) DO NOTHING"
_ALL = """
SELECT r.id, r.title, r.words FROM ready_answers r WHERE r.ended_at IS NULL
ORDER BY lower(r.title), r.id
"""
_END = "UPDATE ready_answers SET ended_at = {} WHERE id = {} AND ended_at IS NULL RETURNING id"


class ReadyAnswerRow(Table, tablename="ready_answers"):
    """Shape: ended ones are kept and not offered."""

    id = UUID(primary_key=True, default=UUID4())
    title = Varchar(120)
    words = Text()
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    created_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    C6_answer_has_words = Check("length(words) BETWEEN 1 AND 4000")


class ReadyAnswer(NamedTuple):
    id: Id
    title: str
    words: str


async def every(*, by: Supporter) -> list[ReadyAnswer]:
    """In the order of their titles."""
    return [ReadyAnswer(*row) for row in await database.rows(_ALL)]


async def keep(key: Id, title: str, words: str, *, by: Supporter) -> None:
    """Stores it once. Errors: Invalid (name, words)."""
    title = names.checked(title)
    if not words.strip():
        raise Invalid("words", "missing")
    if len(words) > WORDS_MOST:
        raise Invalid("words", "too_long", most=WORDS_MOST)
    row = (key, title, words.strip(), by.profile_id, clock.now())
    await database.insert(_INTO, [row], _ONCE)


async def end(id: Id, *, by: Supporter) -> None:
    """Nobody is offered it any more. Errors: NotFound."""
    found(await database.row(_END, clock.now(), id))
