"""/credits: the educator's tab, every family with what is free and reserved."""

from litestar import get

from domain.errors import Forbidden
from domain.providers import lists
from web.access import PERSON, Request
from web.respond import Answer, show


@get("/credits")
async def index(request: Request, educator: PERSON) -> Answer:
    """Rule: K6: those who have too few first."""
    if educator.provider_id is None:
        raise Forbidden
    families = await lists.families_of(educator.provider_id)
    families.sort(key=lambda known: (not known.is_low, known.free - known.needed))
    return show(request, "credits/index", {"families": families})
