"""Every handler in the order of its address: the table of contents."""

from litestar.handlers import HTTPRouteHandler

from web.pages import health, nowhere

HANDLERS: list[HTTPRouteHandler] = [
    health.show,
    nowhere.show,
]
