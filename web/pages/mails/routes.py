"""/mails: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.mails import index, show

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    show.show,
    show.show_html,
]
