"""Every table, parents before children."""

from piccolo.table import Table

from domain.accounts.account import Account
from domain.accounts.device import Device
from domain.accounts.login_email import LoginEmail
from domain.credits.entry import Entry
from domain.credits.package import Package
from domain.events import Event
from domain.notifications.notification import Notification
from domain.notifications.push_subscription import PushSubscription
from domain.outbox import Outbox
from domain.profiles.family import Family
from domain.profiles.profile import Profile
from domain.profiles.reminder_time import ReminderTime
from domain.providers.connection import Connection
from domain.providers.educator import Educator
from domain.providers.invitation import Invitation, InvitationUse
from domain.providers.provider import Provider
from domain.providers.service import Service
from domain.sessions.attendance import Objection
from domain.sessions.session import Session

TABLES: list[type[Table]] = [
    Account,
    Family,
    Profile,
    Device,
    LoginEmail,
    ReminderTime,
    Provider,
    Educator,
    Service,
    Connection,
    Invitation,
    InvitationUse,
    Session,
    Objection,
    Event,
    Outbox,
    Notification,
    PushSubscription,
    Package,
    Entry,
]
