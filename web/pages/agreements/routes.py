"""/agreements, /consents and /receipts: their handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.agreements import (
    earlier,
    ending,
    file,
    index,
    link,
    new,
    new_file,
    new_version,
    new_version_file,
    receipt,
    reminder,
    show,
    terms,
)

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    new.new,
    new.create,
    new_file.new,
    new_file.create,
    show.show_one,
    new_version.new,
    new_version.create,
    new_version_file.new,
    new_version_file.create,
    terms.edit,
    terms.update,
    ending.new,
    ending.create,
    reminder.create,
    earlier.show_one,
    link.create,
    file.show_one,
    receipt.create,
    receipt.show_one,
    receipt.download,
]
