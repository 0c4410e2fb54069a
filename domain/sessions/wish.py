"""A wish: a family gave a session up and said in words which other time would suit. Rule: S9.

Choice: it stands on its educator's list for two weeks, for whoever still wants a time has asked
again by then; it can be answered later, too. Times that were marked are a proposal instead.
"""

from datetime import timedelta
from uuid import UUID as Id

from piccolo.columns import UUID, ForeignKey, OnDelete, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from domain import clock, database
from domain.profiles.profile import Profile
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow

WAITS = timedelta(days=14)

_ANSWER = """
UPDATE wishes SET answered_at = {}, answered_by = {}
WHERE session = {} AND answered_at IS NULL RETURNING id
"""


class Wish(Table, tablename="wishes"):
    """Shape: session is the one given up; answered_at is when another time was proposed."""

    id = UUID(primary_key=True, default=UUID4())
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=False, unique=True)
    educator = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    words = Text(default="")
    created_at = Timestamptz()
    expires_at = Timestamptz()
    answered_at = Timestamptz(null=True, default=None)
    answered_by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=True, default=None)


async def make(session: Session, words: str, *, by: Id) -> None:
    """Within the transaction that gives the session up."""
    now = clock.now()
    await Wish.insert(
        Wish(
            session=session.id,
            educator=session.educator,
            by=by,
            words=words,
            created_at=now,
            expires_at=now + WAITS,
        )
    )


async def answer(session: Id, *, by: Id) -> bool:
    """Takes the one answer; False where none waits (any more)."""
    return bool(await database.rows(_ANSWER, clock.now(), by, session))
