"""/families/{id}/account/overdraft: how far a family may go below zero."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.credits import balance, overdraft
from domain.errors import Invalid
from domain.profiles import family
from domain.providers import connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show


@get("/families/{family_id:uuid}/account/overdraft")
async def edit(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.of_family(family_id, by=staff.actor)
    allowed = (await balance.of(shared.id)).overdraft
    return await _show(request, family_id, forms.blank(request, overdraft_count=allowed))


@post("/families/{family_id:uuid}/account/overdraft")
async def update(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: K3. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.of_family(family_id, by=staff.actor)
    form = await forms.read(request)
    count = form.integer("overdraft_count", most=overdraft.MOST)
    try:
        if form.is_valid and count is not None:
            await overdraft.allow(shared, count, by=staff.actor)
            to = f"/families/{family_id}/account"
            return done(request, to=to, notice="settings.changed")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, family_id, form, status=422)


async def _show(request: Request, family_id: UUID, form: Form, status: int = 200) -> Answer:
    context = {"family": await family.by_id(family_id), "form": form}
    return show(request, "families/overdraft", context, status=status)
