"""/groups: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.groups import cancellation, joining, new, proposals, show, waiting

HANDLERS: list[HTTPRouteHandler] = [
    new.new,
    new.create,
    show.show_one,
    proposals.create,
    cancellation.new,
    cancellation.create,
    joining.new,
    joining.create,
    waiting.create,
    waiting.end,
]
