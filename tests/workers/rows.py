"""What the tests ask of the outbox."""

from datetime import datetime
from typing import NamedTuple

from domain import database
from workers.relay import relay


class Row(NamedTuple):
    kind: str
    due_at: datetime
    attempts: int
    done_at: datetime | None
    dead_at: datetime | None
    last_error: str

    @property
    def is_pending(self) -> bool:
        return self.done_at is None and self.dead_at is None


async def rows(kind: str) -> list[Row]:
    """Those of one kind, in the order in which they are due."""
    found = await database.rows(
        "SELECT kind, due_at, attempts, done_at, dead_at, last_error FROM outbox "
        "WHERE kind = {} ORDER BY due_at, id",
        kind,
    )
    return [Row(*row) for row in found]


async def row(kind: str) -> Row:
    """The only one of its kind."""
    (found,) = await rows(kind)
    return found


async def told(kind: str) -> int:
    """How many notifications of a kind there are."""
    found = await database.row("SELECT count(*) FROM notifications WHERE kind = {}", kind)
    assert found is not None
    return int(found[0])


async def happened(kind: str) -> int:
    """How many events of a kind there are."""
    found = await database.row("SELECT count(*) FROM events WHERE kind = {}", kind)
    assert found is not None
    return int(found[0])


async def work() -> None:
    """Does what is due now."""
    await relay()
