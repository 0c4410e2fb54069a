"""/families/{id}/room: where an educator meets one family online."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.errors import Invalid
from domain.profiles import family
from domain.profiles.actor import Staff
from domain.providers import connection, room
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.respond import done, show

URL_MOST = 500


@get("/families/{family_id:uuid}/room")
async def edit(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.of_family(family_id, by=staff.actor)
    form = forms.blank(request, meeting_url=await room.of_family(shared, by=staff.actor))
    return await _show(request, staff.actor, family_id, form)


@post("/families/{family_id:uuid}/room")
async def update(request: Request, family_id: FromPath[UUID]) -> Answer:
    """Rule: S13. Errors: NotFound."""
    staff = access.staff(request)
    shared = await connection.of_family(family_id, by=staff.actor)
    form = await forms.read(request)
    url = form.text("meeting_url", most=URL_MOST, required=False)
    try:
        if form.is_valid:
            await room.set_for_family(url, shared, by=staff.actor)
            return done(request, to=f"/families/{family_id}", notice="settings.changed")
    except Invalid as error:
        form.refuse_because(error)
    return await _show(request, staff.actor, family_id, form, status=422)


async def _show(
    request: Request, by: Staff, family_id: UUID, form: Form, *, status: int = 200
) -> Answer:
    own = await room.own(by=by)
    context = {"family": await family.by_id(family_id), "form": form, "own": own}
    return show(request, "families/room", context, status=status)
