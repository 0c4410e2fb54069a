"""An agreement: what a provider asks its families to agree to. Rule: D5.

Choice: whether each child or the family as a whole is asked for stays as it was made, for what was
agreed to would mean something else; who is asked and how strictly can change at any time.
"""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID as Id

from piccolo.columns import UUID, Boolean, ForeignKey, OnDelete, SmallInt, Timestamptz, Varchar
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from domain import clock, database
from domain.errors import Conflict, found
from domain.profiles.actor import Staff
from domain.providers import provider as providers
from domain.providers.provider import Provider

_END = "UPDATE agreements SET ended_at = {} WHERE id = {} AND ended_at IS NULL RETURNING id"
_CHANGE = "UPDATE agreements SET demand = {}, is_for_all = {} WHERE id = {} AND ended_at IS NULL"
_NEXT = """
UPDATE agreements SET version_number = version_number + 1, reminded_at = {}
WHERE id = {} AND version_number = {} AND ended_at IS NULL RETURNING version_number
"""


class Demand(StrEnum):
    """How strictly it is asked for: not at all, or so that nothing is booked without it."""

    OPTIONAL = "optional"
    REQUIRED = "required"
    BOOKING = "booking"


class Terms(NamedTuple):
    """How it is asked for, and of whom."""

    demand: Demand
    is_for_all: bool


class Agreement(Table, tablename="agreements"):
    """Shape: version_number is that of the version that holds; reminded_at is when families were
    last told of it; one that ended is asked for no more.
    """

    id = UUID(primary_key=True, default=UUID4())
    provider = ForeignKey(Provider, on_delete=OnDelete.restrict, null=False)
    demand = Varchar(8, choices=Demand)
    is_per_child = Boolean(default=False)
    is_for_all = Boolean(default=True)
    version_number = SmallInt()
    created_at = Timestamptz()
    reminded_at = Timestamptz()
    ended_at = Timestamptz(null=True, default=None)

    D5_demand = Check("demand IN ('optional', 'required', 'booking')")
    D5_version_number = Check("version_number BETWEEN 1 AND 1000")

    @property
    def terms(self) -> Terms:
        return Terms(Demand(self.demand), self.is_for_all)


class Overtaken(Conflict):
    """Somebody else of the provider wrote another version meanwhile, or ended it."""


async def make(id: Id, terms: Terms, *, is_per_child: bool, by: Staff) -> None:
    """Writes it, within the transaction of its first version. Errors: Violation, for an id that is
    there already.
    """
    now = clock.now()
    row = Agreement(
        id=id,
        provider=by.provider_id,
        demand=terms.demand,
        is_per_child=is_per_child,
        is_for_all=terms.is_for_all,
        version_number=1,
        created_at=now,
        reminded_at=now,
    )
    await row.save()


async def next_number(id: Id, after: int) -> int:
    """The number of its next version, within the transaction that writes that one.

    Errors: Overtaken, where another one came after that.
    """
    for (number,) in await database.rows(_NEXT, clock.now(), id, after):
        return int(number)
    raise Overtaken


async def change(id: Id, terms: Terms) -> None:
    """Within the transaction that says who is asked."""
    await database.rows(_CHANGE, terms.demand, terms.is_for_all, id)


async def end(id: Id) -> bool:
    """Within a transaction. Shape: whether it had not ended before."""
    return bool(await database.rows(_END, clock.now(), id))


async def by_id(id: Id) -> Agreement:
    """Errors: NotFound."""
    return found(await database.one(Agreement, id))


async def changeable(id: Id, *, by: Staff) -> Agreement:
    """One of this provider's, for who says what it asks. Errors: NotFound, SaidByManagers."""
    known = await reachable(id, by=by)
    await providers.changeable(known.provider, by=by)
    return known


async def reachable(id: Id, *, by: Staff) -> Agreement:
    """Errors: NotFound."""
    is_own = (Agreement.id == id) & (Agreement.provider == by.provider_id)
    return found(await Agreement.objects().get(is_own))
