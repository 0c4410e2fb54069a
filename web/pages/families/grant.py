"""/families/{id}/account/grant: an educator gives a family credits."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.credits import grant as credits
from domain.errors import Invalid
from domain.profiles import family
from domain.providers import connection
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.respond import Answer, done, show
from web.words import formats


@get("/families/{family_id:uuid}/account/grant")
async def new(request: Request, educator: PERSON, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    await connection.of_family(family_id, by=educator)
    form = forms.blank(request, key=uuid4())
    return await _show(request, family_id, educator.time_zone, form)


@post("/families/{family_id:uuid}/account/grant")
async def create(request: Request, educator: PERSON, family_id: FromPath[UUID]) -> Answer:
    """Rule: K1 K6. Errors: NotFound."""
    shared = await connection.of_family(family_id, by=educator)
    form = await forms.read(request)
    count, reason = form.integer("count", least=1, most=credits.MOST), form.text("reason")
    last = form.date("expires_on", required=False)
    try:
        if form.is_valid and count is not None:
            await credits.grant(form.key(), shared, count, reason, by=educator, expires_on=last)
            to = f"/families/{family_id}/account"
            return done(request, to=to, notice="credits.granted")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, family_id, educator.time_zone, form, status=422)


async def _show(
    request: Request, family_id: UUID, zone: str, form: Form, status: int = 200
) -> Answer:
    context = {
        "family": await family.by_id(family_id),
        "form": form,
        "today": formats.today(formats.zone(zone)).isoformat(),
    }
    return show(request, "families/grant", context, status=status)
