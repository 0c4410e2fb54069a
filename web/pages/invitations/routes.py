"""/invitations: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.invitations import index, new, revocation, show

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    new.new,
    new.create,
    show.show_one,
    show.show_printed,
    show.show_picture,
    revocation.new,
    revocation.create,
]
