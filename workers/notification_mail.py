"""Mails what was to be shown on a device. Rule: N1."""

from uuid import UUID

from domain.accounts.reader import Reader
from domain.calendar import appointment as appointments
from domain.calendar import reader
from domain.calendar.appointment import Appointment
from domain.errors import NotFound
from domain.lease import Work
from domain.notifications import addressed, sender
from domain.notifications.addressed import Addressed
from domain.notifications.mail import Offered
from domain.profiles.actor import Actor, Staff
from domain.sessions.session import State
from web.rendering import calendars
from web.words import notification_texts
from workers import mail_template

METHODS = {
    "session.confirmed": "REQUEST",
    "session.joined": "REQUEST",
    "session.cancelled": "CANCEL",
    "session.given_up": "CANCEL",
    "session.rescheduled": "CANCEL",
    "session.moved": "CANCEL",
    "session.called_off": "CANCEL",
    "group.called_off": "CANCEL",
}
"""What an appointment in a mail asks of the calendar. Source: RFC 5546.

Choice: a request, for what is only published mail programs put into no calendar by a tap, and
nothing later takes it out; it says that its reader has agreed, so none of them asks for an answer.
Who did it themselves is mailed nothing, here as everywhere, and takes it out of their own.
"""


async def deliver(work: Work) -> None:
    """Only to an address that is proven, for the mail tells of children."""
    told = await addressed.told(*(UUID(work.payload[name]) for name in ("notification", "event")))
    if told is not None and told.address is not None and not told.is_stale:
        await _send(told, told.address)


async def _send(told: Addressed, address: str) -> None:
    words = notification_texts.of(told, told.reader_kind, told.language, told.time_zone)
    to = Reader(address, "", told.language, told.time_zone)
    await mail_template.send(
        "notification",
        to,
        f"notification-{told.event}-{told.profile}",
        appointment=await _offered(told, address),
        title=words.title,
        text=words.text,
        button=words.button,
        url=mail_template.url_of(words.address),
        settings_url=mail_template.url_of("/settings/notifications"),
    )


async def _offered(told: Addressed, address: str) -> Offered | None:
    """Rule: S16. Shape: of a move what it was moved from, where that was agreed to and holds no
    more; once it is confirmed, its own time takes the place of that entry. Of a group its educator
    has one, which stands while others are in it. Choice: of a series none, as a request is about
    one appointment, and sixty mails or files help nobody; who wants them subscribes to the
    calendar.
    """
    method = METHODS.get(told.kind)
    if method is None or told.facts_count > 1:
        return None
    try:
        who = await reader.of(told.profile)
        one = await _meant(told, who.actor)
    except NotFound:
        return None
    if one is None:
        return None
    if one.places_count:
        method = "CANCEL" if one.state == State.CANCELLED else "REQUEST"
    message = calendars.Message(method, sender.address(), address)
    return Offered(method, calendars.one(one, who, message).decode())


async def _meant(told: Addressed, by: Actor) -> Appointment | None:
    """Whose entry in calendars changes. Errors: NotFound."""
    if told.kind == "group.called_off":
        return await appointments.of_group(told.subject, by=by) if isinstance(by, Staff) else None
    session, facts = told.session, told.particulars
    if told.kind == "session.moved":
        session = None if facts["leaves_old"] else UUID(facts["moved_from"])
    if session is None:
        return None
    one = await appointments.reachable(session, by=by)
    # Nobody's calendar has what was never agreed to.
    return one if one.places_count or one.notice_hours is not None else None
