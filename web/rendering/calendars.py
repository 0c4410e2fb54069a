"""Calendars: sessions as iCalendar text, for subscribing, for one file and for mails. Rule: S16.

Source: RFC 5545, RFC 7986, icalendar. Choice: texts and what repeats are written by icalendar, and
the lines of an appointment, which are times and words of ours, put together here: five hundred of
its components take 230 ms, these lines 30.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from icalendar import Alarm, vText
from icalendar.parser import Contentline

from domain import settings
from domain.calendar.appointment import Appointment
from domain.calendar.reader import Reader
from domain.notifications.mail import SENDER_NAME
from domain.sessions.session import State
from web.rendering import zone_rules
from web.words import appointments, zones
from web.words.translations import say

TYPE = "text/calendar; charset=utf-8"
STATUSES = {State.PENDING: "TENTATIVE", State.CANCELLED: "CANCELLED", State.DECLINED: "CANCELLED"}
"""The others are agreed to."""
LINE_BYTES = 73
"""Up to here no line is folded."""
_TO_COME_AGAIN = "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"


class Message(NamedTuple):
    """What makes a calendar an offer of a mail. Shape: method REQUEST or CANCEL; addresses."""

    method: str
    sender: str
    receiver: str


def feed(shown: Sequence[Appointment], reader: Reader) -> bytes:
    """All of a calendar, to be subscribed to."""
    name = f"{SENDER_NAME} · {reader.name}"
    head = _text("NAME", name) + _text("X-WR-CALNAME", name) + _TO_COME_AGAIN
    return _calendar(shown, reader, head)


def one(of: Appointment, reader: Reader, message: Message | None = None) -> bytes:
    """One session, to be kept, or as a mail offers it."""
    head = f"METHOD:{message.method}\r\n" if message else ""
    return _calendar([of], reader, head, _people(message) if message else "")


def _calendar(shown: Sequence[Appointment], reader: Reader, head: str, people: str = "") -> bytes:
    first = min((each.starts_at.year for each in shown), default=0)
    names = sorted({each.time_zone for each in shown})
    rules = {name: zone_rules.definition(name, first) for name in names}
    draw = _drawer(reader, people, {name for name in names if rules[name]})
    with zones.reading_in(reader.time_zone):
        events = [draw(each) for each in shown]
    maker = f"-//{SENDER_NAME}//{SENDER_NAME}//{reader.language.upper()}"
    made = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{maker}\r\nCALSCALE:GREGORIAN\r\n{head}"
        f"{''.join(rules.values())}{''.join(events)}END:VCALENDAR\r\n"
    )
    return made.encode()


def _drawer(reader: Reader, people: str, defined: set[str]) -> Callable[[Appointment], str]:
    """What draws one. Shape: people are the lines of whoever sends and gets it, defined the zones
    that the calendar tells of.
    """
    base = settings.current().base_url
    host = urlsplit(base).hostname or "localhost"
    text, alarms = cache(_text), _alarms(reader)
    kind, language = reader.kind, reader.language

    def draw(one: Appointment) -> str:
        url = f"{base}/{'groups' if one.places_count else 'sessions'}/{one.id}"
        said = "\n".join(filter(None, (appointments.text(one, kind, language), url)))
        changed, is_sure = _utc(one.changed_at), one.state == State.CONFIRMED
        return (
            f"BEGIN:VEVENT\r\nUID:{one.thread}@{host}\r\nDTSTAMP:{changed}\r\n"
            f"CREATED:{_utc(one.created_at)}\r\nLAST-MODIFIED:{changed}\r\n"
            f"SEQUENCE:{one.sequence}\r\n{_times(one, one.time_zone in defined)}"
            f"{text('SUMMARY', appointments.title(one, kind, language))}"
            f"{text('LOCATION', appointments.where(one, kind, language))}"
            f"{_text('DESCRIPTION', said)}"
            f"{_folded(f'URL:{url}')}"
            f"STATUS:{STATUSES.get(State(one.state), 'CONFIRMED')}\r\n"
            # What only waits or was called off keeps nobody from planning something else.
            f"TRANSP:{'OPAQUE' if one.is_live else 'TRANSPARENT'}\r\n"
            f"{people}{alarms if is_sure else ''}END:VEVENT\r\n"
        )

    return draw


def _times(one: Appointment, is_defined: bool) -> str:
    zone = zones.named(one.time_zone)
    local = [moment.astimezone(zone) for moment in (one.starts_at, one.ends_at)]
    # Of a time that exists twice a calendar takes the first.
    if not is_defined or any(moment.fold for moment in local):
        return f"DTSTART:{_utc(one.starts_at)}\r\nDTEND:{_utc(one.ends_at)}\r\n"
    starts, ends = (moment.isoformat()[:19].translate(_BARE) for moment in local)
    place = f";TZID={one.time_zone}:"
    return f"DTSTART{place}{starts}\r\nDTEND{place}{ends}\r\n"


_BARE = str.maketrans("", "", "-:")


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()[:19].translate(_BARE) + "Z"


def _alarms(reader: Reader) -> str:
    """Rule: S14. One for each time at which the reader wants to be reminded."""
    return "".join(_alarm(each, reader.language) for each in sorted(reader.minutes))


def _alarm(minutes: int, language: str) -> str:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", -timedelta(minutes=minutes))
    made.add("description", say(language, appointments.ALARM))
    text: str = made.to_ical().decode()
    return text


def _people(message: Message) -> str:
    """Choice: who sends is who keeps it up to date, which is Lernfaden and no educator's address;
    whoever gets it has agreed here, so that no program asks for an answer by mail.
    """
    organizer = f"ORGANIZER;CN={SENDER_NAME}:mailto:{message.sender}"
    agreed = "ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE"
    return _folded(organizer) + _folded(f"ATTENDEE;{agreed}:mailto:{message.receiver}")


def _text(name: str, value: str) -> str:
    return _folded(f"{name}:{vText(value).to_ical().decode()}") if value else ""


def _folded(line: str) -> str:
    if len(line.encode()) > LINE_BYTES:
        line = Contentline(line).to_ical().decode()
    return f"{line}\r\n"
