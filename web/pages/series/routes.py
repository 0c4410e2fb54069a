"""/series: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.series import confirmation, show

HANDLERS: list[HTTPRouteHandler] = [
    show.show_one,
    confirmation.create,
]
