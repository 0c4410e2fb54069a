"""Posting: the entries that a change of sessions writes. Rule: K1."""

from collections.abc import Mapping
from uuid import UUID

from domain.credits import balance, entry
from domain.credits.entry import Kind, Line
from domain.sessions.change import Change
from domain.sessions.session import Session


async def write(change: Change, lines: list[Line]) -> None:
    """Appends them, and says to pages that the credits are others now."""
    # In the order of packages, whose totals follow by trigger, so that two cannot wait in a circle.
    await entry.write(sorted(lines, key=lambda each: each.package))
    if lines:
        for connection, family in {(each.connection, each.family) for each in change.sessions}:
            balance.changed(connection, family)


def line(
    change: Change, kind: Kind, session: Session, from_: UUID, counts: Mapping[str, int]
) -> Line:
    return Line(
        package=from_,
        connection=session.connection,
        session=session.id,
        event=change.events[session.id],
        kind=kind,
        by=change.by,
        counts=counts,
    )
