"""Every handler in the order of its address: the table of contents."""

from litestar.handlers import HTTPRouteHandler

import web.pages.availability.absences
import web.pages.availability.days
import web.pages.availability.hours
import web.pages.availability.rules
import web.pages.availability.why
import web.pages.calendar.feed
import web.pages.calendar.show
import web.pages.credits.index
import web.pages.families.account
import web.pages.families.correction
import web.pages.families.grant
import web.pages.families.index
import web.pages.families.overdraft
import web.pages.families.room
import web.pages.families.show
import web.pages.health
import web.pages.help.index
import web.pages.invitations.index
import web.pages.invitations.new
import web.pages.invitations.opening
import web.pages.invitations.revocation
import web.pages.invitations.show
import web.pages.leading
import web.pages.login.index
import web.pages.login.link
import web.pages.login.logout
import web.pages.login.pin
import web.pages.login.proof
import web.pages.mails.index
import web.pages.mails.show
import web.pages.metrics
import web.pages.notifications.bell
import web.pages.notifications.index
import web.pages.notifications.reading
import web.pages.notifications.stream
import web.pages.nowhere
import web.pages.operator.texts
import web.pages.patterns
import web.pages.profiles.index
import web.pages.providers.account
import web.pages.providers.credit_request
import web.pages.providers.index
import web.pages.providers.show
import web.pages.push_subscriptions
import web.pages.pwa
import web.pages.requests.new
import web.pages.series.confirmation
import web.pages.series.show
import web.pages.services.edit
import web.pages.services.index
import web.pages.services.new
import web.pages.services.retirement
import web.pages.sessions.absence
import web.pages.sessions.appointment
import web.pages.sessions.cancellation
import web.pages.sessions.completion
import web.pages.sessions.confirmation
import web.pages.sessions.decline
import web.pages.sessions.index
import web.pages.sessions.new
import web.pages.sessions.note
import web.pages.sessions.objection
import web.pages.sessions.offline
import web.pages.sessions.past
import web.pages.sessions.show
import web.pages.sessions.upholding
import web.pages.sessions.withdrawal
import web.pages.settings.app
import web.pages.settings.calendar
import web.pages.settings.device
import web.pages.settings.devices
import web.pages.settings.family
import web.pages.settings.index
import web.pages.settings.notifications
import web.pages.settings.password
import web.pages.settings.profile
import web.pages.settings.provider
import web.pages.settings.push_tests
import web.pages.start.index
import web.pages.start.new

pages = web.pages

HANDLERS: list[HTTPRouteHandler] = [
    # / and /start
    pages.start.index.index,
    pages.start.new.new,
    pages.start.new.create,
    # /availability
    pages.availability.hours.index,
    pages.availability.hours.update,
    pages.availability.absences.index,
    pages.availability.absences.create,
    pages.availability.absences.end,
    pages.availability.days.index,
    pages.availability.days.create,
    pages.availability.days.end,
    pages.availability.rules.edit,
    pages.availability.rules.update,
    pages.availability.why.index,
    # /calendar
    pages.calendar.show.index,
    pages.calendar.feed.show,
    # /credits
    pages.credits.index.index,
    # /families
    pages.families.index.index,
    pages.families.show.show_one,
    pages.families.room.edit,
    pages.families.room.update,
    pages.families.account.show_one,
    pages.families.account.download,
    pages.families.grant.new,
    pages.families.grant.create,
    pages.families.correction.new,
    pages.families.correction.create,
    pages.families.overdraft.edit,
    pages.families.overdraft.update,
    # /help
    pages.help.index.index,
    # /i, /imprint and /invitations
    pages.invitations.opening.new,
    pages.invitations.opening.create,
    pages.operator.texts.show_imprint,
    pages.invitations.index.index,
    pages.invitations.new.new,
    pages.invitations.new.create,
    pages.invitations.show.show_one,
    pages.invitations.show.show_printed,
    pages.invitations.show.show_picture,
    pages.invitations.revocation.new,
    pages.invitations.revocation.create,
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
    pages.notifications.bell.bell,
    pages.notifications.index.index,
    pages.notifications.reading.create,
    pages.notifications.stream.stream,
    # /privacy and /profiles
    pages.operator.texts.show_privacy,
    pages.profiles.index.index,
    pages.profiles.index.choose,
    # /providers
    pages.providers.index.index,
    pages.providers.show.show_one,
    pages.providers.account.show_one,
    pages.providers.account.download,
    pages.providers.credit_request.create,
    # /push-subscriptions
    pages.push_subscriptions.show,
    pages.push_subscriptions.create,
    pages.push_subscriptions.delete,
    # /requests
    pages.requests.new.new,
    pages.requests.new.create,
    pages.requests.new.choose,
    # /series
    pages.series.show.show_one,
    pages.series.confirmation.create,
    # /services
    pages.services.index.index,
    pages.services.new.new,
    pages.services.new.create,
    pages.services.edit.edit,
    pages.services.edit.update,
    pages.services.retirement.new,
    pages.services.retirement.create,
    # /sessions
    pages.sessions.index.index,
    pages.sessions.past.index,
    pages.sessions.offline.index,
    pages.sessions.new.new,
    pages.sessions.new.create,
    pages.sessions.show.show_one,
    pages.sessions.appointment.show,
    pages.sessions.confirmation.new,
    pages.sessions.confirmation.create,
    pages.sessions.withdrawal.create,
    pages.sessions.decline.new,
    pages.sessions.decline.create,
    pages.sessions.cancellation.new,
    pages.sessions.cancellation.create,
    pages.sessions.absence.new,
    pages.sessions.absence.create,
    pages.sessions.completion.new,
    pages.sessions.completion.create,
    pages.sessions.upholding.new,
    pages.sessions.upholding.create,
    pages.sessions.note.new,
    pages.sessions.note.write,
    pages.sessions.objection.new,
    pages.sessions.objection.create,
    # /settings
    pages.settings.index.index,
    pages.settings.app.index,
    pages.settings.profile.edit,
    pages.settings.profile.update,
    pages.settings.provider.edit,
    pages.settings.provider.update,
    pages.settings.password.edit,
    pages.settings.password.update,
    pages.settings.notifications.edit,
    pages.settings.notifications.update,
    pages.settings.calendar.index,
    pages.settings.calendar.new,
    pages.settings.calendar.create,
    pages.settings.family.index,
    pages.settings.family.create,
    pages.settings.family.edit,
    pages.settings.family.update,
    pages.settings.family.give_login,
    pages.settings.family.end_login,
    pages.settings.device.index,
    pages.settings.device.update,
    pages.settings.devices.index,
    pages.settings.devices.sign_out,
    pages.settings.devices.sign_out_others,
    pages.settings.push_tests.create,
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
HANDLERS.extend(pages.leading.back(HANDLERS))
