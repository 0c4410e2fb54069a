"""/invitations/{id}/revocation: asked once, as nothing brings the link back."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.providers import invitation
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.invitations.index import described
from web.respond import done, show
from web.wishes import language_of


@get("/invitations/{invitation_id:uuid}/revocation")
async def new(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """Rule: B1. Errors: NotFound."""
    inviter = access.grown_up(request, is_known=False)
    sent = await invitation.reachable(invitation_id, by=inviter.actor)
    context = {"invitation": described(sent, language_of(request))}
    return show(request, "invitations/revocation", context)


@post("/invitations/{invitation_id:uuid}/revocation")
async def create(request: Request, invitation_id: FromPath[UUID]) -> Answer:
    """Rule: B1. Errors: NotFound."""
    inviter = access.grown_up(request, is_known=False)
    sent = await invitation.reachable(invitation_id, by=inviter.actor)
    await invitation.revoke(sent)
    return done(request, to=f"/invitations/{sent.id}", notice="invitation.revoked")
