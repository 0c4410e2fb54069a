"""/families: whom an educator teaches."""

from litestar import get

from domain.providers import connected, first_steps
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.respond import show


@get("/families")
async def index(request: Request) -> Answer:
    """Rule: K6. Choice: the children's names tell families of the same name apart."""
    staff = access.staff(request)
    members = await connected.members(by=staff.actor)
    names = {
        family: ", ".join(name for role, name in people if role == "child")
        for family, people in members.items()
    }
    context = {
        "families": await connected.families(by=staff.actor),
        "children": names,
        "first_steps": await first_steps.of(by=staff.actor),
    }
    hear(request, ("connection", "credits", "people", "session"))
    return show(request, "families/index", context)
