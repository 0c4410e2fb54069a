"""What guardians have to agree to before one session, and that a child asks them. Rule: D5 S3."""

from domain import clock
from domain.agreements import lacking, urging
from domain.agreements.lacking import Lacking, Learning
from domain.profiles.actor import Child
from domain.providers.connection import Connection
from domain.sessions import answerable
from domain.sessions.session import Session


async def lacking_for(one: Session) -> Lacking | None:
    """None where that is nothing."""
    return await lacking.of({Learning(one.connection, one.learner)})


async def urge(one: Session, *, by: Child) -> None:
    """Errors: Forbidden, Stale, AlreadyUrged."""
    answerable.must_be(one, by=by)
    shared = Connection(
        id=one.connection, family=one.family, provider=one.provider, created_at=clock.now()
    )
    await urging.urge(shared, by=by)
