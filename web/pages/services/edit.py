"""/services/{id}: changing a service."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.errors import Invalid
from domain.providers import provider, service
from domain.providers.service import Service
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.services import fields
from web.respond import done, show


@get("/services/{service_id:uuid}")
async def edit(request: Request, service_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    offered = await service.reachable(service_id, by=staff.actor)
    await provider.changeable(offered.provider, by=staff.actor)
    form = forms.blank(
        request,
        name=offered.name,
        duration_minutes=offered.duration_minutes,
        credits=offered.credits,
        description=offered.description,
        places_count=offered.places_count,
        minimum_count=offered.minimum_count,
        call_off_hours=offered.call_off_hours,
    )
    return _show(request, offered, form)


@post("/services/{service_id:uuid}")
async def update(request: Request, service_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    offered = await service.reachable(service_id, by=staff.actor)
    await provider.changeable(offered.provider, by=staff.actor)
    form = await forms.read(request)
    typed = fields.read(form)
    try:
        if typed is not None:
            await service.change(offered, *typed, by=staff.actor)
            return done(request, to="/services", notice="service.changed")
    except Invalid as error:
        form.refuse_because(error)
    return _show(request, offered, form, status=422)


def _show(request: Request, offered: Service, form: Form, status: int = 200) -> Answer:
    context = {"form": form, "id": offered.id, "is_retired": offered.retired_at is not None}
    return show(request, "services/edit", context, status=status)
