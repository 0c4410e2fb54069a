"""/services: what a provider offers."""

from litestar import get

from domain.providers import first_steps, provider, service
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/services")
async def index(request: Request) -> Answer:
    staff = access.staff(request)
    of = await provider.by_id(staff.actor.provider_id)
    context = {
        "services": await service.offered(of.id),
        "may_change": provider.is_changeable(of, staff.actor),
        "first_steps": await first_steps.of(by=staff.actor),
    }
    return show(request, "services/index", context)
