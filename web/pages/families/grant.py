"""/families/{id}/account/grant: an educator gives a family credits."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.credits import by_provider, grant
from domain.errors import Invalid
from domain.profiles import family
from domain.providers import connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show
from web.words import zones


@get("/families/{family_id:uuid}/account/grant")
async def new(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    staff = access.staff(request)
    await connection.of_family(family_id, by=staff.actor)
    form = forms.blank(request, key=uuid4())
    return await _show(request, family_id, staff.time_zone, form)


@post("/families/{family_id:uuid}/account/grant")
async def create(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: K1 K6. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.of_family(family_id, by=staff.actor)
    form = await forms.read(request)
    count, reason = form.integer("count", least=1, most=by_provider.MOST), form.text("reason")
    last = form.date("expires_on", required=False)
    try:
        if form.is_valid and count is not None:
            await grant.grant(form.key(), shared, count, reason, by=staff.actor, expires_on=last)
            to = f"/families/{family_id}/account"
            return done(request, to=to, notice="credits.granted")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, family_id, staff.time_zone, form, status=422)


async def _show(
    request: Request, family_id: UUID, zone: str, form: Form, status: int = 200
) -> Answer:
    context = {
        "family": await family.by_id(family_id),
        "form": form,
        "today": zones.today(zones.named(zone)).isoformat(),
    }
    return show(request, "families/grant", context, status=status)
