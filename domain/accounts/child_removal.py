"""A child that was made by mistake leaves its family again."""

from uuid import UUID as Id

from domain import database, reach
from domain.accounts import child_login
from domain.errors import Conflict
from domain.profiles import membership, shown
from domain.profiles.actor import Guardian
from domain.profiles.profile import Profile

_SESSIONS = "SELECT 1 FROM sessions WHERE learner = {} AND family = {} LIMIT 1"
_ELSEWHERE = f"{reach.FAMILIES_OF_CHILD} AND m.family <> {{}}"


class HasSessions(Conflict):
    """There is a session of the child with this family, held, planned or cancelled."""


async def refusal(child: Id, *, by: Guardian) -> HasSessions | None:
    """Why it cannot be removed; None where it can."""
    is_known = await database.row(_SESSIONS, child, by.family_id) is not None
    return HasSessions() if is_known else None


async def remove(child: Id, *, by: Guardian) -> None:
    """Ends what the child is in this family, and its own login where it is of no other.

    Choice: only without any session, whose history names it. It leaves before they are looked for:
    an offer keeps the membership as it is, so one made at this moment is seen, or is refused.
    Errors: NotFound, HasSessions; nothing is written.
    """
    member = await membership.child(child, by=by)
    async with database.transaction():
        await database.lock(Profile, [member.id])
        if await database.row(_ELSEWHERE, member.id, by.family_id) is None:
            await child_login.end(member.id, by=by)
        await shown.profile(member.id)
        await membership.leave(member.id, by.family_id)
        if refused := await refusal(member.id, by=by):
            raise refused
