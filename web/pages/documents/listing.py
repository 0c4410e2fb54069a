"""The documents of a family and one provider: page by page, or what was found. Rule: D1."""

from functools import partial

from domain.accounts.visitor import Visitor
from domain.documents import listed
from domain.documents.listed import PAGE_ROWS, Listed
from domain.profiles.actor import Actor
from domain.sessions.session import Session
from web import places
from web.access import Request
from web.pages.documents import addresses, finding, row
from web.pages.documents.finding import READ_MOST, SHOWN_MOST, Asked, Order
from web.pages.documents.shelf import Shelf


async def context(request: Request, shelf: Shelf, *, has_children: bool) -> dict[str, object]:
    """Shape: older_address is empty at the end, newest_address on the first page; here is the list
    as it is shown.
    """
    if shelf.session is not None:
        return await _of_session(shelf.session, shelf.reader)
    asked, address = finding.asked(request), shelf.address
    shown = await (_page(request, shelf) if asked.is_plain else _found(asked, shelf))
    language = shelf.reader.language
    return {
        "find": finding.form(address, asked),
        "orders": finding.orders(address, asked, language, has_children=has_children),
        "everything": address,
        **shown,
    }


async def _page(request: Request, shelf: Shelf) -> dict[str, object]:
    before = places.read(request.query_params.get("before", ""))
    read = partial(listed.of_connection, shelf.there.id, limit=PAGE_ROWS + 1, by=shelf.reader.actor)
    found = await read(before=before)
    if before and not found:
        # A place beyond all of them was made up, or they are gone: what there is begins again.
        before, found = None, await read()
    rows, address = found[:PAGE_ROWS], shelf.address
    here = addresses.added(address, places.query("before", *before)) if before else address
    return {
        "groups": finding.groups(rows, Order.DATE, shelf.reader),
        "count": len(rows),
        "is_cut": False,
        "here": here,
        "older_address": _older(address, found),
        "newest_address": address if before else "",
    }


async def _found(asked: Asked, shelf: Shelf) -> dict[str, object]:
    by = shelf.reader.actor
    read = await listed.of_connection(shelf.there.id, limit=READ_MOST, by=by)
    found = finding.narrowed(read, asked)
    return {
        "groups": finding.groups(found[:SHOWN_MOST], asked.order, shelf.reader),
        "count": len(found),
        "is_cut": len(found) > SHOWN_MOST or len(read) == READ_MOST,
        "here": asked.at(shelf.address),
        "older_address": "",
        "newest_address": "",
    }


async def _of_session(one: Session, reader: Visitor[Actor]) -> dict[str, object]:
    found = await listed.of_session(one, by=reader.actor)
    rows = row.of(found.documents, reader)
    return {"documents": rows, "newest_address": ""}


def _older(address: str, found: list[Listed]) -> str:
    if len(found) <= PAGE_ROWS:
        return ""
    last = found[PAGE_ROWS - 1]
    return addresses.added(address, places.query("before", last.stored_at, last.id))
