"""/login and /logout: its handlers in the order of their addresses."""

from litestar.handlers import HTTPRouteHandler

from web.pages.login import index, link, logout, passkey, passkey_offer, pin, proof

HANDLERS: list[HTTPRouteHandler] = [
    index.index,
    index.create,
    link.new,
    link.create,
    passkey.show,
    passkey.create,
    passkey_offer.new,
    passkey_offer.create,
    passkey_offer.decline,
    pin.new,
    pin.create,
    proof.create,
    logout.new,
    logout.create,
]
