"""/i/{code}: somebody opens an invitation, whomever it brings."""

from collections.abc import Awaitable, Callable

from litestar import get, post
from litestar.params import FromPath

from domain.accounts import throttle
from domain.errors import NotFound
from domain.providers import invitation
from domain.providers.invitation import Invitation, Kind
from web import forms, inputs
from web.access import Request, address
from web.answer import Answer
from web.pages.invitations import connecting, joining

Opened = Callable[[Request, Invitation], Awaitable[Answer]]

SHOWS: dict[str, Opened] = {Kind.FAMILY: connecting.new, Kind.GUARDIAN: joining.new}
LETS_IN: dict[str, Opened] = {Kind.FAMILY: connecting.create, Kind.GUARDIAN: joining.create}


@get("/i/{code:str}")
async def new(request: Request, code: FromPath[str]) -> Answer:
    """Says who invites before any login. Rule: B2. Errors: NotFound, Throttled."""
    opened = await _find(request, code)
    return await SHOWS[opened.kind](request, opened)


@post("/i/{code:str}", request_max_body_size=forms.SIGNED_OUT_BYTES)
async def create(request: Request, code: FromPath[str]) -> Answer:
    """Lets in by one button, or a newcomer with the account it makes.

    Rule: A3 A6 B2. Errors: NotFound, Throttled, InvitationOver; Forbidden for other profiles.
    """
    opened = await _find(request, code)
    return await LETS_IN[opened.kind](request, opened)


async def _find(request: Request, code: str) -> Invitation:
    """Codes cannot be guessed, and who tries is slowed. Rule: A6."""
    await throttle.look("invitation", address(request))
    try:
        return await invitation.by_code(inputs.cleaned(code))
    except NotFound:
        await throttle.failed("invitation", address(request))
        raise
