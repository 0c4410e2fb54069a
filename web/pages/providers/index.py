"""/providers: whom a family learns with."""

from litestar import get

from domain.errors import Forbidden
from domain.providers import lists
from web.access import PERSON, Request
from web.respond import Answer, show


@get("/providers")
async def index(request: Request, guardian: PERSON) -> Answer:
    """Rule: B3 K6."""
    if guardian.family_id is None:
        raise Forbidden
    found = await lists.providers_of(guardian.family_id)
    return show(request, "providers/index", {"providers": found})
