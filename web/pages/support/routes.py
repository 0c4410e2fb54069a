"""/support: their handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.support import answers, case, index

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    index.create,
    index.received,
    answers.index,
    answers.create,
    answers.end,
    case.change_state,
    case.assign,
    case.write_note,
]
