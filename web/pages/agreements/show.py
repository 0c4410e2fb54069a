"""/agreements/{id}: one agreement as its provider sees it, with who has agreed. Rule: D5."""

from collections.abc import Sequence
from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import clock
from domain.agreements import agreement, reminding, signers, text, version
from domain.agreements.agreement import Demand
from domain.agreements.asked import Standing
from domain.agreements.signers import Signer
from domain.providers import provider
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.agreements import signing
from web.respond import show
from web.wishes import language_of
from web.words import agreements, documents, zones
from web.words.translations import words


@get("/agreements/{agreement_id:uuid}")
async def show_one(request: Request, agreement_id: FromPath[UUID]) -> Answer:
    """Rule: D5. Errors: NotFound."""
    staff = access.staff(request)
    one = await agreement.reachable(agreement_id, by=staff.actor)
    hear(request, ("document",))
    language = language_of(request)
    versions = await version.all_of(one.id)
    people = await (signers.were if one.ended_at else signers.of)(one.id, by=staff.actor)
    of = await provider.by_id(one.provider)
    current = versions[0]
    with zones.reading_in(staff.time_zone):
        rows = signing.of(people, language)
    context = {
        "one": one,
        "demand": words(language).gettext(agreements.DEMANDS[Demand(one.demand)]),
        "version": current,
        "html": None if current.is_file else await text.drawn(current.text),
        "size": documents.size(current.size, language),
        "versions": versions,
        "signers": rows,
        "signed_count": sum(each.standing == Standing.SIGNED for each in people),
        "may_change": provider.is_changeable(of, staff.actor) and one.ended_at is None,
        "can_remind": _can_remind(one.reminded_at <= clock.now() - reminding.EVERY, people),
    }
    return show(request, "agreements/show", context)


def _can_remind(is_long_ago: bool, people: Sequence[Signer]) -> bool:
    return is_long_ago and any(each.standing != Standing.SIGNED for each in people)
