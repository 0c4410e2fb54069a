"""/services/{id}/retirement: offering a service no longer, asked once."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.providers import provider, service
from web import access
from web.access import Request
from web.answer import Answer
from web.respond import done, show


@get("/services/{service_id:uuid}/retirement")
async def new(request: Request, service_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    offered = await service.reachable(service_id, by=staff.actor)
    await provider.changeable(offered.provider, by=staff.actor)
    return show(request, "services/retirement", {"id": offered.id, "name": offered.name})


@post("/services/{service_id:uuid}/retirement")
async def create(request: Request, service_id: FromPath[UUID]) -> Answer:
    """Sessions that use it stay. Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    offered = await service.reachable(service_id, by=staff.actor)
    await service.retire(offered, by=staff.actor)
    return done(request, to="/services", notice="service.retired")
