"""/settings/passkeys/{id}/removal: a passkey is to open nothing any more."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.passkeys import passkey, removal
from web import access, trail
from web.access import Request
from web.answer import Answer
from web.respond import done, show


@get("/settings/passkeys/{passkey_id:uuid}/removal")
async def new(request: Request, passkey_id: FromPath[UUID]) -> Answer:
    """Errors: Forbidden, NotFound."""
    person = access.owner(request)
    kept = await passkey.by_id(passkey_id, account=person.account_id)
    return show(request, "settings/passkey_removal", {"passkey": kept})


@post("/settings/passkeys/{passkey_id:uuid}/removal")
async def create(request: Request, passkey_id: FromPath[UUID]) -> Answer:
    """Rule: A5. Errors: Forbidden, NotFound."""
    person = access.owner(request)
    await removal.remove(passkey_id, account=person.account_id)
    trail.noted(request, "removed a passkey")
    return done(request, to="/settings/passkeys", notice="passkey.removed")
