"""/calendar: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.calendar import day, feed, month, show

HANDLERS: list[HTTPRouteHandler] = [
    show.index,
    day.index,
    month.index,
    feed.show,
]
