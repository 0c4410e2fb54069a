"""What a family has with one provider, and what its waiting sessions would cost. Rule: K2 K6.

The sums are said here once, for every list: of the counts that triggers keep equal to the
ledger's entries, and of the sessions that wait for an answer.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import clock, database, topics
from domain.sessions import waiting

COUNTS = ("free", "held", "spent", "lapsed", "expired", "granted", "overdraft")

OF_PACKAGE = ", ".join(f"k.{count}_count" for count in COUNTS)
"""Columns of what a package called k adds to a Balance."""
# Whatever waits is still to come: the end spares the index all that was.
_WAITING = f"""
FROM sessions s {waiting.JOIN}
WHERE s.connection = c.id AND s.ends_at > {{}} AND {waiting.IS_WAITING} AND s.credits > 0
  AND NOT (o.kind = 'alternatives' AND EXISTS (SELECT 1 FROM sessions b
    WHERE b.proposal = s.proposal AND b.state = 'pending' AND b.starts_at > s.starts_at))
"""
_NEEDED = f"(SELECT coalesce(sum(s.credits), 0) {_WAITING})"
ASKED = f"{_NEEDED}, (SELECT count(DISTINCT s.proposal) {_WAITING})"
"""What the sessions of a connection called c that wait would cost, of several to choose from one,
and how many proposals ask for it; its values are moments().
"""
_SUMS = {
    count: f"(SELECT coalesce(sum(k.{count}_count), 0) FROM packages k WHERE k.connection = c.id)"
    for count in COUNTS
}
FREE = _SUMS["free"]
"""What is free of a connection called c, as a value."""
IS_LOW = f"{FREE} < {_NEEDED}"
"""Whether a connection called c has too few, as Balance.is_low; its values are moments()."""
LACK = f"{FREE}, {ASKED}"
"""Columns of a Lack, where the connection is called c; its values are moments()."""
OF_CONNECTION = f"{', '.join(_SUMS.values())}, {ASKED}"
"""Columns of a Balance, where the connection is called c; its values are moments()."""


class Lack(NamedTuple):
    """How much less than needed is free. Shape and units: as in a Balance."""

    free: int
    needed: int
    proposals: int


class Balance(NamedTuple):
    """Units: whole credits; free is below zero where a family has overdrawn, needed is what the
    sessions that wait for an answer would cost, in so many proposals.
    """

    free: int
    held: int
    spent: int
    lapsed: int
    expired: int
    granted: int
    overdraft: int
    needed: int
    proposals: int

    @property
    def lack(self) -> Lack:
        return Lack(self.free, self.needed, self.proposals)

    @property
    def is_low(self) -> bool:
        """Fewer than the sessions to be confirmed need. Rule: K6."""
        return self.free < self.needed

    @property
    def is_used(self) -> bool:
        """Whether this provider counts in credits at all with this family."""
        return any((self.granted, self.held, self.free, self.needed))


def moments(now: datetime, of: str = ASKED) -> list[datetime]:
    """The values of ASKED, or of IS_LOW."""
    return [now] * of.count("{}")


def read(columns: tuple[object, ...]) -> Balance:
    """From the columns of OF_CONNECTION."""
    return Balance(*(int(str(count)) for count in columns))


async def of(connection: UUID) -> Balance:
    sql = f"SELECT {OF_CONNECTION} FROM connections c WHERE c.id = {{}}"
    row = await database.row(sql, *moments(clock.now()), connection)
    return read(row or (0,) * len(Balance._fields))


def changed(connection: UUID, family: UUID) -> None:
    """Says in a transaction that pages of the family and of who teaches it are out of date."""
    topics.touch(topics.name("credits", family), topics.name("credits", connection))
