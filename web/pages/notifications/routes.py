"""/notifications: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.notifications import bell, index, reading, stream

HANDLERS: list[HTTPRouteHandler] = [
    bell.bell,
    index.index,
    reading.create,
    stream.stream,
]
