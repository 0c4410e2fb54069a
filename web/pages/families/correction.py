"""/families/{id}/account/correction: taking back credits that were given by mistake."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.credits import grant as credits
from domain.credits import package
from domain.credits.hold import NotEnoughCredits
from domain.errors import Invalid
from domain.profiles import family
from domain.providers import connection
from domain.providers.connection import Connection
from web import forms
from web.access import PERSON, Request
from web.forms import Form
from web.respond import Answer, done, show


@get("/families/{family_id:uuid}/account/correction")
async def new(request: Request, educator: PERSON, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    shared = await connection.of_family(family_id, by=educator)
    return await _show(request, shared, forms.blank(request, key=uuid4()))


@post("/families/{family_id:uuid}/account/correction")
async def create(request: Request, educator: PERSON, family_id: FromPath[UUID]) -> Answer:
    """Rule: K1 K6. Errors: NotFound."""
    shared = await connection.of_family(family_id, by=educator)
    form = await forms.read(request)
    count, reason = form.integer("count", least=1, most=credits.MOST), form.text("reason")
    try:
        if form.is_valid and count is not None:
            await credits.correct(shared, count, reason, key=form.key(), by=educator)
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
        "free": (await package.balance(shared.id)).free,
        "form": form,
    }
    return show(request, "families/correction", context, status=status)
