"""The documents of a family and one provider, page by page, the newest first. Rule: D1."""

from functools import partial

from domain.accounts.visitor import Visitor
from domain.documents import listed
from domain.documents.listed import PAGE_ROWS, Listed
from domain.profiles.actor import Actor
from domain.providers.connection import Connection
from web import places
from web.access import Request
from web.pages.documents import addresses, row


async def context(
    request: Request, address: str, connection: Connection, reader: Visitor[Actor]
) -> dict[str, object]:
    """Shape: older_address is empty at the end, newest_address on the first page."""
    before = places.read(request.query_params.get("before", ""))
    read = partial(listed.of_connection, connection.id, limit=PAGE_ROWS + 1, by=reader.actor)
    found = await read(before=before)
    if before and not found:
        # A place beyond all of them was made up, or they are gone: what there is begins again.
        before, found = None, await read()
    return {
        "documents": row.of(found[:PAGE_ROWS], reader),
        "older_address": _older(address, found),
        "newest_address": address if before else "",
    }


def _older(address: str, found: list[Listed]) -> str:
    if len(found) <= PAGE_ROWS:
        return ""
    last = found[PAGE_ROWS - 1]
    return addresses.added(address, places.query("before", last.stored_at, last.id))
