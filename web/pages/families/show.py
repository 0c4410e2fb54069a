"""/families/{id}: a family as its educator sees it."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.profiles import family, members
from domain.profiles.actor import Staff
from domain.providers import connection, first_steps
from domain.providers.first_steps import FirstSteps
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.agreements import standing
from web.pages.families import coming, former
from web.pages.notifications import reading
from web.respond import show


@get("/families/{family_id:uuid}")
async def show_one(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K6. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    hear(request, ("session", "credits", "connection", "people", "document"))
    if shared.is_over:
        return await former.shown(request, shared, staff)
    context = {
        "family": await family.by_id(family_id),
        "members": await members.of(family_id),
        "consent": await standing.of(shared, staff.language),
        **await coming.of(shared, staff),
        "first_steps": await _first_steps(family_id, staff.actor),
        **await reading.unread(staff, shared.id),
    }
    return show(request, "families/show", context)


async def _first_steps(family_id: UUID, by: Staff) -> FirstSteps | None:
    """Those that go on with this family."""
    steps = await first_steps.of(by=by)
    return steps if steps and steps.family == family_id else None
