"""/services: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.services import edit, index, new, retirement

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    new.new,
    new.create,
    edit.edit,
    edit.update,
    retirement.new,
    retirement.create,
]
