"""/files/{token}: the file that a link leads to, to be saved and never to be run. Rule: D2."""

from litestar import get
from litestar.params import FromPath

from domain.documents import document, download
from domain.documents.download import LinkOver
from web import files
from web.access import Request
from web.answer import Answer
from web.respond import show


@get("/files/{token:str}")
async def show_one(request: Request, token: FromPath[str]) -> Answer:
    """Errors: NotFound, StorageAway. Choice: needs no login, see domain/documents/download.py."""
    try:
        file = await download.opened(token)
    except LinkOver as over:
        context = {"address": f"/documents/{over.document}"}
        return show(request, "documents/link_over", context, status=410)
    key = document.key(file.id)
    return await files.kept(request, key, file.name, file.kind, file.size, file.seconds_left)
