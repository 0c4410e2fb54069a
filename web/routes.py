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
import web.pages.patterns
import web.pages.profiles.index
import web.pages.push_subscriptions
import web.pages.pwa
import web.pages.settings.app
import web.pages.settings.devices
import web.pages.settings.family
import web.pages.settings.index
import web.pages.settings.notifications
import web.pages.settings.password
import web.pages.settings.profile
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
    # /push-subscriptions
    pages.push_subscriptions.show,
    pages.push_subscriptions.create,
    pages.push_subscriptions.delete,
    # /settings
    pages.settings.index.index,
    pages.settings.app.index,
    pages.settings.profile.edit,
    pages.settings.profile.update,
    pages.settings.password.edit,
    pages.settings.password.update,
    pages.settings.notifications.edit,
    pages.settings.notifications.update,
    pages.settings.family.index,
    pages.settings.family.create,
    pages.settings.family.edit,
    pages.settings.family.update,
    pages.settings.family.give_login,
    pages.settings.family.end_login,
    pages.settings.devices.index,
    pages.settings.devices.sign_out,
    pages.settings.devices.sign_out_others,
    # The app: /manifest.webmanifest, /service-worker.js, /offline
    pages.pwa.manifest,
    pages.pwa.service_worker,
    pages.pwa.offline,
    # The process: /health, /metrics, and in the demo /mails and /patterns
    pages.health.show,
    pages.metrics.show,
    pages.mails.index.index,
    pages.mails.show.show,
    pages.mails.show.show_html,
    pages.patterns.patterns,
    # Whatever nobody answers
    pages.nowhere.show,
]
