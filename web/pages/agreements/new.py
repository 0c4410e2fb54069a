"""/agreements/new: one more agreement. Rule: D5."""

from typing import Any
from uuid import uuid4, uuid5

from litestar import get, post

from domain.agreements import audience, text, writing
from domain.agreements.agreement import Demand
from domain.agreements.version import Said
from domain.errors import Invalid
from domain.profiles.actor import Staff
from domain.providers import provider
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.agreements import fields
from web.respond import done, show
from web.wishes import language_of


@get("/agreements/new")
async def new(request: Request) -> Answer:
    """Errors: Forbidden where others say what is asked."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    return show(request, "agreements/new", await context(request, blank(request), staff.actor))


@post("/agreements/new", request_max_body_size=fields.MOST_BYTES)
async def create(request: Request) -> Answer:
    """Errors: Forbidden, as above. Shape: with "preview" it is only shown, and nothing is asked."""
    staff = access.staff(request)
    await provider.changeable(staff.actor.provider_id, by=staff.actor)
    form = await forms.read(request)
    said, asked = fields.said(form), fields.asking(form)
    each = form.choice("for", (fields.FAMILY, fields.CHILD))
    if form.value("preview"):
        shown = await context(request, form, staff.actor, said)
        return show(request, "agreements/new", shown, status=200 if form.is_valid else 422)
    try:
        if said is not None and asked is not None and form.is_valid:
            key = form.key()
            made = await writing.create(
                key,
                said,
                *asked,
                is_per_child=each == fields.CHILD,
                version_id=uuid5(key, "1"),
                by=staff.actor,
            )
            return done(request, to=f"/agreements/{made.id}", notice="agreement.asked")
    except Invalid as error:
        form.refuse_because(error)
    return show(request, "agreements/new", await context(request, form, staff.actor), status=422)


def blank(request: Request) -> Form:
    """As most are."""
    start = {"demand": Demand.REQUIRED, "for": fields.FAMILY, "whom": fields.ALL}
    return forms.blank(request, key=uuid4(), **start)


async def context(
    request: Request, form: Form, by: Staff, shown: Said | None = None, *, is_file: bool = False
) -> dict[str, Any]:
    """What the page needs. Shape: shown is what a preview is made of."""
    return {
        "is_file": is_file,
        "file_megabytes": fields.FILE_MEGABYTES,
        "form": form,
        "demands": fields.demands(language_of(request)),
        "families": await audience.choosable(by=by),
        "preview": await text.drawn(shown.text) if shown and form.is_valid else None,
    }
