"""What ending a connection would mean, and its end. Rule: B6."""

from domain.providers.connection import Connection
from domain.sessions import parting
from web import forms
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.pages.families import former
from web.pages.families.former import Reader
from web.respond import done, show
from web.words import refusals

WHY_MOST = 500


async def shown(
    request: Request, shared: Connection, reader: Reader, form: Form, status: int = 200
) -> Answer:
    """What would end, before it does. Errors: Forbidden, AlreadyOver."""
    if refused := await parting.refusal(shared, by=reader.actor):
        raise refused
    other = await former.other_side(shared, reader)
    context = {**other, "form": form, "ending": await parting.foreseen(shared)}
    return show(request, "families/ending", context, status=status)


async def end(request: Request, shared: Connection, reader: Reader) -> Answer:
    """Errors: Forbidden, AlreadyOver."""
    form = await forms.read(request)
    why, agreed = form.text("why", most=WHY_MOST, required=False), form.value("agreed")
    if not form.is_valid:
        return await shown(request, shared, reader, form, status=422)
    try:
        await parting.end(shared, by=reader.actor, agreed=agreed, why=why)
    except parting.PartingChanged as error:
        form.errors["form"] = refusals.sentence(error, reader.language)
        return await shown(request, shared, reader, form, status=409)
    return done(request, to=former.address_of(shared, reader), notice="connection.ended")
