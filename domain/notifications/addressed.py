"""A notification with whom it goes to, as its delivery needs it. Rule: N1 N2."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from domain import database
from domain.notifications import quiet_span
from domain.notifications.kind import Kind
from domain.notifications.kinds import KINDS
from domain.notifications.quiet_span import Quiet

_ONE = """
SELECT n.id, n.kind, n.subject, n.session, n.facts_count, e.particulars, e.why, e.family,
  e.provider,
  n.event, n.read_at, p.id, p.kind, p.language, p.time_zone, a.email, s.state,
  (SELECT count(*) FROM notifications u WHERE u.profile = p.id AND u.read_at IS NULL),
  p.pushes_words, u.id IS NOT NULL, q.from_minute, q.until_minute, w.words
FROM notifications n JOIN events e ON e.id = n.event JOIN profiles p ON p.id = n.profile
LEFT JOIN quiet_hours q ON q.profile = p.id
LEFT JOIN accounts a ON a.id = p.account LEFT JOIN sessions s ON s.id = n.session
LEFT JOIN messages w ON w.id = n.event
LEFT JOIN conversation_mutings u ON n.kind = 'message.sent' AND u.connection = e.connection
  AND u.profile = p.id
WHERE n.id = {} AND n.event = {}
"""


class Addressed(NamedTuple):
    """Shape: reader_kind as Profile.kind; address only where it is proven; state the session's; of
    a message particulars have its words as they are now.
    """

    id: UUID
    kind: str
    subject: UUID
    session: UUID | None
    facts_count: int
    particulars: dict[str, Any]
    why: str
    family: UUID | None
    provider: UUID | None
    event: UUID
    read_at: datetime | None
    profile: UUID
    reader_kind: str
    language: str
    time_zone: str
    address: str | None
    state: str | None
    unread_count: int
    pushes_words: bool
    is_muted: bool
    quiet: Quiet | None

    def quiet_until(self, now: datetime) -> datetime | None:
        """When the reader's quiet hours end; None outside of them."""
        return self.quiet.ends_at(now, self.time_zone) if self.quiet else None

    @property
    def is_stale(self) -> bool:
        """Whether it was read already, is muted, or what it asks for is answered, cancelled or
        over.
        """
        return (
            self.read_at is not None
            or bool(self.is_muted)
            or self.of_kind.worth_in not in ("", self.state)
        )

    @property
    def of_kind(self) -> Kind:
        return KINDS[self.kind]

    @property
    def tag(self) -> str:
        """What a device replaces: the earlier news of the same subject, of which several sessions
        may be told.
        """
        is_one = self.session == self.subject
        return f"session-{self.session}" if is_one else f"notification-{self.id}"


async def told(notification: UUID, event: UUID) -> Addressed | None:
    """None where there is newer news of the same subject, which has deliveries of its own."""
    row = await database.row(_ONE, notification, event)
    if row is None:
        return None
    *values, from_minute, until_minute, words = row
    values[5] = msgspec.json.decode(row[5]) | ({} if words is None else {"words": words})
    values.append(quiet_span.kept(from_minute, until_minute))
    return Addressed(*values)


def seconds_left(until: datetime | None, now: datetime, most: float) -> int:
    """How long a delivery is still of use. Units: seconds."""
    return int(most if until is None else max(0.0, min(most, (until - now).total_seconds())))
