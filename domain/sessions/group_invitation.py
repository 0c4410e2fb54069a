"""An invitation: an educator proposes a group's date to further children. Rule: S2 S18."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID, uuid4

from domain import clock, database
from domain.errors import Forbidden, Invalid
from domain.profiles.actor import Staff
from domain.sessions import group, group_session, learner, new_proposal, question
from domain.sessions.group import Group
from domain.sessions.group_date import GroupDate
from domain.sessions.group_places import GroupFull
from domain.sessions.learner import Learner
from domain.sessions.proposal import Kind
from domain.sessions.session import State
from domain.sessions.state import Stale

_IN_IT = """
SELECT family, learner FROM sessions
WHERE group_date = {} AND state NOT IN ('declined', 'cancelled')
"""


class Invited(NamedTuple):
    """A child, as one of a family."""

    family: UUID
    learner: UUID


async def invite(to: Group, invited: Iterable[Invited], *, by: Staff) -> None:
    """Proposes a date to further children; who is in it, or asked, is asked once.

    Errors: Forbidden, Invalid (invited), Stale (it began or was called off), GroupFull; nothing is
    written.
    """
    if not to.is_taught_by(by):
        raise Forbidden
    wanted = tuple(invited)
    if not wanted:
        raise Invalid("invited", "none_invited")
    async with database.transaction():
        now = await _with_room(to, by)
        there = {Invited(*row) for row in await database.rows(_IN_IT, to.id)}
        await propose(now, [each for each in wanted if each not in there], by)


async def _with_room(to: Group, by: Staff) -> Group:
    """As it is, once nobody else changes it. Errors: Stale, GroupFull."""
    await database.lock(GroupDate, [to.id])
    now = await group.reachable(to.id, by=by)
    if not now.is_to_come(clock.now()):
        raise Stale(State.CANCELLED)
    if not now.free_count:
        raise GroupFull
    return now


async def propose(to: Group, invited: Iterable[Invited], by: Staff) -> None:
    """To each of them, within a transaction. Errors: Invalid (invited)."""
    for one in await _picked(invited, by):
        row = group_session.of(to, uuid4(), one.connection, one.family, one.id)
        asking = await new_proposal.of_educator([row], Kind.ONE, to.message, by=by)
        await question.put(asking, [row])


async def _picked(invited: Iterable[Invited], by: Staff) -> list[Learner]:
    """Errors: Invalid (invited)."""
    wanted = set(invited)
    if not wanted:
        return []
    known = {Invited(each.family, each.id): each for each in await learner.learners(by)}
    if wanted - known.keys():
        raise Invalid("invited", "unknown")
    return [each for pair, each in known.items() if pair in wanted]
