"""/sessions/{id}/consent-request: a child asks its guardians to agree first. Rule: D5 S3."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.sessions import consent_urging, session
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed


@post("/sessions/{session_id:uuid}/consent-request")
async def create(request: Request, session_id: FromPath[UUID]) -> Answer:
    """ "Um Zustimmung bitten", once for what is lacking.

    Errors: NotFound, Forbidden, Stale, AlreadyUrged.
    """
    child = access.child(request)
    one = await session.reachable(session_id, by=child.actor)
    await consent_urging.urge(one, by=child.actor)
    return await changed.done(request, one, child, notice="agreement.urged")
