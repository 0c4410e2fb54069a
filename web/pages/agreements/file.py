"""/agreements/files/{token}: the PDF that a link leads to, to be saved and never to be run.

Rule: D2 D5.
"""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain.agreements import agreement, filing, pdf, reading
from domain.agreements.reading import LinkOver
from domain.profiles.actor import Staff
from web import files
from web.access import Request, visitor_of
from web.answer import Answer
from web.respond import show


@get("/agreements/files/{token:str}")
async def show_one(request: Request, token: FromPath[str]) -> Answer:
    """Errors: NotFound, StorageAway. Choice: needs no login, see domain/documents/download.py."""
    try:
        read, seconds_left = await reading.opened(token)
    except LinkOver as over:
        context = {"address": await _page(request, over.agreement)}
        return show(request, "agreements/link_over", context, status=410)
    key = filing.key(read.id)
    return await files.kept(request, key, read.file_name, pdf.KIND, read.size, seconds_left)


async def _page(request: Request, id: UUID) -> str:
    """Where a new link is to be had. Choice: for whoever is not logged in, the family's page."""
    reader = visitor_of(request)
    if reader and isinstance(reader.actor, Staff):
        return f"/agreements/{id}"
    one = await agreement.by_id(id)
    return f"/providers/{one.provider}/agreements/{id}"
