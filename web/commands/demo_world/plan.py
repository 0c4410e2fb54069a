"""What is planned in the demo world: a session, a series, several times to choose from."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from domain.sessions.session import State


@dataclass(frozen=True, slots=True)
class Plan:
    """One session of the story. Shape: why is what was said when it ended otherwise; noted is what
    Jonas wrote for the family, and for himself.
    """

    learner: str
    service: tuple[str, int]
    starts_at: datetime
    proposed_at: datetime
    state: State
    message: str = ""
    why: str = ""
    noted: tuple[str, str] = ("", "")
    key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A series of the story, which its family confirmed whole; what lies behind took place.

    Shape: noted is what Jonas wrote of the last that did.
    """

    learner: str
    service: tuple[str, int]
    starts_at: datetime
    proposed_at: datetime
    times: int
    message: str
    noted: tuple[str, str]
    key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Several:
    """Times of the story of which a family picks one, and has not yet."""

    learner: str
    service: tuple[str, int]
    starts: tuple[datetime, ...]
    message: str
    key: UUID = field(default_factory=uuid4)

    @property
    def starts_at(self) -> datetime:
        return self.starts[0]
