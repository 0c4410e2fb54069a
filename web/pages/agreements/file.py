"""/agreements/files/{token}: the PDF that a link leads to, to be saved and never to be run.

Rule: D2 D5.
"""

from litestar import get
from litestar.params import FromPath

from domain.agreements import filing, pdf, reading
from domain.agreements.reading import LinkOver
from web import files
from web.access import Request
from web.answer import Answer
from web.pages.agreements.reached import page_of
from web.respond import show


@get("/agreements/files/{token:str}")
async def show_one(request: Request, token: FromPath[str]) -> Answer:
    """Errors: NotFound, StorageAway. Choice: needs no login, see domain/documents/download.py."""
    try:
        read, seconds_left = await reading.opened(token)
    except LinkOver as over:
        context = {"address": await page_of(request, over.agreement)}
        return show(request, "agreements/link_over", context, status=410)
    key = filing.key(read.id)
    return await files.kept(request, key, read.file_name, pdf.KIND, read.size, seconds_left)
