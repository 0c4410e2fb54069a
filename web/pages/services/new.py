"""/services/new: one more service."""

from uuid import uuid4

from litestar import get, post

from domain.errors import Invalid
from domain.providers import provider, service
from domain.providers.service import ONE_PLACE
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.pages.services import fields
from web.respond import done, show


@get("/services/new")
async def new(request: Request) -> Answer:
    """Errors: Forbidden where others say what is offered."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    form = forms.blank(request, key=uuid4(), duration_minutes=60, credits=1, **ONE_PLACE._asdict())
    return show(request, "services/new", {"form": form})


@post("/services/new")
async def create(request: Request) -> Answer:
    """Errors: Forbidden, as above."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    form = await forms.read(request)
    typed = fields.read(form)
    try:
        if typed is not None:
            await service.create(form.key(), *typed, by=staff.actor)
            return done(request, to="/services", notice="service.created")
    except Invalid as error:
        form.refuse_because(error)
    return show(request, "services/new", {"form": form}, status=422)
