"""The documents of a family and one provider, page by page, the newest first. Rule: D1."""

from functools import partial

from domain.accounts.visitor import Visitor
from domain.documents import listed
from domain.documents.listed import PAGE_ROWS, Listed
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web import places
from web.access import Request
from web.pages.documents import addresses, row
from web.pages.documents.shelf import Shelf


async def context(request: Request, shelf: Shelf) -> dict[str, object]:
    """Shape: older_address is empty at the end, newest_address on the first page."""
    if shelf.session is not None:
        return await _of_session(shelf.session, shelf.reader)
    before = places.read(request.query_params.get("before", ""))
    read = partial(
        listed.of_connection, shelf.connection.id, limit=PAGE_ROWS + 1, by=shelf.reader.actor
    )
    found = await read(before=before)
    if before and not found:
        # A place beyond all of them was made up, or they are gone: what there is begins again.
        before, found = None, await read()
    return {
        "documents": row.of(found[:PAGE_ROWS], shelf.reader, names_session=True),
        "older_address": _older(shelf.address, found),
        "newest_address": shelf.address if before else "",
    }


async def _of_session(one: Session, reader: Visitor[Actor]) -> dict[str, object]:
    found = await listed.of_session(one, by=reader.actor)
    rows = row.of(found.documents, reader)
    return {"documents": rows, "older_address": "", "newest_address": ""}


def _older(address: str, found: list[Listed]) -> str:
    if len(found) <= PAGE_ROWS:
        return ""
    last = found[PAGE_ROWS - 1]
    return addresses.added(address, places.query("before", last.stored_at, last.id))
