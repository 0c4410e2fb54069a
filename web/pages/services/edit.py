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
    found = await service.reachable(service_id, by=staff.actor)
    await provider.changeable(found.provider, by=staff.actor)
    form = forms.blank(
        request,
        name=found.name,
        duration_minutes=found.duration_minutes,
        credits=found.credits,
        description=found.description,
    )
    return _show(request, found, form)


@post("/services/{service_id:uuid}")
async def update(request: Request, service_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff = access.staff(request)
    found = await service.reachable(service_id, by=staff.actor)
    await provider.changeable(found.provider, by=staff.actor)
    form = await forms.read(request)
    typed = fields.read(form)
    try:
        if typed is not None:
            await service.change(found, *typed, by=staff.actor)
            return done(request, to="/services", notice="service.changed")
    except Invalid as error:
        form.refuse_because(error)
    return _show(request, found, form, status=422)


def _show(request: Request, found: Service, form: Form, status: int = 200) -> Answer:
    context = {"form": form, "id": found.id, "is_retired": found.retired_at is not None}
    return show(request, "services/edit", context, status=status)
