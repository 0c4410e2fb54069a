"""/agreements/{id}/terms: how strictly it is asked for, and of whom. Rule: D5."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.agreements import audience, writing
from domain.agreements.agreement import Agreement
from domain.errors import Invalid
from domain.profiles.actor import Staff
from web import forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.agreements import fields
from web.pages.agreements.reached import changeable
from web.respond import done, show
from web.wishes import language_of


@get("/agreements/{agreement_id:uuid}/terms")
async def edit(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff, one = await changeable(request, agreement_id)
    whom = fields.ALL if one.is_for_all else fields.SOME
    form = forms.blank(request, demand=one.demand, whom=whom)
    form.tick("families", [str(id) for id in await audience.chosen(one.id)])
    return show(request, "agreements/terms", await _terms(request, form, one, staff))


@post("/agreements/{agreement_id:uuid}/terms")
async def update(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    staff, one = await changeable(request, agreement_id)
    form = await forms.read(request)
    try:
        if (asked := fields.asking(form)) is not None:
            await writing.change_terms(one, *asked, by=staff)
            return done(request, to=f"/agreements/{one.id}", notice="agreement.changed")
    except Invalid as error:
        form.refuse_because(error)
    context = await _terms(request, form, one, staff)
    return show(request, "agreements/terms", context, status=422)


async def _terms(request: Request, form: Form, one: Agreement, by: Staff) -> dict[str, Any]:
    return {
        "form": form,
        "id": one.id,
        "demands": fields.demands(language_of(request)),
        "families": await audience.choosable(by=by),
    }
