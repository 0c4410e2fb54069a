"""What stands in a calendar becomes the times at which its owner has none."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.busy import expansion, unfolding
from domain.busy.fault import Fault, Unread
from tests.calendars import BERLIN_RULES, berlin, calendar, event
from tests.rules import rule
from tests.world import BERLIN

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2027, 4, 30, tzinfo=UTC)
OWN = "lernfaden.example"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"


def busy(*events: str, zone: str = BERLIN, shown_in: str = BERLIN, head: str = "") -> list[str]:
    """Shape: 2026-11-30 15:00–16:00."""
    there = ZoneInfo(shown_in)
    found = []
    for span in expansion.spans(calendar(*events, head=head), zone, SINCE, UNTIL, OWN):
        begin, end = (datetime.fromtimestamp(at, there) for at in span)
        is_one_day = begin.date() == end.date()
        found.append(f"{begin:%Y-%m-%d %H:%M}–{end:{'%H:%M' if is_one_day else '%m-%d %H:%M'}}")
    return found


@rule("S6")
def test_one_appointment_is_from_when_to_when_and_nothing_else() -> None:
    one = berlin("20261130T1500", "20261130T1600")
    assert busy(one) == ["2026-11-30 15:00–16:00"]
    in_utc = event(":20261130T140000Z", ":20261130T150000Z")
    assert busy(in_utc) == ["2026-11-30 15:00–16:00"]
    lasting = event(":20261130T140000Z", ":20261130T140000Z").replace(
        "DTEND:20261130T140000Z", "DURATION:PT90M"
    )
    assert busy(lasting) == ["2026-11-30 15:00–16:30"]


@rule("S6")
def test_what_leaves_somebody_free_takes_nothing() -> None:
    for line in (
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    ):
        assert busy(berlin("20261130T1500", "20261130T1600", line)) == [], line
    for line in ("TRANSP:OPAQUE", "STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"):
        assert len(busy(berlin("20261130T1500", "20261130T1600", line))) == 1, line


@rule("S6")
def test_our_own_sessions_in_another_calendar_are_none() -> None:
    assert busy(berlin("20261130T1500", "20261130T1600", uid=f"6f0c@{OWN}")) == []
    assert busy(berlin("20261130T1500", "20261130T1600", uid=f"6f0c@x{OWN}")) != []


@rule("S6")
def test_what_overlaps_or_meets_is_one_time() -> None:
    assert busy(
        berlin("20261130T1500", "20261130T1600", uid="a"),
        berlin("20261130T1530", "20261130T1545", uid="b"),
        berlin("20261130T1600", "20261130T1700", uid="c"),
        berlin("20261130T1701", "20261130T1800", uid="d"),
        berlin("20261130T1900", "20261130T1900", uid="e"),
    ) == ["2026-11-30 15:00–17:00", "2026-11-30 17:01–18:00"]


@rule("S6")
def test_whole_days_and_times_without_a_zone_are_meant_where_the_educator_is() -> None:
    days = event(";VALUE=DATE:20261130", ";VALUE=DATE:20261202")
    assert busy(days) == ["2026-11-30 00:00–12-02 00:00"]
    assert busy(days, zone="America/New_York") == ["2026-11-30 06:00–12-02 06:00"]
    floating = event(":20261130T150000", ":20261130T160000")
    assert busy(floating) == ["2026-11-30 15:00–16:00"]
    assert busy(floating, zone="Asia/Kolkata") == ["2026-11-30 10:30–11:30"]


@rule("S6", "S7")
def test_a_series_keeps_its_time_on_the_wall_over_a_clock_change() -> None:
    series = berlin("20261018T1500", "20261018T1600", WEEKLY)
    assert busy(series) == [
        "2026-10-18 15:00–16:00",
        "2026-10-25 15:00–16:00",
        "2026-11-01 15:00–16:00",
    ]
    # Clocks there change a week later, so seen from Berlin it comes an hour early for a week.
    there = ";TZID=America/New_York:"
    in_new_york = event(f"{there}20261018T090000", f"{there}20261018T100000", WEEKLY)
    assert busy(in_new_york) == [
        "2026-10-18 15:00–16:00",
        "2026-10-25 14:00–15:00",
        "2026-11-01 15:00–16:00",
    ]
    spring = event(f"{there}20270307T090000", f"{there}20270307T100000", WEEKLY)
    assert busy(spring, shown_in="America/New_York")[1] == "2027-03-14 09:00–10:00"


@rule("S6")
def test_a_zone_may_come_with_the_file() -> None:
    odd = ";TZID=Somewhere:"
    series = event(f"{odd}20261018T150000", f"{odd}20261018T160000", WEEKLY)
    assert busy(series, zone="Asia/Kolkata", head=BERLIN_RULES) == [
        "2026-10-18 15:00–16:00",
        "2026-10-25 15:00–16:00",
        "2026-11-01 15:00–16:00",
    ]


@rule("S6")
def test_dates_of_a_series_may_be_left_out_added_and_moved() -> None:
    series = berlin(
        "20261109T1500",
        "20261109T1600",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Europe/Berlin:20261116T150000",
        "RDATE;TZID=Europe/Berlin:20261120T150000",
    )
    moved = berlin(
        "20261124T1000", "20261124T1030", "RECURRENCE-ID;TZID=Europe/Berlin:20261123T150000"
    )
    freed = berlin(
        "20261130T1500",
        "20261130T1600",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261130T150000",
        "STATUS:CANCELLED",
    )
    assert busy(series, moved, freed) == [
        "2026-11-09 15:00–16:00",
        "2026-11-20 15:00–16:00",
        "2026-11-24 10:00–10:30",
    ]


@rule("S6")
def test_only_what_lies_in_the_window_is_said_and_cut_to_it() -> None:
    for_ever = berlin("20200106T1500", "20200106T1600", "RRULE:FREQ=DAILY")
    found = busy(for_ever)
    assert len(found) == (UNTIL - SINCE).days
    assert busy(event(";VALUE=DATE:20200101", ";VALUE=DATE:20300101")) == [
        "2026-03-01 01:00–04-30 02:00"
    ]


@rule("S6")
def test_one_broken_appointment_does_not_hide_the_others() -> None:
    broken = berlin("20261130T1500", "20261130T1600", "RRULE:FREQ=SOMETIMES", uid="broken")
    assert busy(broken, berlin("20261201T1500", "20261201T1600")) == ["2026-12-01 15:00–16:00"]


def test_several_calendars_in_one_file_are_all_read() -> None:
    both = calendar(berlin("20261130T1500", "20261130T1600")) + calendar(
        berlin("20261201T1500", "20261201T1600")
    )
    assert len(expansion.spans(both, BERLIN, SINCE, UNTIL, OWN)) == 2


async def test_a_program_of_its_own_says_the_same() -> None:
    one = calendar(berlin("20261130T1500", "20261130T1600"))
    start = int(datetime(2026, 11, 30, 14, tzinfo=UTC).timestamp())
    assert await unfolding.spans(one, BERLIN, SINCE, UNTIL) == [(start, start + 3600)]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", Fault.NO_CALENDAR),
        (b"<!doctype html><title>Log in</title>", Fault.NO_CALENDAR),
        (b"\x00\xff" * 500, Fault.NO_CALENDAR),
        (calendar(berlin("20261130T1500", "20261130T1600"))[:-40], Fault.NO_CALENDAR),
    ],
)
async def test_what_is_no_calendar_is_said_to_be_none(raw: bytes, fault: Fault) -> None:
    with pytest.raises(Unread) as unread:
        await unfolding.spans(raw, BERLIN, SINCE, UNTIL)
    assert unread.value.fault == fault


@rule("S6")
@pytest.mark.parametrize(
    "rule_",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2",
    ],
)
async def test_a_rule_that_would_repeat_for_ever_is_ended_soon(rule_: str) -> None:
    bomb = calendar(event(":19700101T000000Z", ":19700101T000001Z", rule_))
    began = datetime.now(UTC)
    try:
        assert await unfolding.spans(bomb, BERLIN, SINCE, UNTIL) == []
    except Unread as unread:
        assert unread.fault == Fault.TOO_MUCH
    assert datetime.now(UTC) - began < timedelta(seconds=unfolding.PATIENCE_SECONDS + 5)


async def test_more_times_than_anybody_has_are_too_much() -> None:
    every = "RRULE:FREQ=MINUTELY;INTERVAL=30;COUNT=9000"
    many = calendar(event(":20260401T000000Z", ":20260401T000100Z", every))
    with pytest.raises(Unread) as unread:
        await unfolding.spans(many, BERLIN, SINCE, UNTIL)
    assert unread.value.fault == Fault.TOO_MUCH
