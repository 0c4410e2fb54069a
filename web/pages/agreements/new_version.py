"""/agreements/{id}/versions/new: what it says from now on. Rule: D5."""

from uuid import UUID, uuid4

from litestar import get, post
from litestar.params import FromPath

from domain.agreements import text, version, writing
from domain.agreements.agreement import Agreement, Overtaken
from domain.agreements.version import Said
from domain.errors import Invalid
from web import forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.agreements import fields
from web.pages.agreements.reached import changeable
from web.respond import done, show


@get("/agreements/{agreement_id:uuid}/versions/new")
async def new(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    _, one = await changeable(request, agreement_id)
    before = await version.numbered(one.id, one.version_number)
    form = forms.blank(request, after=before.number, heading=before.title, text=before.text)
    return await show_version(request, form, one)


@post("/agreements/{agreement_id:uuid}/versions/new", request_max_body_size=fields.MOST_BYTES)
async def create(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff, one = await changeable(request, agreement_id)
    form = await forms.read(request)
    said = fields.said(form)
    if form.value("preview"):
        status = 200 if form.is_valid else 422
        return await show_version(request, form, one, said, status=status)
    try:
        if said is not None:
            after = number_before(form)
            await writing.write_again(one, after, said, version_id=uuid4(), by=staff)
            return done(request, to=f"/agreements/{one.id}", notice="agreement.asked_again")
    except Invalid as error:
        form.refuse_because(error)
    except Overtaken:
        return await show_version(request, overtaken(form, one), one, status=409)
    return await show_version(request, form, one, status=422)


def overtaken(form: Form, one: Agreement) -> Form:
    """What was typed, now to be compared with what somebody else wrote meanwhile."""
    form.refuse("heading", "overtaken")
    form.tick("after", [str(one.version_number)])
    return form


def number_before(form: Form) -> int:
    """Of the version that was changed; 0 for what is none."""
    try:
        return inputs.integer(form.value("after"))
    except ValueError:
        return 0


async def show_version(
    request: Request,
    form: Form,
    one: Agreement,
    shown: Said | None = None,
    *,
    is_file: bool = False,
    status: int = 200,
) -> Answer:
    """The page. Shape: shown is what a preview is made of."""
    context = {
        "form": form,
        "id": one.id,
        "is_file": is_file,
        "preview": await text.drawn(shown.text) if shown else None,
        "file_megabytes": fields.FILE_MEGABYTES,
    }
    return show(request, "agreements/version", context, status=status)
