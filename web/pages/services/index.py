"""/services: what a provider offers."""

from litestar import get

from domain.errors import Forbidden
from domain.providers import lists, service
from web.access import PERSON, Request
from web.respond import Answer, show


@get("/services")
async def index(request: Request, educator: PERSON) -> Answer:
    if educator.provider_id is None:
        raise Forbidden
    context = {
        "services": await service.offered(educator.provider_id),
        "first_steps": await lists.first_steps(educator.provider_id),
    }
    return show(request, "services/index", context)
