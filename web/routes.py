"""Every handler in the order of its address: the table of contents."""

from litestar.handlers import HTTPRouteHandler

import web.live
import web.pages.health
import web.pages.login.index
import web.pages.login.link
import web.pages.login.logout
import web.pages.login.pin
import web.pages.login.proof
import web.pages.mails.index
import web.pages.mails.show
import web.pages.metrics
import web.pages.notifications.index
import web.pages.notifications.reading
import web.pages.nowhere
import web.pages.profiles.index
import web.pages.pwa
import web.pages.start.index
import web.pages.start.new

pages = web.pages

HANDLERS: list[HTTPRouteHandler] = [
    # / and /start
    pages.start.index.index,
    pages.start.new.new,
    pages.start.new.create,
    # /login and /logout
    pages.login.index.index,
    pages.login.index.create,
    pages.login.link.new,
    pages.login.link.create,
    pages.login.pin.new,
    pages.login.pin.create,
    pages.login.proof.create,
    pages.login.logout.new,
    pages.login.logout.create,
    # /notifications
    pages.notifications.index.index,
    pages.notifications.reading.create,
    web.live.stream,
    # /profiles
    pages.profiles.index.index,
    pages.profiles.index.choose,
    # The app: /manifest.webmanifest, /service-worker.js, /offline
    pages.pwa.manifest,
    pages.pwa.service_worker,
    pages.pwa.offline,
    # The process: /health, /metrics, and in the demo /mails
    pages.health.show,
    pages.metrics.show,
    pages.mails.index.index,
    pages.mails.show.show,
    pages.mails.show.show_html,
    # Whatever nobody answers
    pages.nowhere.show,
]
