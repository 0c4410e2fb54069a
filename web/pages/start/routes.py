"""/ and /start: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.start import index, new

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    new.new,
    new.create,
]
