"""Seats: a family's learners, and what each has of a group already. Rule: S18."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain import database
from domain.errors import Invalid
from domain.profiles import members
from domain.profiles.actor import Guardian
from domain.profiles.members import Member
from domain.sessions import session as sessions
from domain.sessions import taken
from domain.sessions.group import Group
from domain.sessions.session import Session


class Seat(NamedTuple):
    """A learner of the family. Shape: session is theirs in it, pending or confirmed."""

    learner: Member
    session: Session | None

    def may_wait(self, now: datetime) -> bool:
        """Who has no place of it yet, asked or not."""
        return self.session is None or self.session.is_waiting(now)


async def of(group: Group, *, by: Guardian) -> list[Seat]:
    """The family's learners, and what each has of it already."""
    mine = (await among([group], by=by))[group.id]
    return [Seat(each, mine.get(each.id)) for each in await members.learners(by.family_id)]


async def among(offered: Sequence[Group], *, by: Guardian) -> dict[UUID, dict[UUID, Session]]:
    """What the family has of these, by group and learner. One query, none for no group."""
    if not offered:
        return {}
    there = await sessions.where(
        f"s.group_date IN ({database.marks(offered)}) AND s.family = {{}}"
        " AND s.state IN ('pending', 'confirmed')",
        *(each.id for each in offered),
        by.family_id,
    )
    found: dict[UUID, dict[UUID, Session]] = {each.id: {} for each in offered}
    for each in there:
        if each.group_date is not None:
            found[each.group_date][each.learner] = each
    return found


async def elsewhere(group: Group, seats: Sequence[Seat]) -> set[UUID]:
    """Who of those without a place is taken at that time. Rule: S4. One query.

    Shape: its educator never is, whose time it keeps.
    """
    free = [each.learner.id for each in seats if each.session is None]
    span = group.starts_at, group.ends_at
    return await taken.by_date(group.id, free, span) if free else set()


async def one(group: Group, learner: UUID, *, by: Guardian) -> Seat:
    """Errors: Invalid (learner)."""
    for each in await of(group, by=by):
        if each.learner.id == learner:
            return each
    raise Invalid("learner", "unknown")
