"""/documents: everything that is shared, with every family or provider. Rule: D1."""

from typing import NamedTuple

from litestar import get

from domain.documents import overview
from domain.documents.overview import Other
from domain.profiles.actor import Actor, Child, Staff
from web import access
from web.access import Request
from web.answer import Answer
from web.freshness import hear
from web.pages.documents import addresses, row
from web.pages.documents.row import Row
from web.respond import show
from web.wishes import language_of
from web.words.translations import N_, say

FAMILY = N_("Familie %(name)s")


class Section(NamedTuple):
    """What is shared with one of them: the latest, of how many."""

    id: str
    heading: str
    address: str
    documents_count: int
    documents: list[Row]


@get("/documents")
async def index(request: Request) -> Answer:
    """Rule: D1. Choice: the latest of each, with the way to all of them."""
    person = access.sharer(request)
    hear(request, ("document", "connection", "people"))
    language = language_of(request)
    known = await overview.of(by=person.actor)
    has_several = len({each.family for each, _ in known}) > 1
    others = [
        Section(
            f"with-{each.connection}",
            heading(each, person.actor, has_several, language),
            addresses.of(each, person.actor),
            each.documents_count,
            row.of(found, person),
        )
        for each, found in known
    ]
    return show(request, "documents/index", {"others": others})


def heading(other: Other, reader: Actor, has_several: bool, language: str) -> str:
    """Shape: a child of several families reads which one's."""
    family = say(language, FAMILY, name=other.family_name)
    if isinstance(reader, Staff):
        return family
    is_unclear = isinstance(reader, Child) and has_several
    return f"{other.name} · {family}" if is_unclear else other.name
