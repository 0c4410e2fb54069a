"""/documents and /files: their handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.documents import arrival, file, index, link, preview, removal, show, tie

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    arrival.show_one,
    arrival.missed,
    show.show_one,
    link.create,
    preview.show_one,
    tie.edit,
    tie.update,
    removal.create,
    removal.restore,
    file.show_one,
]
