"""/providers/{id}/account/credit-request: a family asks for more credits. Rule: K3 K6."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.credits import asking
from domain.providers import connection
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import done
from web.wishes import asked_from


@post("/providers/{provider_id:uuid}/account/credit-request")
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Once until credits come. Errors: NotFound, AlreadyAsked.

    Choice: whoever asks on the page of a session stays there.
    """
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    await asking.ask(shared, by=guardian.actor)
    return done(request, to=_back(request), notice="credits.asked")


def _back(request: Request) -> str:
    page = asked_from(request)
    if not page.path.startswith("/sessions"):
        return "/sessions"
    return f"{page.path}?{page.query}" if page.query else page.path
