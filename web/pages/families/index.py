"""/families: whom an educator teaches."""

from litestar import get

from domain.errors import Forbidden
from domain.providers import lists
from web.access import PERSON, Request
from web.respond import Answer, show


@get("/families")
async def index(request: Request, educator: PERSON) -> Answer:
    """Rule: K6. Choice: the children's names tell families of the same name apart."""
    if educator.provider_id is None:
        raise Forbidden
    members = await lists.members_of_families(educator.provider_id)
    names = {
        family: ", ".join(name for kind, name in people if kind == "child")
        for family, people in members.items()
    }
    context = {
        "families": await lists.families_of(educator.provider_id),
        "children": names,
        "first_steps": await lists.first_steps(educator.provider_id),
    }
    return show(request, "families/index", context)
