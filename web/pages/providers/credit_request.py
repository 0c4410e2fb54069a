"""/providers/{id}/account/credit-request: a family asks for more credits. Rule: K3 K6."""

from uuid import UUID

from litestar import post
from litestar.params import FromPath

from domain.credits import asking
from domain.errors import NotFound
from domain.profiles.actor import Guardian
from domain.providers import connection
from domain.sessions import session
from domain.sessions.session import Session
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.sessions import changed
from web.respond import done
from web.wishes import asked_from, is_partial


@post("/providers/{provider_id:uuid}/account/credit-request")
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Once until credits come. Errors: NotFound, AlreadyAsked.

    Choice: whoever asks on a list, on the page of a session or of a group stays there, and is
    answered in place where the form says for which session.
    """
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    lacking = await _lacking(request, guardian.actor)
    await asking.ask(shared, by=guardian.actor)
    if lacking and is_partial(request):
        return await changed.done(request, lacking, guardian, notice="credits.asked")
    return done(request, to=_back(request), notice="credits.asked")


async def _lacking(request: Request, by: Guardian) -> Session | None:
    """Errors: NotFound, also for what was made up."""
    asked = request.query_params.get("session", "")
    if not asked:
        return None
    try:
        return await session.reachable(UUID(asked), by=by)
    except ValueError:
        raise NotFound from None


def _back(request: Request) -> str:
    page = asked_from(request)
    if not page.path.startswith(("/sessions", "/groups/")):
        return "/sessions"
    return f"{page.path}?{page.query}" if page.query else page.path
