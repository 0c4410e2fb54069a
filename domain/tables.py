"""Every table, parents before children, as the migrations make them."""

from piccolo.table import Table

from domain.accounts.account import Account
from domain.accounts.device import Device
from domain.accounts.login_email_row import LoginEmail
from domain.accounts.passkeys.challenge import SpentChallenge
from domain.accounts.passkeys.passkey import Passkey
from domain.agreements.agreement import Agreement
from domain.agreements.audience import AgreementFamily
from domain.agreements.consent import ConsentRow
from domain.agreements.version import VersionRow
from domain.availability.absence import AbsenceRow
from domain.availability.exception import HoursException
from domain.availability.family_time import FamilyTimeRow
from domain.availability.hours import WeeklyHours
from domain.availability.rules import RulesRow
from domain.busy.busy_calendar import BusyCalendar
from domain.busy.busy_time import BusyTime
from domain.calendar.address import CalendarAddress
from domain.conversations.conversation import ConversationRow
from domain.conversations.message import MessageRow
from domain.conversations.muting import ConversationMuting
from domain.conversations.reading import MessageReading
from domain.conversations.report import MessageReport
from domain.credits.entry import Entry
from domain.credits.package import Package
from domain.documents.document import DocumentRow
from domain.documents.download import DocumentDownload
from domain.documents.preview import DocumentPreview
from domain.documents.space import DocumentSpace
from domain.events import Event
from domain.notifications.chosen_channels import ChosenChannels
from domain.notifications.notification import Notification
from domain.notifications.push_subscription import PushSubscription
from domain.notifications.push_test import PushTest
from domain.notifications.quiet_hours import QuietHours
from domain.outbox import Outbox
from domain.profiles.family import Family
from domain.profiles.membership import Membership
from domain.profiles.profile import Profile
from domain.profiles.reminder_time import ReminderTime
from domain.providers.assignment import Assignment
from domain.providers.connection import Connection
from domain.providers.invitation import Invitation
from domain.providers.invitation_use import InvitationUse
from domain.providers.provider import Provider
from domain.providers.service import Service
from domain.providers.staff import StaffMember
from domain.sessions.claim import Claim
from domain.sessions.group_date import GroupDate
from domain.sessions.group_wait import GroupWait
from domain.sessions.note import Note
from domain.sessions.objection import Objection
from domain.sessions.proposal import Proposal
from domain.sessions.series import Series
from domain.sessions.session_row import SessionRow
from domain.sessions.sooner_wait import SoonerWait
from domain.sessions.wish import Wish
from domain.support.case import CaseRow
from domain.support.note import NoteRow
from domain.support.ready_answer import ReadyAnswerRow
from domain.support.supporter import SupporterRow
from domain.topics import Topic

TABLES: list[type[Table]] = [
    Account,
    Family,
    Profile,
    Membership,
    Device,
    LoginEmail,
    Passkey,
    SpentChallenge,
    ReminderTime,
    CalendarAddress,
    Provider,
    StaffMember,
    Service,
    RulesRow,
    WeeklyHours,
    HoursException,
    AbsenceRow,
    BusyCalendar,
    BusyTime,
    FamilyTimeRow,
    Connection,
    Assignment,
    Invitation,
    InvitationUse,
    Proposal,
    GroupDate,
    Series,
    SessionRow,
    GroupWait,
    SoonerWait,
    Claim,
    Objection,
    Wish,
    Note,
    DocumentRow,
    DocumentSpace,
    DocumentDownload,
    DocumentPreview,
    Agreement,
    AgreementFamily,
    VersionRow,
    ConsentRow,
    ConversationRow,
    MessageRow,
    MessageReading,
    ConversationMuting,
    MessageReport,
    SupporterRow,
    CaseRow,
    NoteRow,
    ReadyAnswerRow,
    Event,
    Outbox,
    Topic,
    Notification,
    PushSubscription,
    ChosenChannels,
    QuietHours,
    PushTest,
    Package,
    Entry,
]
