"""Every handler in the order of its address: the table of contents.

An area of several pages has a list of its own: `pages/<area>/routes.py`.
"""

from litestar.handlers import HTTPRouteHandler

import web.pages.agreements.routes
import web.pages.availability.routes
import web.pages.calendar.routes
import web.pages.conversations.routes
import web.pages.credits.index
import web.pages.documents.routes
import web.pages.families.routes
import web.pages.groups.routes
import web.pages.health
import web.pages.help.index
import web.pages.invitations.opening
import web.pages.invitations.routes
import web.pages.leading
import web.pages.login.routes
import web.pages.mails.routes
import web.pages.manifest
import web.pages.metrics
import web.pages.notifications.routes
import web.pages.nowhere
import web.pages.operator.texts
import web.pages.patterns
import web.pages.profiles.index
import web.pages.providers.routes
import web.pages.push_subscriptions
import web.pages.pwa
import web.pages.requests.new
import web.pages.series.routes
import web.pages.services.routes
import web.pages.sessions.routes
import web.pages.settings.routes
import web.pages.start.routes
import web.pages.support.routes

pages = web.pages

HANDLERS: list[HTTPRouteHandler] = [
    # / and /start
    *pages.start.routes.HANDLERS,
    # /agreements, /consents and /receipts
    *pages.agreements.routes.HANDLERS,
    *pages.availability.routes.HANDLERS,
    *pages.calendar.routes.HANDLERS,
    *pages.conversations.routes.HANDLERS,
    # /credits
    pages.credits.index.index,
    # /documents and /files
    *pages.documents.routes.HANDLERS,
    *pages.families.routes.HANDLERS,
    *pages.groups.routes.HANDLERS,
    # /help
    pages.help.index.index,
    # /i and /imprint
    pages.invitations.opening.new,
    pages.invitations.opening.create,
    pages.operator.texts.show_imprint,
    *pages.invitations.routes.HANDLERS,
    # /login and /logout
    *pages.login.routes.HANDLERS,
    *pages.notifications.routes.HANDLERS,
    # /privacy and /profiles
    pages.operator.texts.show_privacy,
    pages.profiles.index.index,
    pages.profiles.index.choose,
    *pages.providers.routes.HANDLERS,
    # /push-subscriptions
    pages.push_subscriptions.show,
    pages.push_subscriptions.create,
    pages.push_subscriptions.delete,
    # /requests
    pages.requests.new.new,
    pages.requests.new.create,
    pages.requests.new.choose,
    *pages.series.routes.HANDLERS,
    *pages.services.routes.HANDLERS,
    *pages.sessions.routes.HANDLERS,
    *pages.settings.routes.HANDLERS,
    *pages.support.routes.HANDLERS,
    # The app: /manifest.webmanifest, /service-worker.js, /offline
    pages.manifest.manifest,
    pages.pwa.service_worker,
    pages.pwa.offline,
    # The process: /health, /metrics, and in the demo /mails and /patterns
    pages.health.show,
    pages.metrics.show,
    *pages.mails.routes.HANDLERS,
    pages.patterns.patterns,
    # Whatever nobody answers
    pages.nowhere.show,
]
HANDLERS.extend(pages.leading.back(HANDLERS))
