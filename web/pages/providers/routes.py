"""/providers: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.providers import (
    account,
    agreement,
    agreements,
    credit_request,
    documents,
    ending,
    index,
    show,
)

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    show.show_one,
    account.show_one,
    account.download,
    credit_request.create,
    agreements.index,
    agreements.create,
    agreement.show_one,
    agreement.new_withdrawal,
    agreement.withdraw,
    documents.index,
    documents.create,
    documents.admit,
    ending.new,
    ending.create,
]
