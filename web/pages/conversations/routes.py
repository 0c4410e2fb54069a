"""/conversations: their handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.conversations import (
    index,
    message,
    messages,
    muting,
    reading,
    show,
    typing,
)

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    show.show_one,
    messages.index,
    messages.create,
    message.show_one,
    message.edit,
    message.remove,
    message.report_one,
    muting.create,
    muting.end,
    reading.create,
    typing.create,
]
