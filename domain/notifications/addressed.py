"""A notification with whom it goes to, as its delivery needs it. Rule: N1 N2."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from domain import database

_ONE = """
SELECT n.id, n.kind, n.session, e.particulars, e.why, e.family, e.provider, p.id, p.kind,
  p.language, p.time_zone, a.email, s.state,
  (SELECT count(*) FROM notifications u WHERE u.profile = p.id AND u.read_at IS NULL)
FROM notifications n JOIN events e ON e.id = n.event JOIN profiles p ON p.id = n.profile
LEFT JOIN accounts a ON a.id = p.account LEFT JOIN sessions s ON s.id = n.session
WHERE n.id = {}
"""
_WORTH_WHILE = {"session.proposed": "pending", "session.reminded": "confirmed"}
"""Kinds that ask for something, which a session in any other state has no use for."""


class Addressed(NamedTuple):
    """Shape: reader_kind as Profile.kind; address only where it is proven; state the session's."""

    id: UUID
    kind: str
    session: UUID | None
    particulars: dict[str, Any]
    why: str
    family: UUID | None
    provider: UUID | None
    profile: UUID
    reader_kind: str
    language: str
    time_zone: str
    address: str | None
    state: str | None
    unread_count: int

    @property
    def is_stale(self) -> bool:
        """Whether what it asks for has been answered, cancelled or is otherwise over."""
        return self.state != _WORTH_WHILE.get(self.kind, self.state)

    @property
    def tag(self) -> str:
        """What a device replaces: the earlier news of the same session."""
        return f"session-{self.session}" if self.session else f"notification-{self.id}"


async def by_id(notification: UUID) -> Addressed | None:
    found = await database.row(_ONE, notification)
    if found is None:
        return None
    values: list[Any] = [*found]
    values[3] = msgspec.json.decode(found[3])
    return Addressed(*values)


def seconds_left(until: datetime | None, now: datetime, most: float) -> int:
    """How long a delivery is still of use. Units: seconds."""
    return int(most if until is None else max(0.0, min(most, (until - now).total_seconds())))
