"""/documents: everything that is shared, with every family or provider. Rule: D1."""

from litestar import get

from domain.documents import overview
from domain.profiles.actor import Staff
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.documents import row
from web.respond import show


@get("/documents")
async def index(request: Request) -> Answer:
    """Rule: D1. Choice: the latest of each, with the way to all of them."""
    person = access.grown_up(request)
    hear(request, ("document", "connection", "people"))
    others = [
        (
            each.id,
            each.name,
            each.documents_count,
            row.of(found, person),
        )
        for each, found in await overview.of(by=person.actor)
    ]
    context = {"others": others, "is_staff": isinstance(person.actor, Staff)}
    return show(request, "documents/index", context)
