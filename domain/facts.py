"""Facts: what happened, before it is an event in the database and news for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from domain import topics

_SHOWN_WITH = {"agreement": "document", "family": "people"}
"""What lies with something else, and is heard of with it."""

_OF_BOTH = ("document", "message")
"""What a family and its provider have in common."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fact is about, and so who can be concerned.

    Shape: proposal only where it holds several sessions, so that news of them is one; group where
    it is about the whole date of one; shelf where it is about documents or agreements of the
    connection, talk where it is about its messages, so that news of them is apart from the others;
    case where somebody asks the support.
    """

    connection: UUID | None = None
    family: UUID | None = None
    provider: UUID | None = None
    educator: UUID | None = None
    learner: UUID | None = None
    session: UUID | None = None
    proposal: UUID | None = None
    group: UUID | None = None
    shelf: UUID | None = None
    talk: UUID | None = None
    case: UUID | None = None

    @property
    def about(self) -> UUID:
        """By what notifications are grouped. Rule: N1."""
        apart = self.shelf or self.talk
        about = (
            self.group or self.proposal or self.session or apart or self.connection or self.family
        )
        assert about is not None
        return about


@dataclass(frozen=True, slots=True)
class Fact:
    """Shape: kind is area.past_participle and stands in a registry (notifications/kinds.py);
    particulars hold names and times as they are now; only_to narrows those told to one profile,
    not_to is told in no case.
    """

    kind: str
    by: UUID | None
    subject: Subject
    happened_at: datetime
    why: str = ""
    particulars: Mapping[str, Any] = field(default_factory=dict)
    only_to: UUID | None = None
    not_to: UUID | None = None
    useful_until: datetime | None = None
    id: UUID = field(default_factory=uuid4)

    @property
    def area(self) -> str:
        return self.kind.partition(".")[0]

    @property
    def topics(self) -> list[str]:
        """What pages of those concerned show of it."""
        subject, area = self.subject, _SHOWN_WITH.get(self.area, self.area)
        owners = (subject.family, subject.educator, subject.learner)
        names = [topics.name(area, owner) for owner in owners if owner is not None]
        if area == "session" and subject.connection is not None:
            # What waits is credits needed (K6), also for others who teach the family.
            names.append(topics.name("credits", subject.connection))
        if area in _OF_BOTH and subject.connection is not None:
            # Of a whole family for its guardians, and of each connection for who teaches it.
            names.append(topics.name(area, subject.connection))
        return names
