"""/agreements: what a provider asks its families to agree to. Rule: D5."""

from litestar import get

from domain.agreements import overview
from domain.agreements.agreement import Demand
from domain.providers import provider
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.respond import show
from web.wishes import language_of
from web.words import agreements
from web.words.translations import words


@get("/agreements")
async def index(request: Request) -> Answer:
    """Rule: D5."""
    staff = access.staff(request)
    hear(request, ("document",))
    of = await provider.by_id(staff.actor.provider_id)
    gettext = words(language_of(request)).gettext
    written = [
        (each, gettext(agreements.DEMANDS[Demand(each.demand)]))
        for each in await overview.of(by=staff.actor)
    ]
    context = {
        "written": [row for row in written if not row[0].is_ended],
        "ended": [row for row in written if row[0].is_ended],
        "may_change": provider.is_changeable(of, staff.actor),
    }
    return show(request, "agreements/index", context)
