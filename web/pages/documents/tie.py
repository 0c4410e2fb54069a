"""/documents/{id}/tie: for whom, or for which session it is, said anew. Rule: D1."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.documents import document, tying
from domain.documents.document import Document
from domain.errors import Invalid
from domain.profiles.actor import Actor
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.documents import tie_choice
from web.respond import done, show


@get("/documents/{document_id:uuid}/tie")
async def edit(request: Request, document_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    person, one = await _changeable(request, document_id)
    now = await tying.tied(one)
    form = forms.blank(request, tied=str(now.session or now.learner or ""))
    return show(request, "documents/tie", await _context(one, form, person))


@post("/documents/{document_id:uuid}/tie")
async def update(request: Request, document_id: FromPath[UUID]) -> Answer:
    """Errors: NotFound, Forbidden."""
    person, one = await _changeable(request, document_id)
    form = await forms.read(request)
    try:
        anew = await tie_choice.read(form.value("tied"), one, person.actor)
        await tying.tie(one, anew, by=person.actor)
    except Invalid:
        form.refuse("tied", "not_offered")
        return show(request, "documents/tie", await _context(one, form, person), status=422)
    return done(request, to=f"/documents/{one.id}", notice="document.tied")


async def _changeable(request: Request, id: UUID) -> tuple[Visitor[Actor], Document]:
    person = access.sharer(request, is_known=False)
    one = await document.reachable(id, by=person.actor)
    if refused := tying.refusal(one, by=person.actor):
        raise refused
    return person, one


async def _context(one: Document, form: Form, person: Visitor[Actor]) -> dict[str, Any]:
    choices = await tie_choice.offered(one, person)
    return {"id": one.id, "name": one.name, "form": form, "choices": choices}
