"""/agreements/{id}/versions/new/file: what it says from now on, as a PDF. Rule: D5."""

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.agreements import filing, version, writing
from domain.documents import incoming
from domain.errors import Invalid
from domain.storage import StorageAway
from web import forms
from web.access import Request
from web.answer import Answer
from web.pages.agreements import uploading
from web.pages.agreements.new_version import number_before, show_version
from web.pages.agreements.reached import changeable
from web.respond import done


@get("/agreements/{agreement_id:uuid}/versions/new/file")
async def new(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    _, one = await changeable(request, agreement_id)
    before = await version.numbered(one.id, one.version_number)
    form = forms.blank(request, after=before.number, heading=before.title)
    return await show_version(request, form, one, is_file=True)


@post(
    "/agreements/{agreement_id:uuid}/versions/new/file",
    request_max_body_size=uploading.MOST_BYTES,
)
async def create(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden, Overtaken; as uploads.files()."""
    staff, one = await changeable(request, agreement_id)
    async with incoming.receiving() as coming:
        form, said = await uploading.read(request, coming)
        try:
            if said is not None:
                id = await filing.put(coming)
                await writing.write_again(one, number_before(form), said, version_id=id, by=staff)
                return done(request, to=f"/agreements/{one.id}", notice="agreement.asked_again")
        except (Invalid, StorageAway) as error:
            uploading.refuse(form, error)
    form.refuse(uploading.FIELD, "again")
    return await show_version(request, form, one, is_file=True, status=422)
