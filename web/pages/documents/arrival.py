"""/documents/arrival: what another app shared with the installed one, and with whom. Rule: D1 N3.

The service worker takes it and keeps it on the device; here it is chosen who gets it.
"""

from typing import NamedTuple

from litestar import get, post

from domain.accounts.visitor import Visitor
from domain.documents import overview
from domain.profiles.actor import Actor, Guardian
from web import access
from web.access import Request
from web.answer import Answer
from web.pages.documents import addresses, shared, uploading
from web.pages.documents.index import heading
from web.pages.documents.uploading import MOST_BYTES
from web.respond import show

ADDRESS = "/documents/arrival"


class Shelf(NamedTuple):
    """Where it could go."""

    address: str
    name: str


@get(ADDRESS)
async def show_one(request: Request) -> Answer:
    """Choice: without a service worker nothing is here, and the page says how something comes."""
    person = access.sharer(request)
    known = [each for each, _ in await overview.of(by=person.actor)]
    has_several = len({each.family for each in known}) > 1
    context = {
        "shelves": [
            Shelf(
                addresses.of(each, person.actor),
                heading(each, person.actor, has_several, person.language),
            )
            for each in known
        ],
        "learners": await _learners(person),
        "is_lost": "lost" in request.query_params,
        **uploading.bounds(person.language),
    }
    return show(request, "documents/arrival", context)


async def _learners(person: Visitor[Actor]) -> list[tuple[str, str]]:
    """Choice: an educator is not asked for a child, who follows from the family chosen here."""
    actor = person.actor
    if not isinstance(actor, Guardian):
        return []
    return await shared.learners(actor.family_id, person.language)


@post(ADDRESS, request_max_body_size=MOST_BYTES)
async def missed(request: Request) -> Answer:
    """No worker was there to take it, as the app was just installed. Needs no login.

    Choice: nothing of it is kept, as nobody has said yet whom it is for; the page says so. It is
    read to its end, or a proxy would say instead that something broke.
    """
    async for _ in request.stream():
        pass
    return show(request, "documents/arrival_missed")
