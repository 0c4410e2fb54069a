"""A change: sessions that move along one arrow together, for what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.sessions.session import Session


@dataclass(frozen=True, slots=True)
class Change:
    """Shape: sessions as they are after it; events by session; lapses where it costs them; frees
    says whether their educator's time is free for others now, None where that follows from who did
    it.
    """

    sessions: Sequence[Session]
    events: Mapping[UUID, UUID]
    by: UUID | None
    at: datetime
    lapses: bool = False
    frees: bool | None = None
