"""/providers/{id}/agreements/{id}: one of them as a family reads it, and its way back. Rule: D5."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath

from domain.accounts.visitor import Visitor
from domain.agreements import agreeing, asked, naming, text, version
from domain.agreements import story as said_story
from domain.agreements.asked import Asked, Standing
from domain.agreements.story import Event
from domain.errors import NotFound
from domain.profiles.actor import Guardian
from domain.providers import connection, provider
from domain.providers.connection import Connection
from web import access, forms
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.agreements import changes, row, story
from web.pages.notifications import reading
from web.pages.providers.agreements import how, onward
from web.respond import done, show
from web.wishes import language_of
from web.words import documents, zones


@get("/providers/{provider_id:uuid}/agreements/{agreement_id:uuid}")
async def show_one(
    request: Request, provider_id: FromPath[UUID], agreement_id: FromPath[UUID]
) -> Answer:
    """Rule: D5. Errors: NotFound."""
    guardian, shared, there = await _reached(request, provider_id, agreement_id)
    hear(request, ("document",))
    language = language_of(request)
    said = await said_story.of(agreement_id, shared.id)
    current = await version.by_id(there[0].version)
    with zones.reading_in(guardian.time_zone):
        rows = row.of(there, language, of=f"/providers/{provider_id}/agreements")
        lines = story.of(said, language)
    context = {
        "provider": await provider.by_id(provider_id),
        "version": current,
        "html": None if current.is_file else await text.drawn(current.text),
        "size": documents.size(current.size, language),
        "changed": await _changed(there[0], said),
        "rows": rows,
        "story": lines,
        **onward(request.query_params.get("next", "")),
        **await reading.unread(guardian, naming.subject(shared).about),
    }
    return show(request, "providers/agreement", context)


@get("/providers/{provider_id:uuid}/agreements/withdrawal")
async def new_withdrawal(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """What follows from taking it back, before it is done. Errors: NotFound."""
    _, _, there = await _reached(request, provider_id)
    one = _ticked(there, request.query_params.get("of", ""))
    return await _show_withdrawal(request, one, provider_id)


@post("/providers/{provider_id:uuid}/agreements/withdrawal")
async def withdraw(request: Request, provider_id: FromPath[UUID]) -> Answer:
    """ "Zustimmung zurücknehmen". Errors: NotFound."""
    guardian, shared, there = await _reached(request, provider_id)
    form = await forms.read(request)
    one = _ticked(there, form.value("of"))
    await agreeing.take_back(shared, one, how(request), by=guardian.actor)
    to = f"/providers/{provider_id}/agreements"
    return done(request, to=to, notice="agreement.withdrawn")


async def _reached(
    request: Request, provider_id: UUID, agreement: UUID | None = None
) -> tuple[Visitor[Guardian], Connection, Sequence[Asked]]:
    guardian = access.guardian(request)
    shared = await connection.with_provider(provider_id, by=guardian.actor)
    all_of_it = await asked.of_connection(shared.id)
    there = [one for one in all_of_it if agreement in (None, one.agreement)]
    if not there:
        raise NotFound
    return guardian, shared, there


async def _changed(now: Asked, said: Sequence[Event]) -> Any:
    """What is new since the version that the family agreed to last; None where it was none."""
    before = max((each.version_number for each in said if each.is_given), default=None)
    if before is None or before == now.version_number:
        return None
    return await changes.between(now.agreement, before, now.version_number)


def _ticked(there: Sequence[Asked], ticked: str) -> Asked:
    """Errors: NotFound."""
    for one in there:
        if row.ticks(one) == ticked:
            return one
    raise NotFound


async def _show_withdrawal(request: Request, one: Asked, provider_id: UUID) -> Answer:
    context = {
        "provider": await provider.by_id(provider_id),
        "row": row.of([one], language_of(request), of=f"/providers/{provider_id}/agreements")[0],
        "is_blocking": row.is_blocking([one._replace(is_given=False)]),
        "is_signed": one.standing == Standing.SIGNED,
    }
    return show(request, "providers/agreement_withdrawal", context)
