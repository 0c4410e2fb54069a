"""A fact about a family's credits, said together with the pages that show others from then on."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from domain import clock, events
from domain.credits import balance
from domain.facts import Fact, Subject


def record(
    kind: str,
    subject: Subject,
    particulars: Mapping[str, object],
    *,
    by: UUID | None,
    why: str = "",
    key: UUID | None = None,
) -> UUID:
    """Says within a transaction what happened; returns the id of its event. Rule: K1 N1.

    Shape: of one connection; key is the id that the event gets, where what comes twice is one.
    """
    assert subject.connection is not None and subject.family is not None
    balance.changed(subject.connection, subject.family)
    now = clock.now()
    told = Fact(kind, by, subject, now, why.strip(), particulars, id=key or uuid4())
    return events.record(told)
