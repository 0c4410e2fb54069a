"""Calendars say the same to two parsers that know nothing of each other, whatever is in them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from domain.calendar.appointment import Appointment
from domain.sessions.place import Place
from domain.sessions.session import State
from tests.rules import rule
from tests.web.rendering.appointments import AT, MATHS, NADIA, by_icalendar, by_vobject
from web.rendering import calendars
from web.rendering.calendars import Message

ODD = (
    "Straße 7, Hof; Tür 3\nbitte klingeln",
    "Größe 🧵🪡 und noch viel mehr Wörter mit ä, ö, ü, ß, damit es gefaltet werden muss 😀😀",
    'Er sagt: "Hier; dort, \\ überall"',
    "数学と物理 " * 12,
    "x" * 400,
)


@rule("S16")
def test_two_parsers_agree_on_every_field() -> None:
    shown = [
        MATHS,
        MATHS._replace(id=UUID(int=4), thread=UUID(int=9), state=State.PENDING, notice_hours=None),
        MATHS._replace(id=UUID(int=5), thread=UUID(int=5), state=State.CANCELLED, sequence=7),
        MATHS._replace(id=UUID(int=6), thread=UUID(int=6), time_zone="Asia/Kolkata"),
    ]
    made = calendars.feed(shown, NADIA)
    assert by_icalendar(made) == by_vobject(made)
    first, waiting, off, there = by_icalendar(made)
    assert first.texts == {
        "UID": f"{MATHS.id}@localhost",
        "SUMMARY": "Mila: Mathe mit Jonas Weber",
        "LOCATION": "bei euch zu Hause",
        "DESCRIPTION": "Kostenfrei absagen bis 23.11.2026, 16:00.\n"
        f"http://localhost:8000/sessions/{MATHS.id}",
        "URL": f"http://localhost:8000/sessions/{MATHS.id}",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "SEQUENCE": "1",
    }
    assert (first.starts_at, first.ends_at) == (MATHS.starts_at, MATHS.ends_at)
    assert first.stamps == (MATHS.changed_at, MATHS.created_at, MATHS.changed_at)
    assert first.alarms == [-timedelta(minutes=60), -timedelta(minutes=1560)]
    assert waiting.texts["SUMMARY"] == "Ausstehend: Mila: Mathe mit Jonas Weber"
    assert (waiting.texts["UID"], waiting.texts["STATUS"]) == (
        f"{UUID(int=9)}@localhost",
        "TENTATIVE",
    )
    assert (waiting.texts["TRANSP"], waiting.alarms) == ("TRANSPARENT", [])
    assert (off.texts["STATUS"], off.texts["SEQUENCE"], off.alarms) == ("CANCELLED", "7", [])
    assert there.starts_at == MATHS.starts_at


@rule("S16", "S8", "A8")
@pytest.mark.parametrize(
    ("kind", "summary", "says"),
    [
        ("guardian", "Mila: Mathe with Jonas Weber", "Free of charge"),
        ("child", "Mathe with Jonas Weber", ""),
        ("educator", "Mathe with Mila", ""),
        ("manager", "Mathe with Mila", ""),
    ],
)
def test_each_reader_is_told_what_is_theirs(kind: str, summary: str, says: str) -> None:
    reader = NADIA._replace(kind=kind, language="en", time_zone="America/New_York", minutes=())
    (found,) = by_vobject(calendars.feed([MATHS], reader))
    assert found.texts["SUMMARY"] == summary
    assert ("10:00" in found.texts["DESCRIPTION"]) == bool(says)
    assert found.alarms == []


@rule("S16")
@pytest.mark.parametrize("odd", ODD)
def test_what_people_type_arrives_as_it_was(odd: str) -> None:
    one = MATHS._replace(service=odd, learner=odd, educator=odd, place_detail=odd)
    made = calendars.one(one, NADIA)
    assert by_icalendar(made) == by_vobject(made)
    (found,) = by_vobject(made)
    assert found.texts["LOCATION"] == f"bei euch zu Hause, {odd}"
    assert found.texts["SUMMARY"] == f"{odd}: {odd} mit {odd}"
    assert_is_well_formed(made)


# icalendar takes \N for a line break, which nobody types.
_TYPED = some.text(some.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=300)


@rule("S16")
@given(typed=_TYPED.filter(lambda typed: "\\N" not in typed))
def test_no_text_breaks_a_calendar(typed: str) -> None:
    made = calendars.one(MATHS._replace(place_detail=typed, place=Place.ONLINE), NADIA)
    assert_is_well_formed(made)
    (found,) = by_icalendar(made)
    assert found.texts["LOCATION"] == (f"online, {typed}" if typed else "online")


def assert_is_well_formed(made: bytes) -> None:
    """Source: RFC 5545 §3.1. Lines end in CRLF and are short; none is cut within a character."""
    lines = made.split(b"\r\n")
    assert lines[-1] == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    for line in lines:
        line.decode()


BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
CASABLANCA, KOLKATA = "Africa/Casablanca", "Asia/Kolkata"
WEEKS = [
    (BERLIN, datetime(2027, 3, 26, tzinfo=UTC)),
    (BERLIN, datetime(2026, 10, 23, tzinfo=UTC)),
    (NEW_YORK, datetime(2027, 3, 12, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 10, 30, tzinfo=UTC)),
    (LORD_HOWE, datetime(2027, 4, 2, tzinfo=UTC)),
    (LORD_HOWE, datetime(2026, 10, 2, tzinfo=UTC)),
    (CASABLANCA, datetime(2027, 2, 5, tzinfo=UTC)),
    (CASABLANCA, datetime(2027, 3, 12, tzinfo=UTC)),
    (KOLKATA, datetime(2027, 3, 26, tzinfo=UTC)),
]


@rule("S16", "S7")
@pytest.mark.parametrize(("zone", "since"), WEEKS)
def test_no_session_shifts_where_the_clocks_change(zone: str, since: datetime) -> None:
    """Every quarter of an hour of four days, among them those that exist twice on the clock."""
    starts = [since + number * timedelta(minutes=15) for number in range(4 * 24 * 4)]
    shown = [at(moment, zone, number) for number, moment in enumerate(starts)]
    made = calendars.feed(shown, NADIA._replace(minutes=()))
    assert [each.starts_at for each in by_vobject(made)] == starts
    assert [each.starts_at for each in by_icalendar(made)] == starts
    assert [each.ends_at for each in by_vobject(made)] == [each.ends_at for each in shown]


def at(moment: datetime, zone: str, number: int) -> Appointment:
    id = UUID(int=number + 100)
    return MATHS._replace(
        id=id, thread=id, starts_at=moment, ends_at=moment + timedelta(minutes=45), time_zone=zone
    )


@rule("S16")
@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE, CASABLANCA, KOLKATA])
def test_a_calendar_keeps_the_clock_of_the_educator_and_explains_it(zone: str) -> None:
    made = calendars.one(MATHS._replace(time_zone=zone), NADIA)
    local = AT.astimezone(ZoneInfo(zone)).strftime("%Y%m%dT%H%M%S")
    assert f"DTSTART;TZID={zone}:{local}\r\n" in made.decode()
    assert [each["TZID"] for each in Calendar.from_ical(made).walk("VTIMEZONE")] == [zone]


@rule("S16")
@pytest.mark.parametrize("zone", ["UTC", "Africa/Abidjan"])
def test_what_is_utc_needs_no_zone(zone: str) -> None:
    made = calendars.one(MATHS._replace(time_zone=zone), NADIA).decode()
    assert "DTSTART:20261124T150000Z\r\n" in made
    assert "VTIMEZONE" not in made


@rule("S16")
def test_a_mail_offers_it_to_its_reader_without_asking_for_an_answer() -> None:
    sent = Message("REQUEST", "lernfaden@lernen.example.org", "nadia@lernfaden.example")
    made = calendars.one(MATHS, NADIA, sent)
    assert by_icalendar(made) == by_vobject(made)
    (found,) = by_icalendar(made)
    organizer, attendee = found.people
    assert organizer == "{'CN': 'Lernfaden'} mailto:lernfaden@lernen.example.org"
    assert attendee.endswith(" mailto:nadia@lernfaden.example")
    assert "'PARTSTAT': 'ACCEPTED'" in attendee
    assert "'RSVP': 'FALSE'" in attendee
    assert b"\r\nMETHOD:REQUEST\r\n" in made
    assert b"METHOD" not in calendars.one(MATHS, NADIA)


@rule("S16")
def test_an_empty_calendar_is_one() -> None:
    made = calendars.feed([], NADIA)
    assert by_icalendar(made) == []
    assert "X-WR-CALNAME:Lernfaden · Nadia Kaya\r\n" in made.decode()
    assert made == calendars.feed([], NADIA)
