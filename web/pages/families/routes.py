"""/families: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.families import (
    account,
    agreements,
    correction,
    documents,
    ending,
    grant,
    index,
    overdraft,
    room,
    show,
)

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    show.show_one,
    room.edit,
    room.update,
    account.show_one,
    account.download,
    agreements.index,
    documents.index,
    documents.create,
    documents.admit,
    ending.new,
    ending.create,
    grant.new,
    grant.create,
    correction.new,
    correction.create,
    overdraft.edit,
    overdraft.update,
]
