"""/agreements/new/file: one more agreement, which is a PDF. Rule: D5."""

from litestar import get, post

from domain.agreements import filing, writing
from domain.agreements.agreement import Agreement
from domain.agreements.version import Said
from domain.documents import incoming
from domain.documents.incoming import Incoming
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import provider
from domain.storage import StorageAway
from web import access
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.agreements import fields, uploading
from web.pages.agreements.new import blank, context
from web.respond import done, show


@get("/agreements/new/file")
async def new(request: Request) -> Answer:
    """Errors: Forbidden where others say what is asked."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    shown = await context(request, blank(request), staff.actor, is_file=True)
    return show(request, "agreements/new", shown)


@post("/agreements/new/file", request_max_body_size=uploading.MOST_BYTES)
async def create(request: Request) -> Answer:
    """Errors: Forbidden, as above; as uploads.files()."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    async with incoming.receiving() as coming:
        form, said = await uploading.read(request, coming)
        try:
            if made := await _made(form, said, coming, staff.actor):
                return done(request, to=f"/agreements/{made.id}", notice="agreement.asked")
        except (Invalid, StorageAway) as error:
            uploading.refuse(form, error)
    form.refuse(uploading.FIELD, "again")
    shown = await context(request, form, staff.actor, is_file=True)
    return show(request, "agreements/new", shown, status=422)


async def _made(form: Form, said: Said | None, coming: Incoming, by: Staff) -> Agreement | None:
    """None where a field is at fault. Errors: Invalid, StorageAway."""
    asked, each = fields.asking(form), form.choice("for", (fields.FAMILY, fields.CHILD))
    if said is None or asked is None or not form.is_valid:
        return None
    is_per_child, id = each == fields.CHILD, await filing.put(coming)
    return await writing.create(
        form.key(), said, *asked, is_per_child=is_per_child, version_id=id, by=by
    )
