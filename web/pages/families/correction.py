"""/families/{id}/account/correction: taking back credits that were given by mistake."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.credits import balance, by_provider, correction
from domain.credits.hold import NotEnoughCredits
from domain.errors import Invalid
from domain.profiles import family
from domain.providers import connection
from domain.providers.connection import Connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show


@get("/families/{family_id:uuid}/account/correction")
async def new(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    return await _show(request, shared, forms.blank(request, key=uuid4()))


@post("/families/{family_id:uuid}/account/correction")
async def create(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: B6 K1 K6. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.known_family(family_id, by=staff.actor)
    form = await forms.read(request)
    count, reason = form.integer("count", least=1, most=by_provider.MOST), form.text("reason")
    try:
        if form.is_valid and count is not None:
            await correction.correct(shared, count, reason, key=form.key(), by=staff.actor)
            to = f"/families/{family_id}/account"
            return done(request, to=to, notice="credits.corrected")
    except NotEnoughCredits as error:
        form.refuse("count", "not_free", missing=error.missing)
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, shared, form, status=422)


async def _show(request: Request, shared: Connection, form: Form, status: int = 200) -> Answer:
    context = {
        "family": await family.by_id(shared.family),
        "free": (await balance.of(shared.id)).free,
        "form": form,
    }
    return show(request, "families/correction", context, status=status)
