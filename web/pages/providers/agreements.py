"""/providers/{id}/agreements: what a family is asked to agree to, and that it does. Rule: D5."""

from collections.abc import Collection
from urllib.parse import quote
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.agreements import agreeing, asked, naming
from domain.agreements import story as said_story
from domain.agreements.agreeing import Pick, Replaced
from domain.agreements.consent import How
from domain.errors import Invalid
from domain.profiles.actor import Guardian
from domain.providers import connection, provider
from domain.providers.connection import Connection
from web import access, forms, inputs
from web.access import Request
from web.answer import Answer
from web.forms import Form
from web.freshness import hear
from web.pages.agreements import row, story
from web.pages.notifications import reading
from web.respond import done, show
from web.wishes import language_of
from web.words import devices, zones


@get("/providers/{provider_id:uuid}/agreements")
async def index(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """Rule: B6 D5. Errors: NotFound."""
    guardian = access.guardian(request)
    shared = await connection.known_provider(provider_id, by=guardian.actor)
    form = forms.blank(request, next=request.query_params.get("next", ""))
    return await _show(request, shared, guardian, form)


@post("/providers/{provider_id:uuid}/agreements")
async def create(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """ "Zustimmen". Errors: NotFound.

    Choice: what is another version by now is shown anew, with nothing agreed to.
    """
    guardian, shared = await _reached(request, provider_id)
    form = await forms.read(request)
    await _agree(form, shared, how(request), guardian.actor)
    if not form.is_valid:
        return await _show(request, shared, guardian, form, status=422)
    own, then = f"/providers/{provider_id}/agreements", form.value("next")
    to = inputs.own_address(then, own)
    if to != own and row.is_left(await asked.of_connection(shared.id), form.values("agreements")):
        return done(request, to=own + onward(then)["onward"], notice="agreement.more")
    return done(request, to=to, notice="agreement.signed" if to == own else "agreement.go_on")


async def _agree(form: Form, shared: Connection, how: How, by: Guardian) -> None:
    """Says in the form why it did not come to it."""
    try:
        await agreeing.agree(shared, _picks(form), how, by=by)
    except Invalid as error:
        form.refuse_because(error)
    except Replaced:
        form.refuse("agreements", "replaced")


def onward(then: str) -> dict[str, str]:
    """Where it goes on after agreeing, "" for nowhere, and how an address says it."""
    return {"next": then, "onward": f"?next={quote(then, safe='/')}" if then else ""}


def how(request: Request) -> How:
    """With what somebody agrees, for the evidence."""
    language = language_of(request)
    return How(devices.kind(request.headers.get("user-agent", ""), language)[:60], language)


def _picks(form: Form) -> Collection[Pick]:
    """What is ticked. Errors: Replaced, for what is nothing that can be."""
    picks = [row.pick(ticked) for ticked in form.values("agreements")]
    if None in picks:
        raise Replaced
    return {pick for pick in picks if pick is not None}


async def _reached(request: Request, provider_id: UUID) -> tuple[Visitor[Guardian], Connection]:
    guardian = access.guardian(request)
    return guardian, await connection.with_provider(provider_id, by=guardian.actor)


async def _show(
    request: Request,
    shared: Connection,
    guardian: Visitor[Guardian],
    form: Form,
    status: int = 200,
) -> Answer:
    hear(request, ("document",))
    there = await asked.of_connection(shared.id)
    language = language_of(request)
    address = f"/providers/{shared.provider}/agreements"
    wanted = sorted((one for one in there if one.is_wanted), key=row.urgency)
    others = [one for one in there if not one.is_wanted]
    said = await said_story.of_connection(shared.id)
    with zones.reading_in(guardian.time_zone):
        lines = story.of(said, language)
        rows = row.of(wanted, language, of=address), row.of(others, language, of=address)
    context = {
        "provider": await provider.by_id(shared.provider),
        "wanted": rows[0],
        "others": rows[1],
        "story": lines,
        "is_blocking": row.is_blocking(there),
        "ticked": form.values("agreements"),
        "form": form,
        **onward(form.value("next")),
        **await reading.unread(guardian, naming.subject(shared).about),
    }
    return show(request, "providers/agreements", context, status=status)
