"""/families/{id}/agreements: what a family has agreed to, as its provider sees it. Rule: D5."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.agreements import asked, naming
from domain.agreements import story as said_story
from domain.profiles import family
from domain.providers import connection
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.agreements import row, story
from web.pages.notifications import reading
from web.respond import show
from web.wishes import language_of
from web.words import zones


@get("/families/{family_id:uuid}/agreements")
async def index(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6 D5. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    hear(request, ("document",))
    language = language_of(request)
    with zones.reading_in(staff.time_zone):
        rows = row.of(await asked.of_connection(shared.id), language, of="/agreements")
        lines = story.of(await said_story.of_connection(shared.id), language)
    context = {
        "family": await family.by_id(family_id),
        "rows": rows,
        "story": lines,
        **await reading.unread(staff, naming.subject(shared).about),
    }
    return show(request, "families/agreements", context)
