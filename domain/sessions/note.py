"""A note: what an educator writes of a session, for the family and for themselves. Rule: S15."""

from datetime import datetime
from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, OnDelete, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.errors import Conflict, Forbidden, Invalid
from domain.profiles.actor import Actor
from domain.profiles.profile import Profile
from domain.providers import connection
from domain.sessions import history, noted, state
from domain.sessions.attendance import TooEarly
from domain.sessions.noted import Written
from domain.sessions.session import Session, State
from domain.sessions.session_row import SessionRow

LENGTH = 4000
HELD = (State.CONFIRMED, State.COMPLETED, State.MISSED)

_WRITE = """
INSERT INTO notes (id, session, "by", for_family, private, version, created_at, changed_at)
VALUES ({}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT (session) DO UPDATE
SET "by" = excluded."by", for_family = excluded.for_family, private = excluded.private,
  version = excluded.version, changed_at = excluded.changed_at
WHERE notes.version = excluded.version - 1 RETURNING version
"""


class Note(Table, tablename="notes"):
    """One of a session. Shape: a text is empty where there is none; version counts the changes."""

    id = UUID(primary_key=True, default=UUID4())
    session = ForeignKey(SessionRow, on_delete=OnDelete.restrict, null=False, unique=True)
    by = ForeignKey(Profile, on_delete=OnDelete.restrict, null=False)
    for_family = Text(default="")
    private = Text(default="")
    version = SmallInt()
    created_at = Timestamptz()
    changed_at = Timestamptz()

    S15_version_counts = Check("version > 0")


class NoteChanged(Conflict):
    """It was changed elsewhere since the form was opened. Shape: what stands there now."""

    def __init__(self, now: Written) -> None:
        super().__init__()
        self.now = now


def refusal(session: Session, *, by: Actor, now: datetime) -> Exception | None:
    """Why this profile cannot write one now; None where it can.

    Choice: from the start on, for many write while the child still works; without an end, for
    what comes next can occur to somebody later.
    """
    if not session.is_taught_by(by):
        return Forbidden()
    if session.state not in HELD:
        return state.Stale(State(session.state))
    return TooEarly(session.starts_at) if now < session.starts_at else None


async def write(session: Session, for_family: str, private: str, *, seen: int, by: Actor) -> None:
    """Puts both texts in place of what stood there; the family is told of its own.

    Rule: S15. Shape: seen is the version that was read, 0 for none; the same twice is one. Errors:
    Forbidden, Stale, TooEarly, NoteChanged, ConnectionOver, Invalid (for_family, private); nothing
    is written.
    Choice: the event does not hold the text, so that what was written by mistake can be removed.
    """
    if refused := refusal(session, by=by, now=clock.now()):
        raise refused
    await connection.must_last(session.connection)
    texts = _checked("for_family", for_family), _checked("private", private)
    async with database.transaction():
        before = await noted.of_session(session, by=by)
        if (before.for_family, before.private) == texts if before else texts == ("", ""):
            return
        await _put(session, texts, seen, by)
        history.add(_kind(texts[0], before), session, by=by.profile_id)


def _checked(name: str, text: str) -> str:
    if len(text.strip()) > LENGTH:
        raise Invalid(name, "too_long", most=LENGTH)
    return text.strip()


def _kind(for_family: str, before: Written | None) -> str:
    """What is only for the educator, or was only taken away, is nobody's news."""
    is_news = bool(for_family) and (before is None or before.for_family != for_family)
    return "session.noted" if is_news else "session.note_changed"


async def _put(session: Session, texts: tuple[str, str], seen: int, by: Actor) -> None:
    """Errors: NoteChanged."""
    now = clock.now()
    values = (uuid4(), session.id, by.profile_id, *texts, seen + 1, now, now)
    if not await database.rows(_WRITE, *values):
        there = await noted.of_session(session, by=by)
        assert there is not None
        raise NoteChanged(there)
