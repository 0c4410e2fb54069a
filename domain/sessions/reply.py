"""A reply: what an educator proposes in place of what a family asked for. Rule: S2 S5."""

from domain import database
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.sessions import answer, question, successor
from domain.sessions.proposal import Proposal
from domain.sessions.session import Session
from domain.sessions.session_row import SessionRow


async def put(
    asking: Proposal, made: list[SessionRow], instead_of: Session | None, *, by: Staff
) -> list[Session]:
    """Stores a proposal, in place of what the same family asked for, where it replies to that.

    Errors: Invalid (learner), Forbidden, Stale, Violation; nothing is written.
    """
    if instead_of is None:
        return await question.put(asking, made)
    _must_be_theirs(instead_of, made[0])
    asking.replies_to = instead_of.proposal
    for each in made:
        successor.follow(each, instead_of)
    async with database.transaction():
        await answer.turn_down(instead_of, by=by)
        return await question.put(asking, made)


def _must_be_theirs(instead_of: Session, made: SessionRow) -> None:
    """Errors: Invalid (learner)."""
    if (instead_of.connection, instead_of.learner) != (made.connection, made.learner):
        raise Invalid("learner", "unknown")
