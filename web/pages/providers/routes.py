"""/providers: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.providers import account, credit_request, documents, index, show

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    show.show_one,
    account.show_one,
    account.download,
    credit_request.create,
    documents.index,
    documents.create,
    documents.admit,
]
