"""/documents/{id}/preview/{size}: a picture of it, for those who reach it. Rule: D1 D2."""

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from domain import storage
from domain.documents import document, preview
from domain.documents.preview_size import Size
from domain.errors import NotFound
from web import access
from web.access import Request
from web.answer import Answer
from web.wire import security

_POLICY = b"default-src 'none'; sandbox; frame-ancestors 'none'"
_HEADERS = [
    (b"content-type", b"image/webp"),
    # Of what a document is nothing ever changes; logging out and switching clear it (N4).
    (b"cache-control", b"private, max-age=31536000, immutable"),
]


@get("/documents/{document_id:uuid}/preview/{size:str}")
async def show_one(request: Request, document_id: FromPath[UUID], size: FromPath[str]) -> Answer:
    """Errors: NotFound, StorageAway.

    Choice: one that the store lost is drawn anew, and until then there is none.
    """
    person = access.sharer(request, is_known=False)
    one = await document.reachable(document_id, by=person.actor)
    if one.preview_width is None or size not in set(Size) or one.removed_at is not None:
        raise NotFound
    parts = storage.current().read(preview.key(one.id, Size(size)))
    try:
        content = b"".join([part async for part in parts])
    except storage.Missing:
        await preview.draw_anew(one.id)
        raise NotFound from None
    security.answer_under(request.scope, _POLICY)
    return Answer(200, content, [*_HEADERS])
