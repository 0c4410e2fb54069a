"""…/documents/admission: whether a file could be shared, before all of it is sent. Rule: D3."""

from domain.documents import admission
from domain.documents.allowed import HEAD_BYTES
from domain.errors import DomainError
from web import inputs, uploads
from web.access import Request
from web.answer import Answer, text
from web.pages.documents.shelf import Shelf
from web.pages.documents.uploading import FIELD
from web.wishes import language_of
from web.words import refusals


async def answered(request: Request, shelf: Shelf) -> Answer:
    """Shape: the beginning of the file as a form sends files, `size` in the address; nothing where
    it could, else the reason in words.
    """
    try:
        await admission.ask(shelf.there, await _head(request), _size(request))
    except DomainError as error:
        return text(refusals.sentence(error, language_of(request)), 422)
    return text("")


async def _head(request: Request) -> bytes:
    head = b""
    async for sent in uploads.files(request, FIELD):
        async for part in sent.parts():
            head = (head + part)[:HEAD_BYTES]
    return head


def _size(request: Request) -> int:
    try:
        return inputs.integer(request.query_params.get("size", ""))
    except ValueError:
        return 0
