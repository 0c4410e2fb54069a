"""/agreements/versions/{id}: what it said then, word for word. Rule: D5."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.agreements import reading, text
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.agreements.reached import page_of
from web.respond import show
from web.wishes import language_of
from web.words import documents


@get("/agreements/versions/{version_id:uuid}")
async def show_one(request: Request, version_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    person = access.grown_up(request, is_known=False)
    former = await reading.reachable(version_id, by=person.actor)
    context = {
        "version": former,
        "html": None if former.is_file else await text.drawn(former.text),
        "size": documents.size(former.size, language_of(request)),
        "back_address": await page_of(request, former.agreement),
    }
    return show(request, "agreements/earlier", context)
